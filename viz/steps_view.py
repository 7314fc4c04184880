"""The four steps as code, and the numbers of the step that is lit: a teacher's blackboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viz.cell_model import Column
from viz.code_pane import CodeLine, CodePane
from viz.number_table import NumberRow, NumberTable
from viz.rule import rule
from viz.theme import Theme
from viz.translated import Translated

__all__ = ["CodeLine", "StepsView", "TermRow"]

_CODE_SHARE, _CODE_SHARE_BESIDE = 0.42, 0.3
"""The code takes at most so much of the width, less beside a view: the numbers are what changes."""
_LEAST_BESIDE = 200
"""Logical pixels that numbers and views get; what is wider scrolls by itself."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A quantity of a step: its symbol, how it is made, its value in each component, what it means."""

    symbol: str
    formula: str
    values: tuple[str, ...]
    tip: str = ""


class StepsView(Translated):
    """Code on the left with one step lit; the terms of that step, with their numbers, on the right.

    A step may have a view of its own instead of terms: see `set_view`.

    All of it can be selected and copied.
    """

    next_requested = Signal()
    """The next line is to be executed. GUI thread."""
    previous_requested = Signal()
    """The line before is to be shown again. GUI thread."""
    step_chosen = Signal(int)
    """A step's line was clicked, or its number typed in the code: 1 to 4. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = CodePane(self)
        self.terms = NumberTable(self)
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._views: dict[int, QWidget] = {}
        self._previous = QPushButton(self)
        self._next = QPushButton(self)
        self._previous.setProperty("role", "quiet")
        self._lay_out()
        self.code.step_chosen.connect(self.step_chosen)
        self._next.clicked.connect(self.next_requested)
        self._previous.clicked.connect(self.previous_requested)
        self.retranslate()

    def add_tool(self, action: QAction) -> None:
        """A quiet button for `action` beside those that go from line to line."""
        tool = QToolButton(self)
        tool.setDefaultAction(action)
        tool.setProperty("role", "quiet")
        tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._buttons.addWidget(tool)

    def set_code(self, lines: Sequence[CodeLine]) -> None:
        """Show the lines of an epoch."""
        self.code.set_code(lines)
        self._share_out()

    def set_lit(self, step: int | None) -> None:
        """Light the line of a step, 1 to 4; None between epochs."""
        self.code.set_lit(step)
        beside = self._views.get(step or 0, self._numbers)
        if beside is not self._right.currentWidget():
            self._right.setCurrentWidget(beside)
            self._share_out()

    def set_view(self, step: int, view: QWidget) -> None:
        """Show `view`, which is adopted, beside the code while `step` is lit."""
        self._views[step] = view
        self._right.addWidget(view)

    def set_terms(self, title: str, terms: Sequence[TermRow]) -> None:
        """Show the terms of a step under what the step is; cheap enough for every frame."""
        another = title != self._title.text()
        count = max((len(term.values) for term in terms), default=0)
        columns = [Column(""), Column("", least=64)]
        columns += [Column("", right=True) for _ in range(count)]
        columns.append(Column("", slack=True))
        rows = [NumberRow((term.symbol, term.formula, *term.values), self._tip(term)) for term in terms]
        self.terms.set_rows(columns, rows)
        if another:
            self._title.setText(title)
            self.terms.setAccessibleName(title)
            self.terms.forget_widths()

    def set_possible(self, *, previous: bool, following: bool) -> None:
        """Whether there is a line before and one after."""
        self._previous.setEnabled(previous)
        self._next.setEnabled(following)

    def text(self) -> str:
        """Code, title and terms as text."""
        return f"{self.code.code()}\n\n{self._title.text()}\n{self.terms.text().lstrip()}"

    def set_theme(self, theme: Theme) -> None:
        self.code.set_theme(theme)
        self.terms.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        self.code.set_large_type(on)
        self.terms.set_large_type(on)
        self._share_out()

    def retranslate(self) -> None:
        self._next.setText(self.tr("Next line"))
        self._next.setToolTip(self.tr("Execute the next of the four steps, inside the epoch"))
        self._previous.setText(self.tr("Line before"))
        self._previous.setToolTip(self.tr("Show the step before again, exactly as it was"))
        self.code.retranslate()
        self.code.setAccessibleName(self.tr("The four steps in PyTorch; 1 to 4 choose one"))
        self.terms.set_empty_text(self.tr("Step inside an epoch to see its numbers."))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its buttons and a view: what the code has now does not count."""
        return QSize(self._buttons_width() + _LEAST_BESIDE + 2 * 16 + 1, super().minimumSizeHint().height())

    def _buttons_width(self) -> int:
        return self._buttons.sizeHint().width()

    @staticmethod
    def _tip(term: TermRow) -> str:
        return "\n".join(part for part in (f"{term.symbol} = {term.formula}", term.tip) if part)

    def _share_out(self) -> None:
        """The code as wide as its lines, as long as the numbers keep their room."""
        alone = self._right.currentWidget() is self._numbers
        share = round(self.width() * (_CODE_SHARE if alone else _CODE_SHARE_BESIDE))
        self.code.fit_to(max(share, self._buttons_width()))  # what is under it is there already

    def _lay_out(self) -> None:
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self._next)
        self._buttons.addWidget(self._previous)
        self._buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.code, 1)
        left.addLayout(self._buttons)
        self._right = QStackedWidget(self)
        self._numbers = QWidget(self._right)
        self._right.addWidget(self._numbers)
        self._right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._right.setMinimumWidth(_LEAST_BESIDE)
        right = QVBoxLayout(self._numbers)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(4)
        right.addWidget(self._title)
        right.addWidget(self.terms, 1)
        for part in (self.code, self.terms):  # they scroll, or the whole page would
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._title.setContentsMargins(6, 2, 6, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 4)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setSpacing(8)
        row.addLayout(left)
        row.addWidget(rule(self, vertical=True))
        row.addWidget(self._right, 1)
