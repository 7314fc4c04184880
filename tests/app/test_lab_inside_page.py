"""The page of what is inside: there at once, and never kept waiting by the other pages."""

from __future__ import annotations

import numpy as np

from app.driving import wait_until
from app.lab.controller import LabController
from app.lab.landscape_job import PINS, Pinned, SliceJob
from app.lab.unit_moved import moved
from engine.lab.inside import LayerView
from engine.lab.snapshot import BUNDLED, TRAINING
from tests.app.lab_driving import train
from viz.unit_arithmetic import UnitSum

CNN = "1×28×28-Conv(4,5)-ReLU-MaxPool(2)-Conv(6,3)-BatchNorm-ReLU-MaxPool(2)-Flatten-10"


def drawn(lab: LabController) -> None:
    lab.tab.canvas.set_strokes(lab.tab.samples[1].sample.strokes)
    wait_until(lambda: lab.readings.answer is not None, "an answer", 60)


def test_the_drawing_that_is_there_is_shown_at_once_while_a_network_trains(lab: LabController) -> None:
    drawn(lab)
    lab.training.choose_lesson("mlp256")
    lab.training.widget.form.changed.emit("epochs", 500)
    lab.play_when_ready()
    wait_until(
        lambda: lab.trainer.standing.stage == "training" and lab.trainer.standing.epoch > 0, "training"
    )
    lab.open_page("landscape")
    wait_until(lambda: lab.landscape._busy, "a slice", 30)
    lab.open_page("inside")  # no stroke is drawn
    wait_until(lambda: lab.inside._looked is not None, "the layers", 30)
    version = lab.inside.snapshot.version
    before = lab.inside._looked
    wait_until(lambda: lab.inside._looked is not before and lab.inside.snapshot.version > version, "more", 30)
    assert lab.trainer.standing.stage == "training"


def test_a_slice_looks_up_after_every_pin(lab: LabController) -> None:
    lab.training.choose_lesson("softmax")
    train(lab, 4)
    bench = lab.analyst._worker._bench  # its thread has nothing to do
    path = tuple(lab.landscape._path)
    steps = []
    for step in SliceJob(path, "path").steps(bench):
        steps.append(step)
        if isinstance(step, Pinned):
            break
    pins = len(steps[-1].pins)  # type: ignore[union-attr]
    assert 2 < pins <= PINS
    assert steps[-1 - pins : -1] == [None] * pins


def test_every_unit_adds_up(lab: LabController) -> None:
    """All kinds of layers of a network with filters, as they are clicked."""
    drawn(lab)
    lab.training.widget.network.network_edited.emit(CNN)
    train(lab)
    lab.readings.choose(TRAINING)
    lab.open_page("inside")
    wait_until(lambda: lab.inside._looked is not None and not lab.inside._busy, "the layers", 30)
    assert lab.inside._looked is not None
    layers = lab.inside._looked.inside.layers
    assert {layer.kind for layer in layers} >= {"convolution", "relu", "max-pool", "flatten", "linear"}
    table = lab.inside.widget.unit
    for place, layer in enumerate(layers):
        unit = int(abs(layer.values).argmax())
        table.set_unit(None)
        lab.inside.widget.layers.unit_chosen.emit(place, unit)
        wait_until(lambda: table._unit is not None, f"the unit of layer {place}", 30)
        shown = table._unit
        assert isinstance(shown, UnitSum)
        total = sum(term.product for term in shown.terms) + shown.others_sum + (shown.bias or 0.0)
        assert abs(total - shown.total) < 1e-3
        assert abs(shown.total - float(layer.values.reshape(-1)[unit])) < 1e-3
        pixels = [term.name for term in shown.terms if term.name.startswith("row")]
        assert bool(pixels) == (place == 0)


def test_a_step_left_out_is_said_beside_the_picture(lab: LabController) -> None:
    drawn(lab)
    usual = lab.tab.sees.words()
    lab.open_page("inside")
    lab.inside.widget.what.chosen.emit("preparation")
    lab.inside.widget.prepare.step_toggled.emit("box", False)
    assert "Box" in lab.tab.sees.words()
    image = lab.readings.answer
    wait_until(lambda: lab.readings.answer is not image, "the answer without the step", 30)
    lab.inside.widget.what.chosen.emit("layers")
    assert lab.tab.sees.words() == usual


def test_a_page_that_is_folded_gives_its_room_back(lab: LabController) -> None:
    for name in ("training", "inside", "handwriting"):
        lab.open_page(name)
        wait_until(lambda: lab.tab.middle.sizes()[1] > 200, "the page", 10)
        lab.open_page("")
        wait_until(lambda: lab.tab.middle.sizes()[1] < 80, "the room", 10)
        assert lab.tab.canvas.width() > 300


def layers(*kinds: tuple[str, tuple[int, ...]]) -> list[LayerView]:
    """Layers in which the unit before the last gives most."""
    made = []
    for place, (kind, shape) in enumerate(kinds):
        values = np.zeros(shape, np.float32)
        values.reshape(-1)[-2] = 1
        made.append(LayerView(f"{place}", kind, values))
    return made


def test_a_unit_moves_to_a_layer_of_its_kind() -> None:
    mlp = layers(("flatten", (784,)), ("linear", (32,)), ("relu", (32,)), ("linear", (10,)))
    deep = layers(("linear", (64,)), ("relu", (64,)), ("linear", (32,)), ("relu", (32,)), ("linear", (10,)))
    cnn = layers(("convolution", (4, 24, 24)), ("relu", (4, 24, 24)), ("flatten", (9,)), ("linear", (10,)))
    assert moved((1, 20), mlp, mlp) == (1, 20)
    assert moved((1, 20), mlp, deep) == (0, 62)  # another shape: the one that gives most
    assert moved((2, 20), mlp, cnn) == (1, 4 * 24 * 24 - 2)
    assert moved((3, 7), mlp, cnn) == (3, 7)  # the ten digits are the same ones
    assert moved((2, 20), deep, mlp) == (3, 8)
    assert moved((0, 20), cnn, mlp) is None


def test_with_another_network_the_unit_is_one_of_the_same_kind_of_layer(lab: LabController) -> None:
    drawn(lab)
    lab.training.choose_lesson("mlp32")
    train(lab)
    lab.readings.choose(TRAINING)
    lab.open_page("inside")
    page = lab.inside
    wait_until(lambda: page._looked is not None and not page._busy, "the layers", 30)
    before = page._looked
    assert before is not None
    relu = [layer.kind for layer in before.inside.layers].index("relu")
    page.widget.layers.unit_chosen.emit(relu, 20)
    lab.readings.choose(BUNDLED)
    wait_until(lambda: page._looked is not before and not page._busy, "the other layers", 30)
    assert page._looked is not None
    assert page._chosen is not None
    layer, unit = page._chosen
    seen = page._looked.inside.layers[layer]
    assert seen.kind == "relu"
    assert unit == int(seen.values.argmax()) != 20
    assert page.widget.layers._chosen == (layer, unit)
