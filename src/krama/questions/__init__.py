"""Competency questions: named, in SPARQL, and found from plain words; every answer with its sentence and its source."""

from krama.questions.answer import Answer, Reply
from krama.questions.catalogue import Catalogue, Question, load_questions
from krama.questions.desk import Desk
from krama.questions.facts import Fact, Quote, Source

__all__ = ["Answer", "Catalogue", "Desk", "Fact", "Question", "Quote", "Reply", "Source", "load_questions"]
