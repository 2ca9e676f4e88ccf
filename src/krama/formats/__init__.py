"""The graph as files for other programs: RDF, networks for Gephi, tables for spreadsheets."""

from krama.formats.write import targets, without, write
from krama.formats.writers import WRITERS, Writer, writer_for

__all__ = ["WRITERS", "Writer", "targets", "without", "write", "writer_for"]
