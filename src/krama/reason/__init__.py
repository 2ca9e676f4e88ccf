"""What follows from what is stated, by rules in SPARQL."""

from krama.reason.infer import infer
from krama.reason.rules import InferenceRule, load_rules

__all__ = ["InferenceRule", "infer", "load_rules"]
