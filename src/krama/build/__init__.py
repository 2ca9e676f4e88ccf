"""The stages put together: one document, then many, then a published graph."""

from krama.build.batch import Progress, build
from krama.build.report import BuildReport, InputReport
from krama.build.settings import DocumentLimits, Settings

__all__ = ["BuildReport", "DocumentLimits", "InputReport", "Progress", "Settings", "build"]
