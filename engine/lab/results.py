"""How well a network reads: what it takes for what, where it errs, whether its confidence is honest."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.lab.reading import (
    Labelled,
    class_indices,
    output_kind,
    outputs_in_parts,
    outputs_of,
    tempered,
)

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

BINS = 10
"""Bins of confidence that a calibration has if not asked otherwise."""
PART = 200
"""Images that are read between two reports of progress."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """What a network read in a set of images.

    Attributes
    ----------
    classes
        The digits that the network tells apart, in the order of its outputs.
    labels
        (n,) int64, the digits that the images show.
    probabilities
        (n, k) float32, a column a class; rows sum to 1.
    predictions
        (n,) int64, the digit with the largest probability; of equal ones the first.
    confidence
        (n,) float32, that largest probability.
    confusion
        (k, k) int64: row = the digit shown, column = the digit read, both in the order of `classes`.
    loss
        Mean negative logarithm of the probability of the digit shown, in nats: the cross-entropy of
        many outputs, the binary cross-entropy of one. Behind a sigmoid it is `nn.BCELoss`, as in the
        course, which counts at most 100 for an image.
    """

    classes: tuple[int, ...]
    labels: Indices
    probabilities: npt.NDArray[np.float32]
    predictions: Indices
    confidence: npt.NDArray[np.float32]
    confusion: Indices
    loss: float

    @property
    def accuracy(self) -> float:
        """Share of the images that are read rightly; NaN without images."""
        n = len(self.labels)
        return float(np.trace(self.confusion)) / n if n else math.nan

    def cell(self, shown: int, read_as: int) -> Indices:
        """Indices of the images of a cell of the confusion matrix, the most confident first."""
        return self.confident_first((self.labels == shown) & (self.predictions == read_as))

    def misclassified(self) -> Indices:
        """Indices of the images that are misread, the most confident first."""
        return self.confident_first(self.labels != self.predictions)

    def confident_first(self, chosen: npt.NDArray[np.bool_]) -> Indices:
        """Indices of the images chosen by a mask (n,), the most confident first."""
        at = np.flatnonzero(chosen)
        return at[np.argsort(-self.confidence[at], kind="stable")]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How far an evaluation is: `done` of `total` images; with the outcome when it is complete."""

    done: int
    total: int
    outcome: Outcome | None = None


def evaluate(
    network: nn.Module,
    digits: Labelled,
    classes: Sequence[int] | None = None,
    temperature: float = 1.0,
) -> Outcome:
    """Read all images of a set; dropout is off, and the network's mode as before afterwards.

    Parameters
    ----------
    digits
        Images and labels; the labels must be among the classes.
    classes
        The digits in the order of the network's outputs, by default 0, 1, 2, …
    temperature
        What logits are divided by before they become probabilities, as the bundled network's facts say.
        Other outputs are taken as they are.

    Raises
    ------
    ValueError
        If a label is none of the classes, or the network has another number of outputs.
    """
    return outcome_of(network, outputs_of(network, digits.images), digits.labels, classes, temperature)


def evaluate_in_parts(
    network: nn.Module,
    digits: Labelled,
    classes: Sequence[int] | None = None,
    temperature: float = 1.0,
    size: int = PART,
) -> Iterator[Evaluation]:
    """Like `evaluate`, `size` images for each `next()`: it can be left at any time."""
    parts: list[Tensor] = []
    done, total = 0, len(digits.labels)
    for outputs in outputs_in_parts(network, digits.images, size):
        parts.append(outputs)
        done += len(outputs)
        if done < total:
            yield Evaluation(done, total)
    outcome = outcome_of(network, torch.cat(parts), digits.labels, classes, temperature)
    yield Evaluation(done, total, outcome)


