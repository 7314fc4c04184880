"""Lessons of curves in the Descent tab: opened in place of surface and plots, changed, undone, left again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QUndoCommand

from app.actions import ON_DESCENT, Actions
from app.descent.tab import DescentTab
from app.i18n import sentence
from app.settings import Settings
from engine.checks import check_number
from engine.config import WEIGHT
from engine.curve_lesson import CurveLesson, is_curve_lesson, load_curve_lesson
from engine.errors import InputError

if TYPE_CHECKING:
    from app.descent.controller import DescentController
    from app.descent.explorer_pane import ExplorerPane
    from viz.frame import Pair

PLACES = ON_DESCENT
"""Whose actions mean nothing where there is no run, but for those of `MEANT`."""
MEANT = ("reset", "copy")
_NAMES = {"w": "W", "b": "b"}
_MERGING = 1


@dataclass(frozen=True, slots=True)
class Curves:
    """A lesson of curves, and W and b of its free curve."""

    lesson: CurveLesson
    w: float
    b: float


class Turn(QUndoCommand):
    """Shows `new`, or no curves for None; undone, `old`. Turns by the same `gesture` are one."""

    def __init__(
        self,
        text: str,
        old: Curves | None,
        new: Curves | None,
        show: Callable[[Curves | None], None],
        gesture: str = "",
    ) -> None:
        super().__init__(text)
        self._old, self._new, self._show, self._gesture = old, new, show, gesture

    def id(self) -> int:
        return _MERGING if self._gesture else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, Turn) or other._gesture != self._gesture:
            return False
        self._new = other._new
        return True

    def redo(self) -> None:
        self._show(self._new)

    def undo(self) -> None:
        self._show(self._old)


class Explorer(QObject):
    """What is shown of a lesson of curves. Runs that were there before wait under it, as they are."""

    def __init__(
        self, controller: DescentController, tab: DescentTab, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(controller)
        self._controller, self._tab, self._actions, self._settings = controller, tab, actions, settings
        self._curves: Curves | None = None
        self._draft: Curves | None = None
        self._places: Pair | None = None
        self._held: Curves | None = None
        self._pane: ExplorerPane | None = None
        self._furnished = False

    @property
    def curves(self) -> Curves | None:
        """What is chosen; None while lessons with runs are shown."""
        return self._curves

    @property
    def pane(self) -> ExplorerPane | None:
        """What it is shown on; None before it was needed."""
        return self._pane

    # Opening and leaving

    def takes(self, name: str) -> bool:
        """Open the lesson `name` if it is one of curves, or leave them for the lesson that waits under them.

        False if it is another one: the controller opens it.
        """
        if is_curve_lesson(name):
            lesson = load_curve_lesson(name)
            if self._curves is None or self._curves.lesson != lesson:
                self._change(self.tr("lesson"), Curves(lesson, *lesson.free))
            return True
        setup = self._controller.setup
        if self._curves is None or setup is None or setup.lesson.name != name.strip().lower():
            return False
        self._change(self.tr("lesson"), None)
        return True

    @contextmanager
    def left(self, text: str) -> Iterator[None]:
        """Around a change of the setup: it is to be seen. Both are one step to undo."""
        if self._curves is None or self._controller.setup is None:
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
        if self._curves is not None:
            self._show(None)

    def keep(self) -> None:
        """A setup was made under the curves: the list and the settings still say that these are shown."""
        if self._curves is not None:
            self._tab.panel.lessons.set_current(self._curves.lesson.name)
            self._settings.setValue("lesson", self._curves.lesson.name)

    def furnish(self) -> None:
        """What the pane needs can be imported now."""
        self._furnished = True
        self._show_pane()

    def retranslate(self) -> None:
        """Titles and sentences in the language in force; the list has been filled anew."""
        self.keep()
        if self._curves is not None and self._pane is not None:
            self._pane.show_lesson(self._curves.lesson, self._controller.speaker.language)
            self._pane.show_family(self._settings.value("family"))

    # What actions of all lessons do here

    def resets(self) -> bool:
        """Bring the lesson's own curve back, if curves are shown; says so."""
        if self._curves is None:
            return False
        self._end_drag()
        lesson = self._curves.lesson
        self._change(self.tr("reset"), Curves(lesson, *lesson.free))
        return True

    def copies(self) -> bool:
        """Put the curve's numbers on the clipboard, if curves are shown; says so."""
        if self._curves is None or self._pane is None:
            return self._curves is not None
        QGuiApplication.clipboard().setText(self._pane.numbers())
        return True

    # State

    def _change(self, text: str, new: Curves | None, gesture: str = "") -> None:
        old, self._draft = self._curves, None
        if new == old:
            self._draw()
        elif self._controller.setup is None and (old is None or new is None):
            self._show(new)  # nothing was shown before that undoing could bring back
        else:
            self._controller.undo_stack.push(Turn(text, old, new, self._show, gesture))

    def _show(self, new: Curves | None) -> None:
        self._end_drag()
        was_open = self._curves is not None
        self._curves, self._draft, self._held = new, None, None
        if (new is not None) != was_open:
            self._swap(open=new is not None)
        self.keep()
        self._show_pane()

    def _swap(self, *, open: bool) -> None:
        """Curves in place of runs, or the other way round."""
        controller = self._controller
        if open:
            controller.player.pause()
            controller.end_draft()
        self._tab.show_explorer(open)
        for place in PLACES:
            self._actions.set_reachable(place, not open, by="explorer", but=MEANT)
        if not open and controller.setup is not None:
            lesson = controller.setup.lesson
            self._tab.panel.show_lesson(lesson)
            self._settings.setValue("lesson", lesson.name)
            controller.redraw()

    # Picture

    def _show_pane(self) -> None:
        if self._curves is None or not self._furnished:
            return
        if self._pane is None:
            self._pane = self._make_pane()
        self._pane.show_lesson(self._curves.lesson, self._controller.speaker.language)
        self._pane.show_family(self._settings.value("family"))
        self._draw()

    def _make_pane(self) -> ExplorerPane:
        pane = self._tab.make_explorer()
        pane.family_requested.connect(self._on_pane_family_requested)
        pane.value_dragged.connect(self._on_pane_value_dragged)
        pane.drag_finished.connect(self._on_pane_drag_finished)
        pane.drag_cancelled.connect(self._on_pane_drag_cancelled)
        pane.value_stepped.connect(lambda name, value: self._request(name, value, gesture=f"step {name}"))
        pane.value_edited.connect(self._request)
        pane.text_refused.connect(self._on_pane_text_refused)
        plot = pane.plot
        plot.curve_drag_started.connect(self._on_plot_curve_drag_started)
        plot.curve_dragged.connect(self._on_plot_curve_dragged)
        plot.curve_drag_finished.connect(self._on_plot_curve_drag_finished)
        plot.curve_drag_cancelled.connect(self._on_pane_drag_cancelled)
        return pane

    def _draw(self) -> None:
        """The free curve as it is, or as it is being dragged; its handles stay where they are held."""
        from engine.sigmoid import SigmoidCurve

        curves, pane = self._draft or self._curves, self._pane
        if curves is None or pane is None:
            return
        pane.show_curve(SigmoidCurve(curves.w, curves.b))
        if self._held is not None and self._places is not None:
            pane.move_handles(self._places)
        else:
            self._places = pane.place_handles()

    # Wishes

    def _request(self, name: str, value: float, gesture: str = "") -> None:
        """Another W or b, for good; what cannot be used is said."""
        curves = self._curves
        if curves is None:
            return
        try:
            value = check_number(_NAMES[name], value, *WEIGHT)
        except InputError as error:
            self._draw()
            if self._pane is not None:
                self._pane.say(sentence(error))
            return
        changed: dict[str, Any] = {name: value}
        self._change(_NAMES[name], replace(curves, **changed), gesture)

    @Slot(str)
    def _on_pane_family_requested(self, name: str) -> None:
        self._settings.setValue("family", name)
        if self._pane is not None:
            self._pane.show_family(name)

    @Slot(str, float)
    def _on_pane_value_dragged(self, name: str, value: float) -> None:
        if self._curves is not None:
            changed: dict[str, Any] = {name: value}
            self._draft = replace(self._curves, **changed)
            self._draw()

    @Slot(str)
    def _on_pane_drag_finished(self, name: str) -> None:
        if self._draft is not None:
            self._request(name, getattr(self._draft, name))

    @Slot()
    def _on_pane_drag_cancelled(self) -> None:
        self._draft = self._held = None
        self._draw()

    @Slot(str)
    def _on_pane_text_refused(self, text: str) -> None:
        if self._pane is not None:
            self._pane.say(self._controller.speaker.unreadable(text))

    @Slot()
    def _on_plot_curve_drag_started(self) -> None:
        self._held = self._curves

    @Slot(int, float, float)
    def _on_plot_curve_dragged(self, which: int, x: float, y: float) -> None:
        turned = self._turned(which, y)
        if turned is not None:
            self._draft = turned
            self._draw()

    @Slot(int, float, float)
    def _on_plot_curve_drag_finished(self, which: int, x: float, y: float) -> None:
        if self._held is None:  # by a key
            self._held = self._curves
        turned = self._turned(which, y)
        self._held = None
        if turned is not None:
            self._change(self.tr("curve"), turned)

    def _turned(self, which: int, y: float) -> Curves | None:
        """The curve through height `y` at a handle, and as it was at the other one."""
        from app.descent.hold import turned

        held = self._held
        if held is None or self._places is None:
            return None
        b, w = turned((held.b, held.w), self._places, which, y, "sigmoid")
        if not all(WEIGHT[0] <= value <= WEIGHT[1] for value in (b, w)):
            return None
        return replace(held, w=w, b=b)

    def _end_drag(self) -> None:
        """Put back what is held on the plot."""
        if self._pane is not None:
            self._pane.plot.let_go()
