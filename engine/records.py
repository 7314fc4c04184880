"""What a run leaves behind: one frozen record an epoch, kept in an append-only history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from engine.config import RunConfig

FloatArray = npt.NDArray[np.float64]
End = Literal["finished", "stopped", "diverged"]
Weights = tuple[float, ...]
"""One number a weight, the bias first: two of them, or three where the data have two inputs."""
Moments = dict[str, tuple[float, ...]]
"""What an optimizer remembers of its run, by torch's names: a number a weight each (`exp_avg`,
`exp_avg_sq`, `momentum_buffer`, `sum` …), or one (`step`). Python's floats hold float32 numbers exactly."""


@dataclass(frozen=True, slots=True)
class EpochRecord:
    """The state after `epoch` updates: the weights, and loss and gradient *at those weights*.

    Of a run in mini-batches `applied` is the gradient of the batch that the next update is made with; else
    it is None, since that is `grad`.
    """

    epoch: int
    w: Weights
    loss: float
    grad: Weights
    applied: Weights | None = None


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything a run needs to go on bit for bit, as plain numbers: any thread may keep it.

    The weights and their gradient are in the record. `moments` is what the optimizer remembers after the
    record's epoch; empty means that it has yet to make its first update.
    """

    config: RunConfig
    record: EpochRecord | None
    epochs: int
    end: End | None
    moments: Moments


class History:
    """Records of epochs 0..n in growing columns: written by one thread, read by any.

    A writer fills row `n` and only then raises the count, so a reader never sees half a record.
    Views handed out stay valid: growing copies into new memory and leaves the old alone.
    """

    COLUMNS = ("w0", "w1", "loss", "grad0", "grad1")
    MORE = ("w2", "grad2")
    """Two more columns at the end where there are three weights: the first five mean the same for all."""

    def __init__(self, capacity: int = 1024) -> None:
        self._rows: FloatArray = np.empty((max(capacity, 1), len(self.COLUMNS)))
        self._applied: FloatArray | None = None  # (rows, d), as long as the rows; NaN where it is None
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def append(self, record: EpochRecord) -> None:
        """Append the record of epoch `len(self)`.

        Raises
        ------
        ValueError
            If the record is not the next one: no epoch is ever lost or doubled.
        """
        n = self._count
        if record.epoch != n:
            raise ValueError(f"expected epoch {n}, got {record.epoch}")
        more = record.w[2:] + record.grad[2:]
        if not n and more:
            self._rows = np.empty((len(self._rows), len(self.COLUMNS + self.MORE)))
        if n == len(self._rows):
            grown = np.empty((2 * n, self._rows.shape[1]))
            grown[:n] = self._rows
            self._rows = grown
            if self._applied is not None:
                self._applied = _longer(self._applied, 2 * n)
        if record.applied is not None:
            if self._applied is None:
                self._applied = _longer(np.empty((0, len(record.applied))), len(self._rows))
            self._applied[n] = record.applied
        self._rows[n] = (*record.w[:2], record.loss, *record.grad[:2], *more)
        self._count = n + 1

    def first(self, count: int) -> History:
        """A history of its own that begins with a copy of the first `count` records."""
        new = History(count + 1)
        new._rows = np.empty((len(new._rows), self._rows.shape[1]))
        new._rows[:count] = self.rows(0, count)
        if self._applied is not None:
            new._applied = _longer(self._applied[:count], len(new._rows))
        new._count = count
        return new

    def __getitem__(self, epoch: int) -> EpochRecord:
        n = self._count
        if not -n <= epoch < n:
            raise IndexError(f"epoch {epoch} is not among the {n} recorded")
        k = epoch % n
        w0, w1, loss, grad0, grad1, *more = self._rows[k].tolist()
        w, grad = ((w0, w1, more[0]), (grad0, grad1, more[1])) if more else ((w0, w1), (grad0, grad1))
        if self._applied is None or np.isnan(self._applied[k, 0]):
            return EpochRecord(k, w, loss, grad)
        return EpochRecord(k, w, loss, grad, tuple(self._applied[k].tolist()))

    def __iter__(self) -> Iterator[EpochRecord]:
        return (self[k] for k in range(self._count))

    def rows(self, start: int = 0, stop: int | None = None) -> FloatArray:
        """Read-only view, shape (k, 5) float64, of the epochs in `[start, stop)`; columns as `COLUMNS`.

        With three weights it is (k, 7): those of `MORE` come last.
        """
        n = self._count
        view = self._rows[start : n if stop is None else min(stop, n)]
        view.flags.writeable = False
        return view

    def applied(self, start: int, stop: int) -> FloatArray:
        """Gradients that the updates after the epochs in `[start, stop)` are made with, shape (k, d)."""
        grads = _three(self.rows(start, stop), 3)
        if self._applied is None:
            return grads
        applied = self._applied[start : start + len(grads)]
        return np.where(np.isnan(applied), grads, applied)

    def path(self, stop: int | None = None, *, start: int = 0, every: int = 1) -> FloatArray:
        """Weights (w0, w1) of epochs in `[start, stop)`, shape (n, 2); three of them: (n, 3)."""
        return _three(self.rows(start, stop)[::every], 0)

    def losses(self, stop: int | None = None) -> FloatArray:
        """Loss of every epoch, shape (n,)."""
        return self.rows(0, stop)[:, 2]


def _three(rows: FloatArray, first: int) -> FloatArray:
    """Columns `first` and the next, a view; with three weights a copy that has the third as well."""
    if rows.shape[1] == len(History.COLUMNS):
        return rows[:, first : first + 2]
    return rows[:, [first, first + 1, len(History.COLUMNS) + (first > 0)]]


def _longer(applied: FloatArray, length: int) -> FloatArray:
    """A copy with NaN at its end, shape (length, d)."""
    grown = np.full((length, applied.shape[1]), np.nan)
    grown[: len(applied)] = applied
    return grown
