"""Checks of a graph: SHACL shapes, the evidence gate. What is found is a value."""

from krama.validate.gate import check_evidence, check_merged
from krama.validate.shapes import Shapes, check_shapes, load_shapes
from krama.validate.violations import Violation, structural
from krama.validate.whole import check_store

__all__ = [
    "Shapes",
    "Violation",
    "check_evidence",
    "check_merged",
    "check_shapes",
    "check_store",
    "load_shapes",
    "structural",
]
