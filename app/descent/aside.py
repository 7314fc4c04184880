"""Lessons that are shown in place of surface, plots and panel: of curves, and of two inputs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from app.actions import Actions
from app.descent.aside_lesson import AsideLesson
from app.descent.explorer import Explorer
from app.descent.planar import Planar
from app.descent.tab import DescentTab
from app.settings import Settings
from engine.curve_lesson import is_curve_lesson
from engine.lessons import is_two_inputs

if TYPE_CHECKING:
    from app.descent.controller import DescentController


class Aside:
    """Both kinds as one: at most one of them is shown.

    Attributes
    ----------
    explorer, planar
        That of curves, and that of two inputs.
    """

    def __init__(
        self, controller: DescentController, tab: DescentTab, actions: Actions, settings: Settings
    ) -> None:
        self._controller = controller
        self.explorer = Explorer(controller, tab, actions, settings)
        self.planar = Planar(controller, tab, actions, settings)

    def takes(self, name: str) -> bool:
        """Open the lesson `name` if it is one of these, or leave them for the one that waits under them."""
        if is_two_inputs(name):
            other: AsideLesson[Any] = self.explorer
        elif is_curve_lesson(name):
            other = self.planar
        else:
            return self.planar.takes(name) or self.explorer.takes(name)
        if self._controller.setup is None:
            other.close()
        with other.left(QCoreApplication.translate("Planar", "lesson")):
            return self.planar.takes(name) or self.explorer.takes(name)

    @contextmanager
    def left(self, text: str) -> Iterator[None]:
        """Around a change of the setup: it is to be seen. All of it is one step to undo."""
        with self.explorer.left(text), self.planar.left(text):
            yield

    def close(self) -> None:
        """Leave before there is anything to go back to: nothing to undo."""
        self.explorer.close()
        self.planar.close()

    def keep(self) -> None:
        """A setup was made under them: the list and the settings still say what is shown."""
        self.explorer.keep()
        self.planar.keep()

    def furnish(self) -> None:
        """What their panes need can be imported now."""
        self.explorer.furnish()
        self.planar.furnish()

    def retranslate(self) -> None:
        """Titles and sentences in the language in force."""
        self.explorer.retranslate()
        self.planar.retranslate()

    def resets(self) -> bool:
        """Bring the lesson's own state back, if one of these is shown; says so."""
        return self.explorer.resets() or self.planar.acts("reset")
