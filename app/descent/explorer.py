"""Lessons of curves in the Descent tab: opened in place of surface and plots, changed, undone, left again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication

from app.actions import ON_DESCENT, Actions
from app.descent.aside_lesson import AsideLesson
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

_NAMES = {"w": "W", "b": "b"}


@dataclass(frozen=True, slots=True)
class Curves:
    """A lesson of curves, and W and b of its free curve."""

    lesson: CurveLesson
    w: float
    b: float


def _fresh(lesson: CurveLesson) -> Curves:
    """A lesson as it is at first."""
    return Curves(lesson, *lesson.free)


class Explorer(AsideLesson[Curves]):
    """What is shown of a lesson of curves."""

    NAME = "explorer"
    PLACES = ON_DESCENT
    MEANT = ("reset", "copy")

    def __init__(
        self, controller: DescentController, tab: DescentTab, actions: Actions, settings: Settings
    ) -> None:
        super().__init__(controller, tab, actions, settings)
        self._draft: Curves | None = None
        self._places: Pair | None = None
        self._held: Curves | None = None
        self._pane: ExplorerPane | None = None

    @property
    def pane(self) -> ExplorerPane | None:
        """What it is shown on; None before it was needed."""
        return self._pane

    def takes(self, name: str) -> bool:
        """Open the lesson `name` if it is one of curves, or leave them for the lesson that waits under them.

        False if it is another one: the controller opens it.
        """
        fresh = _fresh(load_curve_lesson(name)) if is_curve_lesson(name) else None
        return self._takes(name, fresh, self.tr("lesson"))

    # What actions of all lessons do here

    def resets(self) -> bool:
        """Bring the lesson's own curve back, if curves are shown; says so."""
        if self.chosen is None:
            return False
        self._end_drag()
        self._change(self.tr("reset"), _fresh(self.chosen.lesson))
        return True

    def copies(self) -> bool:
        """Put the curve's numbers on the clipboard, if curves are shown; says so."""
        if self.chosen is None or self._pane is None:
            return self.chosen is not None
        QGuiApplication.clipboard().setText(self._pane.numbers())
        return True

    # State

    def show(self, new: Curves | None) -> None:
        self._end_drag()
        self._held = None
        super().show(new)

    def _cover(self, on: bool) -> None:
        self._tab.show_explorer(on)

    def restore(self) -> None:
        self._draw()

    # Picture

    def _present(self, chosen: Curves) -> None:
        if self._pane is None:
            self._pane = self._make_pane()
        self._pane.show_lesson(chosen.lesson, self._controller.speaker.language)
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

        curves, pane = self._draft or self.chosen, self._pane
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
        curves = self.chosen
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
        if self.chosen is not None:
            changed: dict[str, Any] = {name: value}
            self._draft = replace(self.chosen, **changed)
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
        self._held = self.chosen

    @Slot(int, float, float)
    def _on_plot_curve_dragged(self, which: int, x: float, y: float) -> None:
        turned = self._turned(which, y)
        if turned is not None:
            self._draft = turned
            self._draw()

    @Slot(int, float, float)
    def _on_plot_curve_drag_finished(self, which: int, x: float, y: float) -> None:
        if self._held is None:  # by a key
            self._held = self.chosen
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