def outcome_of(
    network: nn.Module,
    outputs: Tensor,
    labels: Tensor,
    classes: Sequence[int] | None = None,
    temperature: float = 1.0,
) -> Outcome:
    """The outcome from a network's outputs (n, outputs) for images with labels (n,); see `evaluate`."""
    kind = output_kind(network, outputs.shape[1])
    logs = tempered(outputs, kind, temperature)
    k = logs.shape[1]
    names = tuple(classes) if classes is not None else tuple(range(k))
    if len(names) != k:
        raise ValueError(f"{k} classes come out of the network, not {len(names)}")
    truth = class_indices(labels, names)
    best, chosen = logs.max(dim=1)
    if kind == "probability":
        loss = functional.binary_cross_entropy(outputs[:, 0].double(), truth.double()).item()
    else:
        loss = -logs.gather(1, truth[:, None]).double().mean().item()
    table = np.asarray(names, np.int64)
    return Outcome(
        names,
        labels.cpu().numpy().astype(np.int64),
        logs.exp().numpy(),
        table[chosen.numpy()],
        best.exp().numpy(),
        torch.bincount(truth * k + chosen, minlength=k * k).reshape(k, k).numpy(),
        loss,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """Whether what is read with 90 % confidence is right nine times in ten.

    Attributes
    ----------
    edges
        (bins + 1,) ends of the bins of confidence over [0, 1]; a bin holds its upper end.
    counts
        (bins,) images in each.
    confidence, accuracy
        (bins,) mean confidence and share read rightly in each; NaN in an empty one.
    expected_error
        Expected calibration error: the mean distance of the two, weighted by counts.
    """

    edges: Floats
    counts: Indices
    confidence: Floats
    accuracy: Floats
    expected_error: float


def calibration(outcome: Outcome, bins: int = BINS) -> Calibration:
    """Sort the images into bins of equal width by confidence and compare it with accuracy in each.

    Guo et al., “On Calibration of Modern Neural Networks”, 2017, equations 2 and 3.
    """
    edges = np.linspace(0, 1, bins + 1)
    confidence = outcome.confidence.astype(np.float64)
    right = (outcome.predictions == outcome.labels).astype(np.float64)
    which = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, bins - 1)
    counts = np.bincount(which, minlength=bins)
    means = []
    for values in (confidence, right):
        sums = np.bincount(which, weights=values, minlength=bins)
        means.append(np.divide(sums, counts, out=np.full(bins, math.nan), where=counts > 0))
    gaps = np.abs(means[0] - means[1])[counts > 0]
    n = len(right)
    expected = float((gaps * counts[counts > 0]).sum() / n) if n else math.nan
    return Calibration(edges, counts, means[0], means[1], expected)


def random_images(n: int, count: int, seed: int) -> Indices:
    """Indices of `count` different images out of `n`, all if there are fewer; one seed, one choice."""
    return np.random.default_rng(seed).permutation(n)[:count]


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two networks on the same images.

    Attributes
    ----------
    first_only, second_only
        Indices of the images that only one reads rightly, the other's most confident errors first.
    p_value
        How likely a split of the images that only one reads rightly as uneven as this would be if both
        networks were equally good (McNemar's exact test, two-sided): small = the difference is no chance.
    """

    first_only: Indices
    second_only: Indices
    p_value: float


def compare(first: Outcome, second: Outcome) -> Comparison:
    """Compare what two networks read in the same images.

    Raises
    ------
    ValueError
        If the outcomes are of different images.
    """
    if not np.array_equal(first.labels, second.labels):
        raise ValueError("the outcomes are of different images")
    one, two = first.predictions == first.labels, second.predictions == second.labels
    a, b = second.confident_first(one & ~two), first.confident_first(two & ~one)
    return Comparison(a, b, mcnemar(len(a), len(b)))


def mcnemar(first_only: int, second_only: int) -> float:
    """Two-sided exact p-value of McNemar's test: a fair coin's tosses split so, or more unevenly."""
    n, few = first_only + second_only, min(first_only, second_only)
    tail = sum(
        math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) - n * math.log(2))
        for k in range(few + 1)
    )
    return min(1.0, 2 * tail)
