"""What travels between the window and the classifier's thread: frozen, and never a live tensor."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from engine.digits.cut import Cut
from viz.strokes import Stroke

Image = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Wish:
    """A drawing, a picture file, or a pasted picture, to be read. `generation` grows by one with every
    new wish.

    Of a drawing's preparation the steps `left_out` are not taken: see `engine.digits.steps`.
    """

    generation: int
    strokes: tuple[Stroke, ...] = ()
    picture: str | QImage = ""
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A picture, and what was cut out of it.

    Attributes
    ----------
    cut
        Where the ink lay and how it was found.
    ink
        (h, w) uint8, 255 = full ink: what lay there, all else taken away.
    picture
        A small copy of the picture; None if it cannot be shown.
    source
        The file's path or the pasted picture, by which it was asked for.
    """

    cut: Cut
    ink: npt.NDArray[np.uint8]
    picture: QImage | None = None
    source: str | QImage | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What one of the lab's networks read in the same image.

    Attributes
    ----------
    key, title
        Of the network.
    probabilities
        Of the digits 0 to 9; zero for those that it does not know.
    classes
        The digits that it knows.
    sure
        Whether the likeliest may be called the answer.
    network_ms
        From the image to the probabilities.
    """

    key: str
    title: str
    probabilities: tuple[float, ...]
    classes: tuple[int, ...]
    sure: bool
    network_ms: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the network read, together with the very picture it read.

    Attributes
    ----------
    generation
        Of the wish that is answered.
    image
        The network's input, (28, 28) float32 in [0, 1], 1 = ink.
    probabilities
        Of the digits 0 to 9.
    sure
        Whether the likeliest may be called the answer.
    device
        Title of the device, "CPU" or "CUDA".
    preparation_ms, network_ms
        From strokes to input, and from input to probabilities.
    found
        The picture that was read and what was cut out of it, None for a drawing.
    seen
        What networks of the lab read in it, those that were asked for.
    """

    generation: int
    image: Image
    probabilities: tuple[float, ...]
    sure: bool
    device: str
    preparation_ms: float
    network_ms: float
    found: Found | None = None
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """A device that may be chosen; `reason` is the code of why it is missing, empty if it is there."""

    name: str
    title: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What is known of the network in use. `accuracy` is its share of right answers on MNIST's test set, NaN
    if that was not measured."""

    name: str
    parameters: int
    accuracy: float


@dataclass(frozen=True, slots=True)
class Ready:
    """The network is loaded on `device`, which is the CPU if the wanted device is missing."""

    device: str
    devices: tuple[DeviceChoice, ...]
    facts: NetworkFacts


@dataclass(frozen=True, slots=True)
class Failure:
    """Something went wrong; the thread goes on.

    Attributes
    ----------
    generation
        Of the wish that failed, None if it was the loading.
    device
        The device whose network is still there, empty if there is none.
    code, values
        Of an `InputError`; the code is empty where the fault is not the person's.
    detail
        The traceback.
    """

    generation: int | None
    device: str
    code: str
    values: dict[str, object] = field(default_factory=dict)
    detail: str = ""
