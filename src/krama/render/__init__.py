"""A network as one self-contained HTML page."""

from krama.render.page import render_html

__all__ = ["render_html"]
