"""The table of runs: what races, how far each has come, and what can be done with it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from viz import numbers
from viz.cell_model import Column
from viz.optional_number_field import OptionalNumberField
from viz.race_bar import RACES, RaceBar
from viz.run_row import RunRow
from viz.run_rows import RunRows
from viz.theme import Theme
from viz.translated import Translated

__all__ = ["RACES", "RunRow", "RunTable"]

_DIGITS = 6
_GAP = 8
"""Logical pixels between two parts of the head, and beside it."""


class RunTable(Translated):
    """Shows runs as rows and takes wishes about them. Knows nothing of training.

    On the selected row: Enter shows the run large, F2 names it, H hides or shows it, P pins it, R runs it
    again, Delete removes it.
    """

    run_chosen = Signal(int)
    """A row was clicked, or Enter pressed on it: the key of the run to be shown large. GUI thread."""
    name_edited = Signal(int, str)
    """A run was given another name: its key, the name. GUI thread."""
    visibility_requested = Signal(int, bool)
    """A run is to be hidden or shown: its key, whether it is to be seen. GUI thread."""
    pin_requested = Signal(int, bool)
    """A run is to stay when a new race begins, or no longer: its key, whether it is to stay. GUI thread."""
    rerun_requested = Signal(int)
    """A run is to be run again from its start: its key. GUI thread."""
    remove_requested = Signal(int)
    """A run is to go: its key. GUI thread."""
    target_edited = Signal(object)
    """Another target loss was typed: the number, or None for no target. GUI thread."""
    race_requested = Signal(str)
    """A race is wished for, or its end: one of `RACES`. GUI thread."""
    fork_requested = Signal()
    """A new run is to begin at the epoch that is shown. GUI thread."""
    text_refused = Signal(str)
    """Something typed as target is no number: the text. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RunRows(self)
        self.races = RaceBar(self)
        self._fork = QPushButton(self)
        self._fork.setProperty("role", "quiet")
        self._target_title = QLabel(self)
        self._target_title.setProperty("role", "quiet")
        self._target = OptionalNumberField(step=0.1, logarithmic=True, digits=_DIGITS, parent=self)
        self._target_title.setBuddy(self._target)
        self._warning = QLabel(self)
        self._warning.setWordWrap(True)
        self._warning.hide()
        self._lay_out()
        self._connect()
        self.retranslate()

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Show the runs from top to bottom; cheap enough for every frame. Selection and editor stay."""
        self.table.set_rows(rows)

    def set_target(self, loss: float | None, default: float | None = None) -> None:
        """Show the person's target loss; without one, the `default` that is counted instead, in grey."""
        self._target.set_optional(loss)
        self._target.setPlaceholderText("" if default is None else numbers.plain(default, _DIGITS))

    def set_warning(self, text: str) -> None:
        """Say what makes the comparison unfair, above the rows; empty for nothing."""
        if text != self._warning.text():
            self._warning.setText(text)
            self._warning.setVisible(bool(text))

    def set_possible(self, races: Collection[str], *, fork: bool) -> None:
        """Which of `RACES` can be wished for now, and whether a run can be forked."""
        self.races.set_possible(races)
        self._fork.setEnabled(fork)

    def select(self, key: int) -> None:
        """Select a run's row."""
        self.table.select(key)

    def text(self) -> str:
        """The table as tab-separated text."""
        return self.table.text()

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)
        self._warning.setStyleSheet(f"color: {theme.warning};")

    def set_large_type(self, on: bool) -> None:
        self.table.set_large_type(on)
        self._target.setFixedWidth(120 if on else 88)
        self._fit_head()

    def retranslate(self) -> None:
        self._fork.setText(self.tr("Fork here"))
        self._fork.setToolTip(
            self.tr(
                "Begin another run at the epoch shown, with the optimizer and learning rate now set: "
                "both futures are seen"
            )
        )
        self._target_title.setText(self.tr("Target loss"))
        tip = self.tr("The table counts the epochs until a run’s loss is at or below it")
        default = self.tr("Empty: 99 % of the way from the start’s loss down to the minimum")
        tip = f"{tip}\n{default}"
        self._target.setToolTip(tip)
        self._target_title.setToolTip(tip)
        self._target.setAccessibleName(self.tr("Target loss"))
        self.table.setAccessibleName(self.tr("Runs"))
        self.table.setAccessibleDescription(
            self.tr("Enter shows a run large, F2 names it, H hides it, P pins it, R runs it again")
        )
        self.table.set_empty_text(self.tr("No runs yet. Press Play, or let several race."))
        self.table.set_texts(self._columns(), self._tips())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit_head()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the head can be: rows scroll."""
        parts = (self.races.folded, self._fork)
        width = sum(part.sizeHint().width() for part in parts) + self._target.minimumWidth() + 2 * _GAP
        return QSize(width + 2 * _GAP, super().minimumSizeHint().height())

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("run"), self.tr("Double-click or F2 to name it"), least=76, rank=2),
            Column(self.tr("optimizer"), self.tr("The rule that turns the gradient into a step"), least=48),
            Column(
                self.tr("learning rate"),
                self.tr("How long the step is: runs with different ones are not compared alike"),
                right=True,
            ),
            Column(self.tr("epoch"), self.tr("Number of updates so far"), right=True),
            Column("ŵ₀, ŵ₁", self.tr("Bias and weight after these epochs"), right=True),
            Column(self.tr("loss"), self.tr("Loss at these weights"), right=True),
            Column(
                self.tr("to target"),
                self.tr("Epochs until the loss was first at or below the target loss"),
                right=True,
            ),
            Column(
                self.tr("state"), self.tr("Whether it runs, or how it ended"), least=44, slack=True, rank=1
            ),
            Column(""),
        ]

    def _tips(self) -> dict[str, str]:
        return {
            "choose": self.tr("Show its numbers and curve (Enter)"),
            "rename": self.tr("Name the run (F2)"),
            "hide": self.tr("Hide this run’s path and curves (H)"),
            "show": self.tr("Show this run’s path and curves (H)"),
            "pin": self.tr("Pin: keep this run when a new race begins (P)"),
            "unpin": self.tr("Unpin: let this run go when a new race begins (P)"),
            "rerun": self.tr("Run it again from its start, with its own settings (R)"),
            "remove": self.tr("Remove this run (Delete)"),
        }

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.setSpacing(_GAP)
        self._head.addWidget(self.races)
        self._head.addStretch(1)
        for part in (self._fork, self._target_title, self._target):
            self._head.addWidget(part)
        self._target.setFixedWidth(88)
        column = QVBoxLayout(self)
        column.setContentsMargins(_GAP, 0, _GAP, 4)
        column.setSpacing(2)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # the head folds instead
        column.addLayout(self._head)
        column.addWidget(self._warning)
        # As high as there is room: its rows scroll, or the whole page would.
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column.addWidget(self.table, 1)
        self._warning.setContentsMargins(8, 0, 8, 0)
        for before, after in pairwise(
            (*self.races.buttons.values(), self.races.folded, self._fork, self._target, self.table)
        ):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.table.run_chosen.connect(self.run_chosen)
        self.table.name_edited.connect(self.name_edited)
        self.table.wished.connect(self._on_table_wished)
        self._target.value_edited.connect(self._on_target_value_edited)
        self._target.value_cleared.connect(self._on_target_value_cleared)
        self._target.text_refused.connect(self.text_refused)
        self.races.race_requested.connect(self.race_requested)
        self._fork.clicked.connect(self.fork_requested)

    def _fit_head(self) -> None:
        """One line at any width: first the races become a menu, then the target loses its title."""
        room = self.width() - 2 * _GAP
        rest = self._fork.sizeHint().width() + self._target.minimumWidth() + 2 * _GAP
        title = self._target_title.sizeHint().width() + _GAP
        self.races.set_folded(self.races.whole_width() + title + rest > room)
        self._target_title.setVisible(self.races.folded.sizeHint().width() + title + rest <= room)

    def _on_table_wished(self, key: int, wish: str) -> None:
        row = self.table.rows[key]
        if wish == "visibility":
            self.visibility_requested.emit(key, not row.visible)
        elif wish == "pin":
            self.pin_requested.emit(key, not row.pinned)
        elif wish == "rerun":
            self.rerun_requested.emit(key)
        else:
            self.remove_requested.emit(key)

    def _on_target_value_edited(self, value: float) -> None:
        self.target_edited.emit(value)

    def _on_target_value_cleared(self) -> None:
        self.target_edited.emit(None)
