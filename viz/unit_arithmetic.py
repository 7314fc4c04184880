"""How a unit comes to its number: what it adds up, and what it makes of the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from viz.cell_model import Column
from viz.number_table import NumberRow, NumberTable
from viz.numbers import fixed


@dataclass(frozen=True, slots=True)
class Contribution:
    """One term of a sum: where the number comes from, the number, its weight, their product."""

    name: str
    value: float
    weight: float
    product: float


@dataclass(frozen=True, slots=True)
class UnitSum:
    """A unit's arithmetic.

    Attributes
    ----------
    terms
        The largest contributions, in the order in which they are to be shown.
    others, others_sum
        How many terms are not shown, and what they add up to.
    bias
        None where the unit has none.
    total
        Σ products + bias.
    activation, activated
        Name of the function that is applied to the sum, and its value; empty and None without one.
    """

    terms: Sequence[Contribution]
    others: int
    others_sum: float
    bias: float | None
    total: float
    activation: str = ""
    activated: float | None = None


class UnitArithmetic(NumberTable):
    """Sum and activation, and what the sum is of: bias, the largest terms, all others; it can be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit: UnitSum | None = None
        self.retranslate()

    def set_unit(self, unit: UnitSum | None) -> None:
        """Show a unit's arithmetic; None for none. Cheap enough for every frame."""
        self._unit = unit
        self.set_rows(self._columns(), [] if unit is None else self._lines(unit))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.setAccessibleName(self.tr("Arithmetic of the unit"))
        self.set_empty_text(self.tr("Click a unit to see how it comes to its number."))
        self.set_unit(self._unit)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _columns(self) -> list[Column]:
        return [
            Column(self.tr("from"), self.tr("Where the number comes from"), least=64, slack=True),
            Column(self.tr("input"), self.tr("What arrives from there for this image"), right=True),
            Column(self.tr("× weight"), self.tr("What the unit has learnt to multiply it by"), right=True),
            Column(self.tr("= adds"), self.tr("The product: what this input adds to the sum"), right=True),
        ]

    def _lines(self, unit: UnitSum) -> list[NumberRow]:
        # What comes out stands first: below the terms it would be out of sight in a low window.
        rows = [NumberRow((self.tr("sum"), "", "", fixed(unit.total)))]
        if unit.activated is not None:
            tip = self.tr("What leaves the unit: the activation function applied to the sum")
            rows.append(NumberRow((unit.activation, "", "", fixed(unit.activated)), tip))
        if unit.bias is not None:
            tip = self.tr("What the unit adds for every image alike")
            rows.append(NumberRow((self.tr("bias"), "", "", fixed(unit.bias)), tip))
        rows += [
            NumberRow((term.name, fixed(term.value), fixed(term.weight), fixed(term.product)))
            for term in unit.terms
        ]
        if unit.others:
            name = self.tr("{n} others").format(n=f"{unit.others:,}")
            tip = self.tr("All terms that are smaller than those above, added up")
            rows.append(NumberRow((name, "", "", fixed(unit.others_sum)), tip))
        return rows
