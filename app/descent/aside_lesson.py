"""What lessons have in common that are shown in place of surface and plots: opened, changed, undone, left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject

from app.actions import Actions, Place
from app.descent.setup import Change
from app.descent.tab import DescentTab
from app.settings import Settings

if TYPE_CHECKING:
    from app.descent.controller import DescentController
    from engine.curve_lesson import CurveLesson
    from engine.lessons import Lesson


class Choice(Protocol):
    """A lesson and all that was chosen of it: immutable, so that undoing can bring it back."""

    @property
    def lesson(self) -> Lesson | CurveLesson: ...


C = TypeVar("C", bound=Choice)


class AsideLesson(QObject, Generic[C]):
    """What is shown of one kind of such lessons. Runs that were there before wait under it, as they are.

    A kind says what it hinders, and how it is shown: `_cover` and `_present`.

    Attributes
    ----------
    NAME
        By which actions know that it is this kind that hinders them.
    PLACES, MEANT
        Whose actions mean nothing here, but for those of `MEANT`.
    chosen
        What is chosen; None while this kind is not shown.
    """

    NAME: str
    PLACES: tuple[Place, ...]
    MEANT: tuple[str, ...]

    def __init__(
        self, controller: DescentController, tab: DescentTab, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(controller)
        self._controller, self._tab, self._actions, self._settings = controller, tab, actions, settings
        self.chosen: C | None = None
        self._draft: object | None = None  # what would be chosen if what is dragged were let go
        self._furnished = False

    # What a kind does in its own way

    def _cover(self, on: bool) -> None:
        """Show its place in the tab instead of the others', or these again."""
        raise NotImplementedError

    def _present(self, chosen: C) -> None:
        """Show all that is chosen on the pane, in the language in force; the first time the pane is made."""
        raise NotImplementedError

    def restore(self) -> None:
        """Show again what is chosen: what was wished is no other."""
        self.refresh()

    # Opening and leaving

    def _takes(self, name: str, fresh: C | None, text: str) -> bool:
        """Open the lesson `name`, or leave this kind for the lesson that waits under it.

        `fresh` is that lesson as it is at first, None if it is of another kind; `text` names the step.
        False if there is nothing to do here.
        """
        if fresh is not None:
            if self.chosen is None or self.chosen.lesson != fresh.lesson:
                self._change(text, fresh)
            return True
        setup = self._controller.setup
        if self.chosen is None or setup is None or setup.lesson.name != name.strip().lower():
            return False
        self._change(text, None)
        return True

    @contextmanager
    def left(self, text: str) -> Iterator[None]:
        """Around a change of what lies under it: it is to be seen. Both are one step to undo."""
        if self.chosen is None or self._controller.setup is None:
            yield
            return
        stack = self._controller.undo_stack
        stack.beginMacro(text)
        try:
            self._change(text, None)
            yield
        finally:
            stack.endMacro()

    def close(self) -> None:
        """Leave before there is anything to go back to: nothing to undo."""
        if self.chosen is not None:
            self.show(None)

    def keep(self) -> None:
        """A setup was made under it: the list and the settings still say that this is shown."""
        if self.chosen is not None:
            self._tab.panel.lessons.set_current(self.chosen.lesson.name)
            self._settings.setValue("lesson", self.chosen.lesson.name)

    def furnish(self) -> None:
        """What the pane needs can be imported now."""
        self._furnished = True
        self.refresh()

    def retranslate(self) -> None:
        """Titles and sentences in the language in force; the list has been filled anew."""
        self.keep()
        self.refresh()

    # State

    def _change(self, text: str, new: C | None, gesture: str = "") -> None:
        """Choose `new`: a step to undo, named `text`; those by the same `gesture` are one."""
        old, self._draft = self.chosen, None
        if new == old:
            self.restore()
        elif self._controller.setup is None and (old is None or new is None):
            self.show(new)  # nothing was shown before that undoing could bring back
        else:
            self._controller.undo_stack.push(Change(text, old, new, self.show, gesture))

    def show(self, new: C | None) -> None:
        """Make `new` what is chosen and shown; for None the lesson under it."""
        was_open = self.chosen is not None
        self.chosen, self._draft = new, None
        if (new is not None) != was_open:
            self._swap(open=new is not None)
        self.keep()
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen, once that can be done."""
        if self.chosen is not None and self._furnished:
            self._present(self.chosen)

    def _swap(self, *, open: bool) -> None:
        """This in place of runs, or the other way round."""
        controller = self._controller
        if open:
            controller.player.pause()
            controller.end_draft()
        self._cover(open)
        for place in self.PLACES:
            self._actions.set_reachable(place, not open, by=self.NAME, but=self.MEANT)
        if not open and controller.setup is not None:
            lesson = controller.setup.lesson
            self._tab.panel.show_lesson(lesson)
            self._settings.setValue("lesson", lesson.name)
            controller.redraw()
