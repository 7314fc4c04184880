"""A lesson for a person's own data: where to look, where to start and how fast to go, worked out from them.

Every choice is a round number near what a formula below says; nothing about the data is changed. All of it is
thought in centred form, u = c + w1·(x − x̄) with c = w0 + w1·x̄, the value at the mean: c and w1 then have
scales of their own, however far the data lie from zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.box import Box
from engine.checks import check_number
from engine.config import LEARNING_RATE, OWN, WEIGHT, DataSpec, Link
from engine.errors import InputError
from engine.lessons import Lesson
from engine.numerals import significant
from engine.own_data import OwnData
from engine.problem import Problem

if TYPE_CHECKING:
    from engine.problem import FloatArray

GROUP = "own"
GROUP_TITLE = {"en": "Own data", "ko": "내 데이터"}
"""The group of these lessons, which no file is in, and its titles by language."""
EPOCHS = 100
CAMERA = {"identity": (5.0, 40.0), "sigmoid": (15.0, 75.0)}
"""The notes' views, by link."""
PLAIN = ("sgd", "momentum", "nesterov")
"""Optimizers whose learning rate has to fit the curvature of the loss; the others scale the gradient."""
MARGIN = 0.9
"""Largest share of the stability limit that a chosen learning rate takes."""
ENOUGH = 20_000
"""Data that the form of the surface is found out from: of more, every k-th."""
NARROW = 1e-6
"""Least length of a surface's side in proportion to its distance from zero: float32 has steps of 6e-8."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where a surface is interesting, in centred form: its middle, its half-widths, and the start in them."""

    middle: tuple[float, float]
    reach: tuple[float, float]
    start: tuple[float, float]
    has_minimum: bool


