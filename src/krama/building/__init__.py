"""The stages put together: one document, then many, then a published graph."""

from krama.building.batch import Progress, build
from krama.building.report import BuildReport, InputReport
from krama.building.settings import DocumentLimits, Settings

__all__ = ["BuildReport", "DocumentLimits", "InputReport", "Progress", "Settings", "build"]
