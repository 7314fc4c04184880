"""The engine as the MNIST tab uses it; torch is imported only when a network is opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np

from app.digits.records import DeviceChoice, Found, Image, NetworkFacts
from viz.ink import PEN_WIDTH
from viz.strokes import Stroke

if TYPE_CHECKING:
    from PIL import Image as Pictures


class Reader(Protocol):
    """Reads digits on one device."""

    def facts(self) -> NetworkFacts:
        """What is known of the network."""

    def prepare(self, strokes: Sequence[Stroke]) -> Image:
        """The network's input for a drawing."""

    def prepare_without(self, strokes: Sequence[Stroke], left_out: Sequence[str]) -> Image:
        """The same, without some steps of the preparation."""

    def prepare_picture(self, source: str | Pictures.Image) -> tuple[Image, Found]:
        """The network's input for a picture, or a file, and what was cut out; raises `InputError` if none."""

    def classify(self, image: Image) -> tuple[float, ...]:
        """Ten probabilities."""

    def sure(self, probabilities: Sequence[float]) -> bool:
        """Whether the likeliest digit may be called the answer."""


class Readers(Protocol):
    """Where readers come from."""

    def devices(self) -> tuple[DeviceChoice, ...]:
        """All devices, missing ones with the reason."""

    def open(self, device: str) -> Reader:
        """Load the network on a device."""


class EngineReaders:
    """Readers made of `engine.digits`."""

    def devices(self) -> tuple[DeviceChoice, ...]:
        from engine.digits.classifier import devices

        return tuple(DeviceChoice(d.name, d.title, d.reason or "") for d in devices())

    def open(self, device: str) -> Reader:
        return EngineReader(device)


class EngineReader:
    """The network that comes with the program, on one device."""

    TAP = 0.02
    """A drawing no larger than this, in units of the canvas, is a dot and not a tiny digit."""

    def __init__(self, device: str) -> None:
        from engine.digits import picture, prepare
        from engine.digits.classifier import Classifier

        self._picture, self._prepare = picture, prepare
        self._classifier = Classifier(device=device)

    def facts(self) -> NetworkFacts:
        network = self._classifier.network
        facts = network.facts()
        return NetworkFacts(network.title, facts["parameters"], facts["test_accuracy"])

    def prepare(self, strokes: Sequence[Stroke]) -> Image:
        return self._prepare.prepare_strokes(strokes, tap=self.TAP)

    def prepare_without(self, strokes: Sequence[Stroke], left_out: Sequence[str]) -> Image:
        from engine.digits.steps import Switches, prepare_in_switched_steps

        switches = Switches(**dict.fromkeys(left_out, False))
        steps = prepare_in_switched_steps(strokes, switches, pen=PEN_WIDTH, tap=self.TAP)
        return steps[-1].image

    def prepare_picture(self, source: str | Pictures.Image) -> tuple[Image, Found]:
        steps = self._picture.prepare_picture_in_steps(source)
        assert steps.cut is not None  # it is a picture's preparation
        assert steps.ink is not None
        return steps.image, Found(steps.cut, np.rint(255 * steps.ink).astype(np.uint8))

    def classify(self, image: Image) -> tuple[float, ...]:
        return tuple(self._classifier.classify(image).reshape(-1).tolist())

    def sure(self, probabilities: Sequence[float]) -> bool:
        from engine.digits.classifier import sure

        return sure(probabilities)
