"""What a lesson of curves shows in place of surface and plots: one large plot, W and b, and what they do."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.actions import Actions
from engine.curve_lesson import CurveLesson, Family, Parameter
from engine.sigmoid import SigmoidCurve, sampled
from viz.card import Card
from viz.curve_handles import handle_places
from viz.elided import ElidedLabel
from viz.frame import Array, Pair
from viz.linear_slider import LinearSlider
from viz.number_field import NumberField
from viz.numbers import plain, significant, written
from viz.readout import Readout, Row
from viz.segmented import Segmented
from viz.sigmoid_plot import Landmarks, NamedCurve, SigmoidPlot
from viz.theme import Theme
from viz.translated import Translated

PARAMETERS: tuple[Parameter, ...] = ("w", "b")
NAMES: dict[Parameter, str] = {"w": "W", "b": "b"}
FORMULA = "σ(u) = 1 / (1 + e⁻ᵘ),  u = Wx + b"
STEP = 0.1
"""Of the sliders and fields, for both: what the eye can just tell apart."""
_EDGE = 16
_READOUT = 288
"""Logical pixels that the numbers take, in type of the normal size."""
_FIELD = 72


class ExplorerPane(Translated):
    """Draws the families and the free curve. Knows nothing of what can be undone."""

    family_requested = Signal(str)
    """Another family is to be shown: the parameter that varies in it. GUI thread."""
    value_dragged = Signal(str, float)
    """A slider is moving: `w` or `b`, and the number, at every move. GUI thread."""
    drag_finished = Signal(str)
    """A slider was let go: `w` or `b`. GUI thread."""
    drag_cancelled = Signal()
    """What a slider was moved to is not to be. GUI thread."""
    value_stepped = Signal(str, float)
    """A slider's key or wheel: `w` or `b`, and the number. GUI thread."""
    value_edited = Signal(str, float)
    """A number was typed: `w` or `b`, and the number. GUI thread."""
    text_refused = Signal(str)
    """Something typed is no number: the text. GUI thread."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lesson: CurveLesson | None = None
        self._language = "en"
        self._family: Parameter = "w"
        self._x: Array = sampled((0.0, 1.0), 0.1)
        self._curve = SigmoidCurve(1.0, 0.0)
        self._title = QLabel(self)
        self._title.setProperty("role", "title")
        self._formula = ElidedLabel(self)
        self._formula.setProperty("role", "quiet")
        self._formula.say(FORMULA)
        self._families = Segmented(self)
        self._reset = QToolButton(self)
        self._reset.setDefaultAction(actions["reset"])
        self._reset.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._reset.setProperty("role", "quiet")
        self._reset.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot = SigmoidPlot(self)
        self._labels = {name: QLabel(NAMES[name], self) for name in PARAMETERS}
        self.fields = {name: NumberField(step=STEP) for name in PARAMETERS}
        self.sliders = {name: LinearSlider(-1.0, 1.0, STEP, self) for name in PARAMETERS}
        self.readout = Readout(self)
        self.card = Card(self)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._order_tabs()

    # What is shown

    def show_lesson(self, lesson: CurveLesson, language: str) -> None:
        """Another lesson, or the same in another language."""
        if lesson is not self._lesson:
            self._lesson = lesson
            self._x = sampled(lesson.span, lesson.step)
            for slider in self.sliders.values():
                slider.set_range(*lesson.reach, STEP)
            self._families.setVisible(len(lesson.families) > 1)
        self._language = language
        self.retranslate()

    def show_family(self, varies: str) -> None:
        """The family in which this parameter varies; the lesson's first one if it has none such."""
        lesson = self._lesson
        if lesson is None:
            return
        family = next((one for one in lesson.families if one.varies == varies), lesson.families[0])
        self._family = family.varies
        self._families.set_choice(family.varies)
        curves = [NamedCurve(SigmoidCurve(*of).at(self._x), _name(family, of)) for of in family.curves()]
        self.plot.set_family(self._x, lesson.span, curves)
        self._draw_free()

    def show_curve(self, curve: SigmoidCurve) -> None:
        """The free curve, its numbers, and what they mean."""
        self._curve = curve
        for name in PARAMETERS:
            self.fields[name].set_value(getattr(curve, name))
            self.sliders[name].set_value(getattr(curve, name))
        self._draw_free()
        self._tell()

    def place_handles(self) -> Pair | None:
        """Put two handles on the free curve as it is now; their x, or None where there is no room."""
        found = handle_places(self._x, self._curve.at(self._x), self.plot.view_range())
        self.plot.set_curve_handles(found)
        return None if found is None else (found[0][0], found[1][0])

    def move_handles(self, places: Pair) -> None:
        """Let the handles stay at these x, on the curve as it is now."""
        low, high = self._curve.at(np.array(places)).tolist()
        self.plot.set_curve_handles(((places[0], low), (places[1], high)))

    def say(self, text: str) -> None:
        """A sentence that is no fact of the curve: why something could not be used."""
        self.card.say(text, "warning")

    def numbers(self) -> str:
        """W, b and what is read out, as tab-separated text."""
        curve = self._curve
        lines = [f"W\t{curve.w!r}", f"b\t{curve.b!r}", f"σ(b)\t{curve.at_zero!r}"]
        if curve.crossing is not None:
            lines += [f"−b/W\t{curve.crossing!r}", f"W/4\t{curve.slope!r}"]
        return "\n".join(lines)

    # How it is shown

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self.plot.set_theme(theme)
        self.readout.set_theme(theme)
        for slider in self.sliders.values():
            slider.set_theme(theme)

    def set_large_type(self, on: bool) -> None:
        """Type to be read from the last row."""
        self.plot.set_large_type(on)
        self.readout.set_large_type(on)
        for slider in self.sliders.values():
            slider.set_large_type(on)
        self.readout.setFixedWidth(round(_READOUT * (1.4 if on else 1.0)))
        for field in self.fields.values():
            field.setFixedWidth(round(_FIELD * (1.4 if on else 1.0)))

    def retranslate(self) -> None:
        """Set all texts in the current language."""
        if self._lesson is not None:
            self._title.setText(self._lesson.title[self._language])
        self._families.set_choices(
            [
                (
                    "w",
                    self.tr("W varies"),
                    self.tr("Curves that differ in W alone: in how steep they are"),
                ),
                ("b", self.tr("b varies"), self.tr("Curves that differ in b alone: in where they are")),
            ]
        )
        tips = {
            "w": self.tr("The weight: how steep the curve is, and whether it rises or falls"),
            "b": self.tr("The bias: shifts the curve; alone it says the value at x = 0"),
        }
        for name in PARAMETERS:
            keys = self.tr("Arrow keys and the wheel change it by {step}, with Shift by {small}.")
            keys = keys.format(step=plain(STEP), small=plain(STEP / 10))
            self._labels[name].setToolTip(tips[name])
            self.fields[name].setToolTip(tips[name])
            self.fields[name].setAccessibleName(NAMES[name])
            self.sliders[name].setToolTip(f"{tips[name]}\n{keys}")
            self.sliders[name].setAccessibleName(self.tr("{name}, slider").format(name=NAMES[name]))
        self.readout.setAccessibleName(self.tr("Numbers of the free curve"))
        self._draw_free()
        self._tell()

    # Parts

    def _draw_free(self) -> None:
        curve = self._curve
        marks = Landmarks(curve.at_zero, curve.crossing, curve.slope)
        self.plot.set_free(NamedCurve(curve.at(self._x), self.tr("free curve")), marks)

    def _tell(self) -> None:
        curve, crossing = self._curve, self._curve.crossing
        nowhere = self.tr("everywhere") if curve.b == 0 else self.tr("nowhere")
        rows = [
            Row(self.tr("at x = 0: σ(b)"), (significant(curve.at_zero),)),
            Row(self.tr("is ½ at x = −b/W"), (nowhere if crossing is None else significant(crossing),)),
            Row(self.tr("slope there: W/4"), (significant(curve.slope),)),
        ]
        self.readout.set_rows((self.tr("free curve"), ""), rows)
        self.card.say(self._sentence())

    def _sentence(self) -> str:
        """What the lesson is about; once the curve was changed, what its numbers do."""
        lesson, curve = self._lesson, self._curve
        if lesson is None:
            return ""
        if (curve.w, curve.b) == lesson.free:
            return lesson.look[self._language]
        if curve.w == 0:
            text = self.tr("W = 0: a flat line at σ(b) = {value}. Whatever x is, the answer is the same.")
            return text.format(value=_short(curve.at_zero))
        if curve.w > 0:
            text = self.tr(
                "W > 0: the curve rises. A larger W makes it steeper; a larger b shifts it to the left."
            )
        else:
            text = self.tr(
                "W < 0: the curve falls, a mirror image. Nearer to 0, W makes it flatter; a larger b shifts "
                "it to the right."
            )
        crossing = curve.crossing
        if crossing is not None and not lesson.span[0] <= crossing <= lesson.span[1]:
            outside = self.tr("It is ½ outside the picture, at x = {x}.")
            text += " " + outside.format(x=_short(crossing))
        return text

    # Construction

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._formula)
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 10, 8, 6)
        head.setSpacing(8)
        head.addLayout(titles, 1)
        head.addWidget(self._families, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignTop)
        controls = QGridLayout()
        controls.setHorizontalSpacing(12)
        controls.setVerticalSpacing(12)
        controls.setColumnStretch(2, 1)
        for row, name in enumerate(PARAMETERS):
            controls.addWidget(self._labels[name], row, 0)
            controls.addWidget(self.fields[name], row, 1)
            controls.addWidget(self.sliders[name], row, 2)
        controls.setRowStretch(len(PARAMETERS), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(_EDGE, 8, _EDGE, 8)
        foot.setSpacing(32)
        foot.addLayout(controls, 1)
        foot.addWidget(self.readout, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setContentsMargins(_EDGE, 4, _EDGE, _EDGE)
        said.addWidget(self.card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        plot = QVBoxLayout()
        plot.setContentsMargins(8, 0, 0, 0)
        plot.addWidget(self.plot)
        whole.addLayout(plot, 1)
        whole.addLayout(foot)
        whole.addLayout(said)

    def _order_tabs(self) -> None:
        """Tab goes from above to below, and from a number to its slider."""
        way: list[QWidget] = [*self._families.findChildren(QPushButton), self._reset, self.plot]
        for name in PARAMETERS:
            way += [self.fields[name], self.sliders[name]]
        for before, after in pairwise(way):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self._families.chosen.connect(self.family_requested)
        for name in PARAMETERS:
            slider, field = self.sliders[name], self.fields[name]
            slider.value_dragged.connect(lambda value, name=name: self.value_dragged.emit(name, value))
            slider.drag_finished.connect(lambda name=name: self.drag_finished.emit(name))
            slider.drag_cancelled.connect(self.drag_cancelled)
            slider.value_stepped.connect(lambda value, name=name: self.value_stepped.emit(name, value))
            field.value_edited.connect(lambda value, name=name: self.value_edited.emit(name, value))
            field.text_refused.connect(self.text_refused)


def _short(value: float) -> str:
    """A number within a sentence: four digits at most, and no zeros that say nothing."""
    return written(f"{value:.4g}") if math.isfinite(value) else significant(value)


def _name(family: Family, curve: tuple[float, float]) -> str:
    """A curve of a family by what it differs in."""
    value = curve[PARAMETERS.index(family.varies)]
    return f"{NAMES[family.varies]} = {plain(value)}"
