"""Where a network looks: the gradient of its answer by the pixels, and what happens if a part is hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from engine.digits.pen import SIDE
from engine.lab.inside import Picture
from engine.lab.reading import as_inputs, evaluating, leaves, output_kind, read

Map = npt.NDArray[np.float32]

PATCH, STRIDE = 5, 2
"""Side of the square that hides a part, and the step between two of them, in pixels: about two pens wide."""


@dataclass(frozen=True, slots=True, eq=False)
class Saliency:
    """What each pixel could change.

    Attributes
    ----------
    target
        Index of the class that was asked about.
    gradient
        (28, 28) float32, derivative of the class's score by the pixel's ink: positive where more ink
        would speak for the class, negative where it would speak against it.
    """

    target: int
    gradient: Map


def saliency(network: nn.Module, image: Picture, target: int | None = None) -> Saliency:
    """Derive the score of a class by the pixels of an image, with dropout off.

    The score is the class's logit; of a network with one output, the log-odds of the second class, and
    their negative for the first. Simonyan et al., “Deep Inside Convolutional Networks”, 2014, section 3.

    Parameters
    ----------
    image
        (28, 28): uint8, or floating point in [0, 1].
    target
        Index of a class, by default the one that the network reads.

    Raises
    ------
    IndexError
        If there is no class `target`.
    """
    inputs = as_inputs(network, image).detach().requires_grad_()
    with evaluating(network), torch.enable_grad():
        scores = _scores(network, inputs)[0]
        chosen = int(scores.argmax()) if target is None else target
        if not 0 <= chosen < len(scores):
            raise IndexError(f"there is no class {chosen}: the network tells {len(scores)} apart")
        (gradient,) = torch.autograd.grad(scores[chosen], inputs)
    return Saliency(chosen, _picture(gradient))


def _scores(network: nn.Module, inputs: Tensor) -> Tensor:
    """Scores (n, k), k ≥ 2, whose differences are the log-odds.

    They are taken before a sigmoid or softmax at the end, which is flat in float32 where it is sure.
    """
    *_, (_, last) = leaves(network)
    given: list[Tensor] = []
    hook = last.register_forward_pre_hook(lambda _module, args: given.append(args[0]))
    try:
        outputs: Tensor = network(inputs)
    finally:
        hook.remove()
    match output_kind(network, outputs.shape[1]):
        case "logits" | "log-probabilities":
            return outputs
        case "probabilities":
            return given[0]
        case "logit":
            return torch.cat([-outputs, outputs], dim=1)
        case "probability":
            return torch.cat([-given[0], given[0]], dim=1)


def _picture(tensor: Tensor) -> Map:
    return np.array(tensor.detach().cpu().reshape(SIDE, SIDE).numpy(), np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Occlusion:
    """How the answer suffers when a square of the image is hidden.

    Attributes
    ----------
    target
        Index of the class that was asked about.
    probability
        Of that class, with nothing hidden.
    places
        (m,) rows, and columns, of the squares' upper left corners; they may begin beyond the rim.
    hidden
        (m, m) float32, the class's probability with the square at (row, column) hidden.
    drop
        (28, 28) float32, for each pixel the mean loss of probability over the squares that hide it:
        large where the class stands or falls, negative where the ink speaks against it.
    """

    target: int
    probability: float
    places: npt.NDArray[np.int64]
    hidden: Map
    drop: Map


def occlusion(
    network: nn.Module,
    image: Picture,
    target: int | None = None,
    *,
    patch: int = PATCH,
    stride: int = STRIDE,
    ink: float = 0.0,
) -> Occlusion:
    """Hide one square after another and read the rest.

    Zeiler and Fergus, “Visualizing and Understanding Convolutional Networks”, 2014, section 4.2.

    Parameters
    ----------
    image
        (28, 28): uint8, or floating point in [0, 1].
    target
        Index of a class, by default the one that the network reads.
    patch, stride
        Side of the square and the step between two of them, in pixels, 1 ≤ stride ≤ patch.
    ink
        What the square is filled with: 0 hides ink, 1 paints it.

    Raises
    ------
    ValueError
        If patch or stride is outside its range.
    """
    if not 1 <= stride <= patch <= SIDE:
        raise ValueError(
            f"a square of {patch} every {stride} pixels leaves gaps, or is larger than the image"
        )
    whole = np.asarray(image)
    shown = whole.astype(np.float32)
    if whole.dtype == np.uint8:
        shown /= np.float32(255)
    places = np.arange(-(patch // 2), SIDE, stride)
    covers = np.zeros((len(places), SIDE), np.bool_)  # which rows, and columns, each place hides
    for k, place in enumerate(places):
        covers[k, max(place, 0) : place + patch] = True
    squares = covers[:, None, :, None] & covers[None, :, None, :]  # (m, m, 28, 28)
    with_one_hidden: Map = np.where(squares, np.float32(ink), shown).reshape(-1, SIDE, SIDE)

    before = read(network, shown)[0]
    chosen = int(before.argmax()) if target is None else target
    hidden = read(network, with_one_hidden)[:, chosen].reshape(len(places), len(places))
    drops = (before[chosen] - hidden).astype(np.float64)
    rows = covers.astype(np.float64)
    over = rows.T @ np.ones_like(drops) @ rows  # how many squares hide each pixel; at least one
    drop = (rows.T @ drops @ rows / over).astype(np.float32)
    return Occlusion(chosen, float(before[chosen]), places, hidden, drop)
