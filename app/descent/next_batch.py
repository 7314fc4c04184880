"""The loss of the batch that the next update sees: another one at every epoch, followed at a calm pace."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from engine.config import RunConfig
from engine.preview.batches import batch_problem
from engine.problem import Problem

PACE_MS = 150
"""While a run plays, the batch's surface changes at most so often; at rest it is always that of the epoch."""


class NextBatch(QObject):
    """Knows which batch is shown, and says when another one is to be."""

    changed = Signal()
    """Another batch is to be shown: `problem`. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._config: RunConfig | None = None
        self._whole: Problem | None = None
        self._shown: Problem | None = None
        self._epoch = 0
        self._wanted = 0
        self._pacing = QTimer(self)
        self._pacing.setSingleShot(True)
        self._pacing.setInterval(PACE_MS)
        self._pacing.timeout.connect(self._catch_up)

    def show(self, config: RunConfig, whole: Problem) -> None:
        """Begin with epoch 0 of a run on the data of `whole`, unless it is the run that is shown."""
        if config != self._config or whole is not self._whole:
            self._config, self._whole, self._shown = config, whole, None
            self._epoch = self._wanted = 0

    def follow(self, epoch: int) -> None:
        """The epoch shown is another one, or the same."""
        self._wanted = epoch
        if not self._pacing.isActive():
            self._catch_up()

    def problem(self) -> Problem:
        """The loss of the batch that is shown; the same object as long as it is the same batch."""
        assert self._config is not None
        assert self._whole is not None
        if self._shown is None:
            config = self._config
            self._shown = batch_problem(self._whole, config.batch, config.batch_seed, self._epoch)
        return self._shown

    def _catch_up(self) -> None:
        if self._wanted != self._epoch:
            self._epoch, self._shown = self._wanted, None
            self._pacing.start()
            self.changed.emit()
