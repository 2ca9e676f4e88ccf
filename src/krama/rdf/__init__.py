"""How a fact looks in RDF: IRIs, Statements with evidence, named graphs, byte-stable files."""

from pyoxigraph import Quad

from krama.rdf.assemble import assemble
from krama.rdf.curated import assemble_curated
from krama.rdf.ontology import assemble_ontology
from krama.rdf.serialise import serialise
from krama.rdf.verify import verify

__all__ = ["Quad", "assemble", "assemble_curated", "assemble_ontology", "serialise", "verify"]
