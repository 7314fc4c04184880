"""The update rules of `torch.optim`, for one number at a time, in plain Python floats.

Each rule is written as torch documents it (the algorithm boxes of `torch.optim.SGD`, `Adagrad`, `RMSprop`,
`Adam`, `AdamW`; the names of the variables are theirs). Every rule works element by element, so two weights
are two independent rules. `tests/engine/test_preview_rules.py` holds them against torch itself.

The numbers are float64, but the weight is rounded to float32 wherever torch stores it: a step may be only
a few units in the weight's last place (a plateau, or AdamW's decay), and then rounding *is* the step, the
same way each epoch. Constants that torch hands to its float32 kernels are rounded for the same reason.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from math import nan, sqrt

Rule = Callable[[float, float], float]
"""(weight, gradient) → the weight after one update. Keeps state: one rule for one weight of one run."""

SPLIT = 2.0**29 + 1.0
"""Veltkamp's constant: `c = SPLIT * w; c - (c - w)` is w rounded to 53 − 29 = 24 bits, which is float32."""


def float32(value: float) -> float:
    """`value` rounded to float32 (inf beyond its range)."""
    try:
        return float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


def _scheduled(rule: Rule, rates: Iterable[float] | None, use_rate: Callable[[float], None]) -> Rule:
    """`rule`, with the next of `rates` taken into use before each update; as it is where there are none."""
    if rates is None:
        return rule
    coming = iter(rates)

    def scheduled(w: float, g: float) -> float:
        use_rate(next(coming))
        return rule(w, g)

    return scheduled


def sgd(
    lr: float,
    hyper: Mapping[str, float],
    rates: Iterable[float] | None = None,
    *,
    nesterov: bool = False,
) -> Rule:
    """Gradient descent, with momentum b_t = μ·b_{t−1} + (1 − τ)·g_t, and Nesterov's g_t + μ·b_t."""
    lr = float32(lr)
    weight_decay = float32(hyper.get("weight_decay", 0.0))
    momentum = float32(hyper.get("momentum", 0.0))
    undamped = float32(1.0 - hyper.get("dampening", 0.0))
    buffer: float | None = None

    def plain(w: float, g: float) -> float:
        w -= lr * (g + weight_decay * w)
        c = SPLIT * w
        return c - (c - w)

    def heavy(w: float, g: float) -> float:
        nonlocal buffer
        g += weight_decay * w
        # torch's first buffer is the gradient itself, undamped.
        buffer = g if buffer is None else momentum * buffer + undamped * g
        w -= lr * (g + momentum * buffer if nesterov else buffer)
        c = SPLIT * w
        return c - (c - w)

    def use_rate(rate: float) -> None:
        nonlocal lr
        lr = float32(rate)

    # torch asks the number itself: one that is too small for float32 still has a buffer, and damps.
    rule = heavy if hyper.get("momentum", 0.0) else plain
    return _scheduled(rule, rates, use_rate)


def adagrad(lr: float, hyper: Mapping[str, float], rates: Iterable[float] | None = None) -> Rule:
    """Duchi, Hazan & Singer (2011): the step is divided by the root of all squared gradients so far."""
    weight_decay = float32(hyper["weight_decay"])
    lr_decay, eps = hyper["lr_decay"], float32(hyper["eps"])
    squares = float32(hyper["initial_accumulator_value"])
    t = 0

    def rule(w: float, g: float) -> float:
        nonlocal squares, t
        g += weight_decay * w
        squares += g * g
        w -= lr / (1.0 + t * lr_decay) * (g / (sqrt(squares) + eps))
        t += 1
        c = SPLIT * w
        return c - (c - w)

    def use_rate(rate: float) -> None:
        nonlocal lr
        lr = rate

    return _scheduled(rule, rates, use_rate)


def rmsprop(lr: float, hyper: Mapping[str, float], rates: Iterable[float] | None = None) -> Rule:
    """Hinton's lecture 6e: divided by the root of a moving average v of squared gradients.

    Centred (Graves 2013), the average's square is taken off v: v − ḡ² is the gradients' variance.
    """
    lr = float32(lr)
    alpha, rest = float32(hyper["alpha"]), float32(1.0 - hyper["alpha"])
    eps, weight_decay = float32(hyper["eps"]), float32(hyper["weight_decay"])
    momentum, centered = float32(hyper["momentum"]), bool(hyper["centered"])
    v = average = buffer = 0.0

    def rule(w: float, g: float) -> float:
        nonlocal v, average, buffer
        g += weight_decay * w
        v = alpha * v + rest * g * g
        variance = v
        if centered:
            # The difference of two nearly equal numbers: what rounding leaves of it is what torch has.
            average += rest * (g - average)
            c = SPLIT * v
            v = c - (c - v)
            c = SPLIT * average
            average = c - (c - average)
            variance = v - average * average
            if variance < 0.0:
                return nan  # torch takes the root regardless
        step = g / (sqrt(variance) + eps)
        if momentum:
            buffer = step = momentum * buffer + step
        w -= lr * step
        c = SPLIT * w
        return c - (c - w)

    def use_rate(rate: float) -> None:
        nonlocal lr
        lr = float32(rate)

    return _scheduled(rule, rates, use_rate)


def adam(
    lr: float,
    hyper: Mapping[str, float],
    rates: Iterable[float] | None = None,
    *,
    decoupled: bool = False,
) -> Rule:
    """Kingma & Ba (2015): moving averages m of the gradient and v of its square, both bias-corrected.

    Decoupled (AdamW, Loshchilov & Hutter 2019), the weight itself decays instead of adding to the gradient.
    With amsgrad (Reddi et al. 2018) the largest v so far is used.
    """
    beta1, beta2 = hyper["beta1"], hyper["beta2"]
    new1, old2, new2 = float32(1.0 - beta1), float32(beta2), float32(1.0 - beta2)
    eps, amsgrad = float32(hyper["eps"]), bool(hyper["amsgrad"])
    weight_decay = 0.0 if decoupled else float32(hyper["weight_decay"])
    keep = float32(1.0 - lr * hyper["weight_decay"]) if decoupled else 1.0
    m = v = largest = 0.0
    power1 = power2 = 1.0

    def rule(w: float, g: float) -> float:
        nonlocal m, v, largest, power1, power2
        if decoupled:
            w *= keep
            c = SPLIT * w
            w = c - (c - w)
        g += weight_decay * w
        m += new1 * (g - m)
        v = old2 * v + new2 * g * g
        power1 *= beta1
        power2 *= beta2
        second = v
        if amsgrad:
            second = largest = v if v > largest else largest
        w -= lr / (1.0 - power1) * (m / (sqrt(second) / sqrt(1.0 - power2) + eps))
        c = SPLIT * w
        return c - (c - w)

    def use_rate(rate: float) -> None:
        nonlocal lr, keep
        lr = rate
        if decoupled:
            keep = float32(1.0 - lr * hyper["weight_decay"])

    return _scheduled(rule, rates, use_rate)


RULES: dict[str, Callable[..., Rule]] = {
    "sgd": sgd,
    "momentum": sgd,
    "nesterov": lambda lr, hyper, rates=None: sgd(lr, hyper, rates, nesterov=True),
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": lambda lr, hyper, rates=None: adam(lr, hyper, rates, decoupled=True),
}
"""Update rules by the names of `engine.optimizers.OPTIMIZERS`: `RULES[name](lr, hyper)`.

With `rates`, one for each update, the learning rate is that of a schedule instead of `lr`.
"""


def frozen(w: float, g: float) -> float:
    """The rule of a weight that stays where it is."""
    return w
