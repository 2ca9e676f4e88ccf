"""Edges between entities, each with the words that state it."""
