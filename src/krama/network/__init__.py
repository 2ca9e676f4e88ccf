"""The graph as a network: what is drawn, what is left out and where everything stands."""

from krama.network.edge import Edge, Evidence, Node, Projection, SourceNote
from krama.network.find import find
from krama.network.layout import Placed, place
from krama.network.project import edge_row, project
from krama.network.select import Selection, select_about, select_core, select_named, told_once
from krama.network.views import ClassStyle, View, load_view, load_views

__all__ = [
    "ClassStyle",
    "Edge",
    "Evidence",
    "Node",
    "Placed",
    "Projection",
    "Selection",
    "SourceNote",
    "View",
    "edge_row",
    "find",
    "load_view",
    "load_views",
    "place",
    "project",
    "select_about",
    "select_core",
    "select_named",
    "told_once",
]
