"""Dates as precise as the text, never more."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a year and month, or a full date of the Gregorian calendar.

    Raises ``ValueError`` for a day that does not exist: such a date stays a string.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    @property
    def iso(self) -> str:
        """ISO 8601: ``2013-09-23``, ``2013-09`` or ``2013``."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def datatype(self) -> str:
        """Local name of the XSD type that fits: ``date``, ``gYearMonth`` or ``gYear``."""
        return "date" if self.day else "gYearMonth" if self.month else "gYear"

    @property
    def earliest(self) -> str:
        """First day that the date may mean, ISO 8601."""
        return f"{self.year:04d}-{self.month or 1:02d}-{self.day or 1:02d}"

    @property
    def latest(self) -> str:
        """Last day that the date may mean, ISO 8601."""
        month = self.month or 12
        return f"{self.year:04d}-{month:02d}-{self.day or monthrange(self.year, month)[1]:02d}"

    @classmethod
    def parse(cls, iso: str) -> PartialDate:
        """From ``2013-09-23``, ``2013-09`` or ``2013``; ``ValueError`` for anything else."""
        return cls(*(int(part) for part in iso.split("-")))
