"""The page of what is inside: the image on the canvas, or one of the data, on its way through the network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.digits.records import Answer
from app.lab.inside_job import Heat, Looked, LookJob, Picture, PrepareJob, UnitJob
from app.lab.inside_view import InsideView
from app.lab.unit_moved import moved
from engine.errors import QT_TRANSLATE_NOOP
from engine.lab.snapshot import Snapshot
from viz.activations import Activations
from viz.ink import PEN_WIDTH
from viz.prepare_view import PrepareStep
from viz.unit_arithmetic import Contribution, UnitSum

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.lab.controller import LabController
    from engine.digits.steps import Step
    from engine.lab.arithmetic import Arithmetic, Term
    from engine.lab.inside import LayerView

Floats = npt.NDArray[np.float32]

TAP = 0.02
"""As for the reader: a drawing no larger than this is a dot."""

_C = "inside"
KINDS = {
    "linear": "Linear",
    "convolution": "Conv",
    "batch-norm": "BatchNorm",
    "relu": "ReLU",
    "sigmoid": "Sigmoid",
    "tanh": "Tanh",
    "softmax": "Softmax",
    "max-pool": "MaxPool",
    "average-pool": "AvgPool",
    "dropout": "Dropout",
    "flatten": "Flatten",
}
STEPS = {
    "ink": (
        QT_TRANSLATE_NOOP("inside", "Ink"),
        QT_TRANSLATE_NOOP("inside", "White on black, as in MNIST. Left out: black on white, as on paper"),
    ),
    "box": (
        QT_TRANSLATE_NOOP("inside", "Box"),
        QT_TRANSLATE_NOOP("inside", "Fitted into 20 × 20. Left out: where and as large as it was drawn"),
    ),
    "pen": (
        QT_TRANSLATE_NOOP("inside", "Pen"),
        QT_TRANSLATE_NOOP("inside", "Drawn with MNIST’s pen. Left out: with the pen it was drawn with"),
    ),
    "centre": (
        QT_TRANSLATE_NOOP("inside", "Centre of mass"),
        QT_TRANSLATE_NOOP("inside", "Moved to the middle. Left out: not moved"),
    ),
    "grey": (
        QT_TRANSLATE_NOOP("inside", "28 × 28 greys"),
        QT_TRANSLATE_NOOP("inside", "Half covered pixels are grey. Left out: black or white"),
    ),
}


class InsidePage(QObject):
    """Asks the analyst when image, network or choice change; shows what it saw."""

    def __init__(self, lab: LabController) -> None:
        super().__init__(lab)
        self._lab = lab
        self._open = False
        self._what, self._heat = "layers", "saliency"
        self._picked: tuple[Picture, str] | None = None
        self._mask = 0
        self._chosen: tuple[int, int] | None = None
        self._layer = 0
        self._looked: Looked | None = None
        self._layers: Sequence[LayerView] = ()  # among which a unit was chosen, even if nothing is drawn now
        self._busy = self._again = False
        self._left_out: tuple[str, ...] = ()
        self.widget = view = InsideView()
        view.show_what(self._what)
        view.heat_kind.set_choice(self._heat)
        view.what.chosen.connect(self._on_what_chosen)
        view.heat_kind.chosen.connect(self._on_heat_chosen)
        view.back.clicked.connect(self._on_back_clicked)
        view.dropout.toggled.connect(self._on_mask_toggled)
        view.another.clicked.connect(self._on_another_clicked)
        view.layer.activated.connect(self._on_layer_activated)
        view.layers.unit_chosen.connect(self._on_unit_chosen)
        view.prepare.step_toggled.connect(self._on_step_toggled)
        lab.digits.answered.connect(self._on_digits_answered)
        lab.shelf.network_changed.connect(self._on_shelf_network_changed)
        lab.readings.whose_changed.connect(self.ask)
        lab.analyst.answered.connect(self._on_analyst_answered)
        lab.analyst.ended.connect(self._on_analyst_ended)
        lab.results.image_chosen.connect(self.pick)
        self._show_source()

    def parts(self) -> tuple[InsideView]:
        """What follows theme and type."""
        return (self.widget,)

    def set_open(self, on: bool) -> None:
        """Whether the page is seen: it looks while it is."""
        self._open = on
        self._leave_out()
        if on:
            self.ask()

    def retranslate(self) -> None:
        """Texts in the language in force."""
        self.widget.show_what(self._what)
        self.widget.heat_kind.set_choice(self._heat)
        self._show_source()
        self._leave_out()
        self.ask()

    # What is looked at

    @property
    def snapshot(self) -> Snapshot:
        """The network whose answer is shown."""
        return self._lab.shelf[self._lab.readings.whose]

    @property
    def image(self) -> Picture | None:
        """The image picked, or that of the canvas; None if nothing is drawn."""
        if self._picked is not None:
            return self._picked[0]
        answer = self._lab.readings.answer
        return None if answer is None else answer.image

    @Slot(object, str)
    def pick(self, image: Picture, name: str) -> None:
        """Look at an image of the data."""
        self._picked = (image, name)
        self._show_source()
        self._lab.open_page("inside")
        self.ask()

    @Slot()
    def ask(self) -> None:
        """Look again; while the analyst looks, once afterwards."""
        if not self._open:
            return
        if self._what == "preparation":
            self._ask_preparation()
        image = self.image
        if image is None:
            self._looked = None
            self._show()
        elif self._busy:
            self._again = True
        else:
            self._busy, self._again = True, False
            heat: Heat = "occlusion" if self._heat == "occlusion" else "saliency"
            self._lab.analyst.ask(LookJob(self.snapshot, image, heat, self._seed()))

    def _seed(self) -> int | None:
        return self._mask if self.widget.dropout.isChecked() else None

    def _ask_unit(self) -> None:
        image = self.image
        if self._chosen is not None and image is not None:
            self._lab.analyst.ask(UnitJob(self.snapshot, image, self._seed(), *self._chosen))

    def _ask_preparation(self) -> None:
        strokes = tuple(self._lab.tab.canvas.strokes())
        if strokes:
            self._lab.analyst.ask(PrepareJob(strokes, self._left_out, PEN_WIDTH, TAP))
        else:
            self.widget.prepare.set_steps(())

    @Slot(object)
    def _on_digits_answered(self, answer: Answer | None) -> None:
        if self._picked is not None and answer is not None and self._lab.tab.canvas.hasFocus():
            self._picked = None  # who draws wants to see the drawing
            self._show_source()
        self.ask()

    @Slot(object)
    def _on_shelf_network_changed(self, snapshot: Snapshot) -> None:
        if snapshot.key == self._lab.readings.whose:
            self.ask()

    # What was seen

    @Slot(str, object)
    def _on_analyst_answered(self, topic: str, result: object) -> None:
        if topic == "inside":
            self._take(result)  # type: ignore[arg-type]
        elif topic == "unit":
            self.widget.unit.set_unit(self._sum(result))  # type: ignore[arg-type]
        elif topic == "prepare":
            self._show_steps(result)  # type: ignore[arg-type]

    def _take(self, looked: Looked) -> None:
        """Show what was seen; the unit that was chosen stands elsewhere in another network."""
        layers = looked.inside.layers
        if self._chosen is not None and self._layers:
            self._chosen = moved(self._chosen, self._layers, layers)
            if self._chosen is None:
                self.widget.unit.set_unit(None)
        self._looked, self._layers = looked, layers
        self._show()

    @Slot(str)
    def _on_analyst_ended(self, topic: str) -> None:
        if topic == "inside":
            self._busy = False
            if self._again:
                self.ask()

    def _show(self) -> None:
        looked, view = self._looked, self.widget
        if looked is None:
            view.layers.set_layers(())
            view.filters.set_pictures(None)
            view.heat.set_image(None)
            view.unit.set_unit(None)
            return
        layers = [self._activations(layer) for layer in looked.inside.layers]
        last = layers[-1]
        classes = tuple(str(digit) for digit in self.snapshot.classes)
        if last.values.shape == (len(classes),):
            layers[-1] = Activations(last.title, last.note, last.values, classes, last.kept)
        view.layers.set_layers(layers)
        if self._chosen is not None:
            layer, unit = self._chosen
            if layer >= len(layers) or unit >= layers[layer].values.size:
                self._chosen = None
                view.unit.set_unit(None)
            else:
                view.layers.set_chosen(layer, unit)
                self._ask_unit()
        image = self.image
        if image is not None:
            ink = np.asarray(image, np.float32) / (255 if image.dtype == np.uint8 else 1)
            view.heat.set_image(ink, looked.heat, title=self._heat_title(looked))
        view.dropout.setEnabled(any(layer.kind == "dropout" for layer in looked.inside.layers))
        view.another.setEnabled(view.dropout.isEnabled() and view.dropout.isChecked())
        self._show_weights(looked)

    def _heat_title(self, looked: Looked) -> str:
        digit = looked.digit
        if self._heat == "occlusion":
            return self.tr("What {digit} stands and falls with").format(digit=digit)
        return self.tr("What speaks for {digit}").format(digit=digit)

    def _activations(self, layer: LayerView) -> Activations:
        shape = "×".join(map(str, layer.values.shape))
        return Activations(KINDS.get(layer.kind, layer.kind), shape, layer.values, (), layer.kept)

    def _show_weights(self, looked: Looked) -> None:
        view = self.widget
        titles = [
            f"{place}. {KINDS[weights.kind]} {'×'.join(map(str, weights.pictures.shape))}"
            for place, weights in enumerate(looked.weights, 1)
        ]
        if [view.layer.itemText(k) for k in range(view.layer.count())] != titles:
            view.layer.clear()
            view.layer.addItems(titles)
            self._layer = 0
        self._layer = min(self._layer, len(titles) - 1)
        view.layer.setCurrentIndex(self._layer)
        if self._what != "weights" or not looked.weights:
            return
        weights = looked.weights[self._layer]
        pictures, captions = _pictures(weights.pictures)
        last = self._layer == len(looked.weights) - 1
        if last and len(pictures) == len(self.snapshot.classes):
            captions = [str(digit) for digit in self.snapshot.classes]
        view.filters.set_pictures(pictures, captions)

    def _show_source(self) -> None:
        view = self.widget
        text = self.tr("Your drawing")
        if self._picked is not None:
            text = self._picked[1][:1].upper() + self._picked[1][1:]
        view.source.setText(text)
        view.back.setVisible(self._picked is not None)
        view.note.setText(
            self.tr("It is the network chosen above. An image of the data is chosen on the page of results.")
        )

    def _sum(self, found: Arithmetic) -> UnitSum:
        terms = [self._term(term) for term in found.terms]
        value = float(found.value)
        bias = found.bias if found.rule == "weighted-sum" else None
        activation = KINDS.get(found.activation or "", "")
        return UnitSum(terms, found.others, found.others_sum, bias, value, activation, found.activated)

    def _term(self, term: Term) -> Contribution:
        place = term.place
        if self._chosen is not None and self._chosen[0] == 0:  # its inputs are the image's pixels
            row, column = divmod(place[0], 28) if len(place) == 1 else place[1:]
            name = self.tr("row {row}, column {column}").format(row=row, column=column)
        elif len(place) == 1:
            name = self.tr("unit {place}").format(place=place[0])
        else:
            name = self.tr("map {map} ({row}, {column})").format(map=place[0], row=place[1], column=place[2])
        return Contribution(name, term.value, term.weight, term.product)

    def _show_steps(self, steps: tuple[Step, ...]) -> None:
        shown = []
        for step in steps:
            title, tip = (QCoreApplication.translate(_C, text) for text in STEPS[step.name])
            picture = np.round(255 * np.clip(step.image, 0, 1)).astype(np.uint8)
            caption = ""
            if step.name == "centre" and step.on:
                caption = self.tr("moved by {x}, {y} pixels").format(
                    x=f"{step.shift[0]:+.1f}".replace("-", "−"), y=f"{step.shift[1]:+.1f}".replace("-", "−")
                )
            elif step.name == "pen":
                caption = self.tr("{width} pixels wide").format(width=f"{step.pen:.1f}")
            shown.append(PrepareStep(step.name, title, picture, caption, tip, on=step.on))
        self.widget.prepare.set_steps(shown)

    # Wishes

    @Slot(str)
    def _on_what_chosen(self, what: str) -> None:
        self._what = what
        self.widget.show_what(what)
        self._leave_out()
        self.ask()

    @Slot(str)
    def _on_heat_chosen(self, heat: str) -> None:
        self._heat = heat
        self.ask()

    @Slot()
    def _on_back_clicked(self) -> None:
        self._picked = None
        self._show_source()
        self.ask()

    @Slot(bool)
    def _on_mask_toggled(self, _on: bool) -> None:
        self.ask()

    @Slot()
    def _on_another_clicked(self) -> None:
        self._mask += 1
        self.ask()

    @Slot(int)
    def _on_layer_activated(self, index: int) -> None:
        self._layer = index
        self._show()

    @Slot(int, int)
    def _on_unit_chosen(self, layer: int, unit: int) -> None:
        self._chosen = (layer, unit)
        self.widget.layers.set_chosen(layer, unit)
        self._ask_unit()

    @Slot(str, bool)
    def _on_step_toggled(self, name: str, on: bool) -> None:
        left = set(self._left_out) ^ {name} if (name in self._left_out) == on else set(self._left_out)
        self._left_out = tuple(step for step in STEPS if step in left)
        self._leave_out()
        self._ask_preparation()

    def _leave_out(self) -> None:
        """Steps are left out only while one sees that they are."""
        seen = self._open and self._what == "preparation"
        left = self._left_out if seen else ()
        self._lab.digits.set_left_out(left)
        self._lab.tab.sees.set_left_out([QCoreApplication.translate(_C, STEPS[step][0]) for step in left])


def _pictures(values: Floats) -> tuple[Floats, list[str]]:
    """Weights as pictures (n, h, w): of (out, in, h, w) one each, of (out, in) one row each."""
    if values.ndim == 4:
        out, into, h, w = values.shape
        captions = [f"{k // into}" if into == 1 else f"{k // into} ← {k % into}" for k in range(out * into)]
        return values.reshape(out * into, h, w), captions
    if values.ndim == 2:
        across = _across(values.shape[1])
        return values.reshape(len(values), -1, across), [str(k) for k in range(len(values))]
    return values, [str(k) for k in range(len(values))]


def _across(count: int) -> int:
    """The divisor of `count` that is nearest to its square root, from above."""
    return next(k for k in range(1, count + 1) if count % k == 0 and k * k >= count)
