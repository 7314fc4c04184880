"""What every page of a drawer is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from viz.theme import Theme


class Part(Protocol):
    """A widget that follows theme and type."""

    def set_theme(self, theme: Theme) -> None: ...

    def set_large_type(self, on: bool) -> None: ...


class Page(Protocol):
    """A page of a drawer: it does nothing while it is not seen."""

    @property
    def widget(self) -> QWidget:
        """What is seen."""

    def parts(self) -> Sequence[Part]:
        """What follows theme and type."""

    def set_open(self, on: bool) -> None:
        """It is seen from now on, or no more."""

    def retranslate(self) -> None:
        """There is another language."""