def own_lesson(own: OwnData, link: Link | None = None, base: Lesson | None = None) -> Lesson:
    """Return a lesson for `own` data.

    Parameters
    ----------
    own
        The data; the lesson's title is their name.
    link
        By default the sigmoid if every target is 0 or 1, else the identity.
    base
        A lesson whose optimizer and epochs, and if the link is the same its loss and view, are taken over.
        Without one: SGD, 100 epochs, and the course's losses, SSE for a line and BCE for a sigmoid.

    The learning rate is a round number at or below one that is surely stable: for a line under SGD
    2/(λmin + λmax), the best fixed one, and 1/λmax with momentum; for a sigmoid 1/L, where L = λmax(XᵀX)/4,
    over n for a mean, bounds the curvature of every loss here. Adaptive optimizers keep the base's rate.

    Raises
    ------
    InputError
        If a sigmoid is asked for and a target is neither 0 nor 1, or if the data are so large or so small
        that weights or learning rate would be outside `WEIGHT` or `LEARNING_RATE`.
    """
    chosen: Link = link or ("sigmoid" if own.is_binary else "identity")
    check_fits(own, chosen)
    loss = "sse" if chosen == "identity" else "bce"
    if base is not None and base.link == chosen:
        loss = base.loss
    every = -(-len(own) // ENOUGH)
    x, y = own.x[::every].astype(np.float64), own.y[::every].astype(np.float64)
    part = Problem(x, y, chosen, loss)
    x_mean, x_std = float(part.x.mean()), float(part.x.std())
    shape = _line(part) if chosen == "identity" else _curve(part)
    box = _box(shape, x_mean)
    start = _start(shape, x_mean, x_std)
    optimizer = "sgd" if base is None else base.optimizer
    if base is not None and optimizer not in PLAIN:
        rate = base.lr
    else:
        rate = _learning_rate(own, chosen, loss, with_momentum=optimizer != "sgd")
    lesson = Lesson(
        name=f"{GROUP}-{own.digest.hex()[:8]}",
        group=GROUP,
        title=dict.fromkeys(GROUP_TITLE, own.name) if own.name else GROUP_TITLE,
        look=_look(own, chosen, shape, x_mean),
        data=DataSpec(OWN, own=own),
        link=chosen,
        loss=loss,
        optimizer=optimizer,
        lr=rate,
        hyper=(),
        start=start,
        start_seed=None,
        epochs=EPOCHS,
        more=0,
        surface=box,
        step=min(box.size) / 100,
        camera=CAMERA[chosen],
    )
    if base is None:
        return lesson
    return replace(
        lesson,
        hyper=base.hyper,
        epochs=base.epochs,
        more=base.more,
        camera=base.camera if base.link == chosen else lesson.camera,
        noise=base.noise,
    )


def lesson_with(lesson: Lesson, own: OwnData | None = None, box: Box | None = None) -> Lesson:
    """Return `lesson` with other data, another surface range, or both; all else stays: start, rate, epochs.

    For edits of single points and for a range of one's own, where nothing should jump.

    Raises
    ------
    InputError
        If the targets do not fit the lesson's link, or the range is none (see `own_box`).
    """
    if own is not None:
        check_fits(own, lesson.link)
        lesson = replace(lesson, data=DataSpec(OWN, own=own))
    if box is not None:
        checked = own_box(box.w0, box.w1)
        lesson = replace(lesson, surface=checked, step=min(checked.size) / 100)
    return lesson


def own_of(lesson: Lesson) -> OwnData:
    """Return the lesson's data as data of one's own, to be edited: the course's as well."""
    if lesson.data.own is not None:
        return lesson.data.own
    from engine.data import draw

    drawn = draw(lesson.data)
    return OwnData(drawn.x, drawn.y, "", drawn.true_w)


def own_box(w0: tuple[float, float], w1: tuple[float, float]) -> Box:
    """Return the surface range with these ends.

    Raises
    ------
    InputError
        If an end is no finite number or outside `WEIGHT`, a lower end is not below the upper one, or they
        are so close that float32 hardly tells the weights between them apart.
    """
    for name, ends in (("w0", w0), ("w1", w1)):
        low, high = (check_number(name, end, *WEIGHT) for end in ends)
        if not low < high:
            raise InputError("range-order", field=name, low=f"{low:g}", high=f"{high:g}")
        if high - low < NARROW * max(abs(low), abs(high)):
            raise InputError("range-narrow", field=name, low=f"{low!r}", high=f"{high!r}")
    return Box((float(w0[0]), float(w0[1])), (float(w1[0]), float(w1[1])))


def check_fits(own: OwnData, link: Link) -> None:
    """Raise `InputError` naming the first target that is neither 0 nor 1 if `link` is the sigmoid."""
    if link == "sigmoid" and not own.is_binary:
        row = int(np.argmax((own.y != 0.0) & (own.y != 1.0)))
        raise InputError("own-not-binary", row=row + 1, value=f"{own.y[row]:g}")


def _line(problem: Problem) -> _Shape:
    """Two standard deviations of y around the least-squares line, in value and in slope."""
    x, y = problem.x, problem.y
    x_std, y_std = float(x.std()), float(y.std())
    best = problem.optimum
    slope = 0.0 if best is None else best[1]
    spread = y_std or float(np.abs(y).max()) or 1.0
    reach = 2.0 * spread, 2.0 * spread / (x_std or max(problem.reach, 1.0))
    return _Shape((float(y.mean()), slope), reach, (-0.85, 0.7), best is not None)


def _curve(problem: Problem) -> _Shape:
    """Some logits around the minimum, or else around a curve that rises between the classes."""
    x, y = problem.x, problem.y
    x_mean, x_std = float(x.mean()), float(x.std())
    unit = x_std or max(problem.reach, 1.0)
    best = problem.optimum
    if best is not None:
        middle = best[0] + best[1] * x_mean, best[1]
    elif 0.0 < y.mean() < 1.0:
        ones, zeros = float(x[y == 1.0].mean()), float(x[y == 0.0].mean())
        slope = math.copysign(4.0 / unit, ones - zeros)
        middle = slope * (x_mean - 0.5 * (ones + zeros)), slope
    else:
        middle = math.copysign(2.0, float(y[0]) - 0.5), 0.0
    reach = max(5.0, 1.25 * abs(middle[0])), max(4.0 / unit, 1.25 * abs(middle[1]))
    # Away from the minimum towards a curve that falls where it should rise.
    return _Shape(middle, reach, (-0.4, -0.85 if middle[1] >= 0.0 else 0.85), best is not None)


def _box(shape: _Shape, x_mean: float) -> Box:
    """The rectangle of (w0, w1) around the shape: a shift of the slope takes w0 along, by x̄ times as much."""
    (value, slope), (reach0, reach1) = shape.middle, shape.reach
    w0 = _around(value - slope * x_mean, reach0 + reach1 * abs(x_mean))
    w1 = _around(slope, reach1)
    for name, ends in (("w0", w0), ("w1", w1)):
        far = max(ends, key=abs)
        if not abs(far) <= WEIGHT[1]:
            raise InputError("own-too-far", field=name, value=f"{far:.3g}", most=f"{WEIGHT[1]:g}")
    try:
        return own_box(w0, w1)
    except InputError as error:
        raise InputError("own-too-small") from error


def _around(middle: float, reach: float) -> tuple[float, float]:
    """`middle` ± `reach`, rounded outwards to a tenth of its power of ten."""
    if not (math.isfinite(middle) and 1e-300 < reach < math.inf):
        return (-math.inf, math.inf)
    unit = 10.0 ** math.floor(math.log10(reach)) / 2.0
    digits = max(0, 1 - math.floor(math.log10(unit)))
    low, high = math.floor((middle - reach) / unit) * unit, math.ceil((middle + reach) / unit) * unit
    return round(low, digits), round(high, digits)


def _start(shape: _Shape, x_mean: float, x_std: float) -> tuple[float, float]:
    """A point in the box visibly away from its middle, rounded so that value and slope keep two digits."""
    (value, slope), (reach0, reach1) = shape.middle, shape.reach
    w1 = slope + shape.start[1] * reach1
    w1 = _rounded(w1, min(reach1, reach0 / max(abs(x_mean), x_std, 1e-300)))
    return _rounded(value + shape.start[0] * reach0 - w1 * x_mean, reach0), w1


def _rounded(number: float, scale: float) -> float:
    return round(number, 1 - math.floor(math.log10(scale)))


def _learning_rate(own: OwnData, link: Link, loss: str, *, with_momentum: bool) -> float:
    """A round learning rate that is stable for SGD: see `own_lesson`."""
    x = own.x.astype(np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        moments: FloatArray = np.array([[1.0, x.mean()], [x.mean(), (x * x).mean()]])
        total = float(len(x)) if loss == "sse" else 1.0
    low, high = (total * value for value in np.linalg.eigvalsh(moments).tolist())
    # The eigenvalues are half of the squared loss's Hessian's, and four times L.
    if link == "sigmoid":
        rate = 4.0 / high
    else:
        best = 1.0 / (high + (high if with_momentum else max(low, 0.0)))
        rate = min(best, MARGIN / high)  # in a valley without a floor the best rate is the limit itself
    if not LEARNING_RATE[0] <= rate <= LEARNING_RATE[1]:
        raise InputError("own-too-steep", value=f"{rate:.1e}", low=f"{LEARNING_RATE[0]:g}")
    power = 10.0 ** math.floor(math.log10(rate))
    return float(f"{max(step for step in (1, 2, 5) if step * power <= rate * (1 + 1e-12)) * power:.0e}")


def _look(own: OwnData, link: Link, shape: _Shape, x_mean: float) -> dict[str, str]:
    n = f"{len(own):,}"
    if not shape.has_minimum and link == "identity":
        return {
            "en": f"{n} points with one x: a whole valley of lines fits them equally well.",
            "ko": f"점 {n}개의 x가 모두 같음. 골짜기 위의 모든 직선이 똑같이 잘 맞음.",
        }
    if not shape.has_minimum:
        return {
            "en": f"{n} points that no sigmoid fits better than a step: the minimum is at infinity.",
            "ko": f"점 {n}개에는 어떤 시그모이드보다 계단이 더 잘 맞음. 최소점이 무한대에 있음.",
        }
    w0, w1 = (significant(v, 4) for v in (shape.middle[0] - shape.middle[1] * x_mean, shape.middle[1]))
    return {
        "en": f"{n} points. The minimum is near ({w0}, {w1}).",
        "ko": f"점 {n}개. 최소점은 ({w0}, {w1}) 근처임.",
    }
