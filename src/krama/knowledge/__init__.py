"""A typed, frozen view of ``ontology/``: read once, handed to every stage that needs it."""

from krama.knowledge.knowledge import Knowledge, load_knowledge

__all__ = ["Knowledge", "load_knowledge"]
