"""Reads tables in a thread of its own: a million rows take a second or more."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.worker_thread import WorkerThread
from engine.errors import InputError
from engine.table import Table, read_table


@dataclass(frozen=True, slots=True)
class Source:
    """A table to be read: a file or a text, what it is called, and perhaps which columns are x and y.

    `skip_faulty` leaves rows out that cannot be used.
    """

    content: Path | str
    name: str
    columns: tuple[int, int] | None = None
    skip_faulty: bool = False


class _Worker(QObject):
    read = Signal(object, object)
    """A table was read: Source, Table."""
    refused = Signal(object, object)
    """It cannot be used: Source, InputError."""
    failed = Signal(str)
    """Something else went wrong: traceback text."""

    @Slot(object)
    def open(self, source: Source) -> None:
        """Read a table."""
        try:
            table = read_table(source.content, columns=source.columns, skip_faulty=source.skip_faulty)
        except InputError as error:
            self.refused.emit(source, error)
        except Exception:
            self.failed.emit(traceback.format_exc())
        else:
            self.read.emit(source, table)


class TableReader(QObject):
    """One table at a time; the newest answer counts. Its thread lives as long as it is needed."""

    finished = Signal(object, object)
    """A table was read: Source, Table. GUI thread."""
    refused = Signal(object, object)
    """It cannot be used: Source, InputError. GUI thread."""
    failed = Signal(str)
    """Something else went wrong: traceback text. GUI thread."""

    _wished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._newest: Source | None = None
        self._worker = _Worker()
        self._thread = WorkerThread("tables", self._worker, self, patience=30.0)
        self._worker.read.connect(self._on_worker_read)
        self._worker.refused.connect(self.refused)
        self._worker.failed.connect(self.failed)
        self._wished.connect(self._worker.open)

    def read(self, source: Source) -> None:
        """Read a table; `finished`, `refused` or `failed` follows."""
        self._newest = source
        self._thread.need()
        self._wished.emit(source)

    def shutdown(self) -> None:
        """End the thread, after the table being read."""
        self._thread.end()

    @Slot(object, object)
    def _on_worker_read(self, source: Source, table: Table) -> None:
        if source is self._newest:
            self.finished.emit(source, table)
