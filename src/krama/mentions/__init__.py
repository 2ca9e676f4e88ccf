"""Typed spans of a document: citations, known names, bodies, people, places, mechanisms; and dates and numbers."""
