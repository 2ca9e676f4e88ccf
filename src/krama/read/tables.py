"""A table of HTML or DOCX in the making: cells that hold entries, spans, and tables that only lay out a page."""

from __future__ import annotations

from dataclasses import dataclass, field

from krama.read.draft import Entry

_MOST_COLUMNS = 100
_MOST_ROWS = 1_000


@dataclass(slots=True)
class _Row:
    head: bool
    cells: list[list[Entry]] = field(default_factory=list)
    headers: int = 0
    filled: int = 0


@dataclass(slots=True)
class Grid:
    """The rows of a table; a cell over several columns or rows leaves the others empty: columns stay aligned."""

    number: int
    nested: bool = False
    _rows: list[_Row] = field(default_factory=list)
    _spans: dict[int, int] = field(default_factory=dict)

    def open_row(self, head: bool = False) -> None:
        """Begin a row; ``head`` says that it stands in the table's head."""
        self._rows.append(_Row(head))

    def add(self, entries: list[Entry], wide: int = 1, high: int = 1, header: bool = False) -> None:
        """Put a cell into the current row, over ``wide`` columns and ``high`` rows."""
        if not self._rows:
            self.open_row()
        row = self._rows[-1]
        while self._spans.get(len(row.cells), 0) and len(row.cells) < _MOST_COLUMNS:
            self._spans[len(row.cells)] -= 1
            row.cells.append([])
        row.headers += header
        row.filled += 1
        for extra in range(max(1, min(wide, _MOST_COLUMNS - len(row.cells)))):
            self._spans[len(row.cells)] = min(max(1, high), _MOST_ROWS) - 1
            row.cells.append([] if extra else entries)

    def entries(self) -> list[Entry]:
        """The rows; of a table with one row or column or with tables inside, what its cells hold, one after another."""
        rows = [row for row in self._rows if any(row.cells)]
        columns = max((sum(bool(cell) for cell in row.cells) for row in rows), default=0)
        if self.nested or len(rows) <= 1 or columns <= 1:
            return [entry for row in rows for cell in row.cells for entry in cell]
        found = []
        for row in rows:
            texts = tuple("\n".join(_shown(entry) for entry in cell) for cell in row.cells)
            strong = all(entry.strong for cell in row.cells for entry in cell)
            header = row.head or row.headers == row.filled
            found.append(Entry("row", texts, table=self.number, header=header, strong=strong))
        return found


def _shown(entry: Entry) -> str:
    """An entry as a line of a cell."""
    text = " ".join(entry.texts).replace("\t", " ")
    return f"{entry.label} {text}" if entry.label else text
