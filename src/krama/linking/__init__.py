"""Mentions to entities: clusters within a document, known things by their curated ids, new ones by stable ids."""
