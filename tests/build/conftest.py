from rdf.worlds import world

__all__ = ["world"]
