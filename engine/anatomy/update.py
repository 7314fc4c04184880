"""Step 4 taken apart: the optimizer's own arithmetic, line by line, from its real state to the new weights.

The lines are assignments in the order and with the symbols of the algorithm boxes in torch's documentation
(`torch.optim.SGD`, `Adagrad`, `RMSprop`, `Adam`, `AdamW`); only lr and weight decay keep the names that they
have in code, since λ is an eigenvalue here. All arithmetic is float32 and element by element, as torch's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.config import RunConfig
from engine.errors import QT_TRANSLATE_NOOP
from engine.optimizers import OPTIMIZERS
from engine.records import Moments
from engine.schedules import rates

Pair = tuple[float, float]
Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the arithmetic: `symbol` = `formula`, where the formula's symbols have their values so far.

    Attributes
    ----------
    name
        What it is: a key of `ABOUT`.
    symbol, formula
        As printed: `m`, `β₁ · m + (1 − β₁) · g`. For a constant the formula is torch's name of it.
    values
        Two numbers, for w0 and w1, or a single one for a constant.
    """

    name: str
    symbol: str
    formula: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Update:
    """What an optimizer does with a gradient.

    Attributes
    ----------
    terms
        The lines, from the constants to the step and the new weights.
    step
        What the arithmetic adds to the weights; the stored weights differ by it rounded to float32.
    w
        The new weights.
    momentum
        The part of the step that comes from earlier gradients: what it would be if this epoch's gradient
        (and its share of the weight decay) were 0. None for an optimizer without momentum, or without a past.
    decay
        AdamW's own pull towards 0; None elsewhere, where the weight decay is in the gradient.
    scale
        What the gradient, or its average, is multiplied by along each axis, if that differs between them.
    """

    terms: tuple[Term, ...]
    step: Pair
    w: Pair
    momentum: Pair | None = None
    decay: Pair | None = None
    scale: Pair | None = None


ABOUT: dict[str, str] = {
    "constant": QT_TRANSLATE_NOOP("anatomy", "A setting of the optimizer; the same in every epoch."),
    "count": QT_TRANSLATE_NOOP("anatomy", "Number of this update, from 1."),
    "gradient": QT_TRANSLATE_NOOP("anatomy", "The gradient of the loss, from loss.backward()."),
    "decayed-gradient": QT_TRANSLATE_NOOP(
        "anatomy", "Weight decay adds a pull towards 0, the longer the larger w is."
    ),
    "first-buffer": QT_TRANSLATE_NOOP(
        "anatomy", "The momentum buffer begins as the first gradient, undamped."
    ),
    "buffer": QT_TRANSLATE_NOOP(
        "anatomy", "The momentum buffer: all gradients so far, each forgotten a little more in every epoch."
    ),
    "look-ahead": QT_TRANSLATE_NOOP(
        "anatomy", "Nesterov looks ahead: the gradient, and the buffer once more."
    ),
    "scheduled": QT_TRANSLATE_NOOP("anatomy", "The learning rate that the schedule gives this update."),
    "rate": QT_TRANSLATE_NOOP("anatomy", "The learning rate after its decay over the updates so far."),
    "sum": QT_TRANSLATE_NOOP("anatomy", "The sum of all squared gradients so far: it only grows."),
    "mean": QT_TRANSLATE_NOOP("anatomy", "A moving average of the gradients."),
    "squares": QT_TRANSLATE_NOOP("anatomy", "A moving average of the squared gradients."),
    "variance": QT_TRANSLATE_NOOP("anatomy", "Centred: how much the gradients vary around their average."),
    "largest": QT_TRANSLATE_NOOP(
        "anatomy", "AMSGrad: the largest average of squares so far, so that steps never grow again."
    ),
    "corrected-mean": QT_TRANSLATE_NOOP(
        "anatomy", "The average began at 0, so it is too small at first; this corrects it."
    ),
    "corrected-squares": QT_TRANSLATE_NOOP("anatomy", "The same correction for the squares."),
    "scaled-buffer": QT_TRANSLATE_NOOP(
        "anatomy", "The momentum buffer of gradients that are divided by their size already."
    ),
    "scale": QT_TRANSLATE_NOOP("anatomy", "What each axis is multiplied by: a learning rate of its own."),
    "decay": QT_TRANSLATE_NOOP("anatomy", "AdamW takes the weight decay off w itself, past m and v."),
    "step": QT_TRANSLATE_NOOP("anatomy", "What is added to the weights."),
    "weights": QT_TRANSLATE_NOOP("anatomy", "The new weights, stored as float32."),
}
"""What each kind of line means, to be translated."""


class _Sheet:
    """The lines written so far, and what the formulas' symbols stand for."""

    def __init__(
        self,
        config: RunConfig,
        w: Pair,
        grad: Pair,
        moments: Moments,
        after: Moments | None,
        number: int,
    ) -> None:
        self._is_scheduled = bool(config.schedule)
        self.lr = config.lr
        if self._is_scheduled:
            self.lr = rates(config.lr, config.schedule, config.schedule_hyper)[number]
        self.hyper = OPTIMIZERS[config.optimizer].values(config.hyper)
        # The optimizer sees nothing of a frozen weight: see `engine.update.Hold`.
        self._frozen = np.array(config.frozen)
        self._whole = np.array(w, np.float32)
        self.w: Floats = np.where(self._frozen, np.float32(0.0), self._whole)
        self.grad = np.where(self._frozen, np.float32(0.0), np.array(grad, np.float32))
        self.before, self._after = moments, after
        self.terms: list[Term] = []

    def constant(self, symbol: str, name: str, value: float) -> None:
        self.terms.append(Term("constant", symbol, name, (value,)))

    def write(self, name: str, symbol: str, formula: str, value: Floats | float) -> Floats:
        values = np.atleast_1d(np.asarray(value, np.float32))
        self.terms.append(Term(name, symbol, formula, tuple(values.tolist())))
        return values

    def remember(self, moment: str, name: str, symbol: str, formula: str, value: Floats) -> Floats:
        """Write a line whose value torch keeps under `moment`: the very number it has, where it is known."""
        if self._after is not None and moment in self._after:
            value = np.array(self._after[moment], np.float32)
        return self.write(name, symbol, formula, value)

    def moment(self, name: str, default: float = 0.0) -> Floats:
        """What the optimizer remembers from the update before."""
        return np.array(self.before.get(name, (default, default)), np.float32)

    def count(self) -> int:
        """Number of this update."""
        return int(self.before.get("step", (0.0,))[0]) + 1

    def gradient(self, *, decays: bool = True) -> Floats:
        """The gradient, with the weight decay in it where there is one and it is not decoupled."""
        g = self.write("gradient", "g", "∂loss/∂w", self.grad)
        if decays and self.hyper["weight_decay"]:
            formula = "g + weight_decay · w"
            g = self.write("decayed-gradient", "g", formula, g + self.w * self.hyper["weight_decay"])
        return g

    def settings(self, **symbols: str) -> None:
        """Write lr and the hyper-parameters in `symbols` (name = symbol), and the weight decay if any."""
        if self._is_scheduled:
            self.terms.append(Term("scheduled", "lr", "scheduler", (self.lr,)))
        else:
            self.constant("lr", "lr", self.lr)
        for name, symbol in symbols.items():
            self.constant(symbol, _TORCH_NAMES.get(name, name), self.hyper[name])
        if self.hyper["weight_decay"]:
            self.constant("weight_decay", "weight_decay", self.hyper["weight_decay"])

    def finish(self, formula: str, step: Floats, w: Floats | None = None, **parts: Floats | None) -> Update:
        step = self.write("step", "step", formula, step)
        moved = self.w + step if w is None else w
        w = self.write("weights", "w", "w + step", np.where(self._frozen, self._whole, moved))
        vectors = {name: None if part is None else _pair(part) for name, part in parts.items()}
        return Update(tuple(self.terms), _pair(step), _pair(w), **vectors)


_TORCH_NAMES = {"beta1": "betas[0]", "beta2": "betas[1]"}


def _pair(values: Floats) -> Pair:
    first, second = values.tolist()
    return first, second


def _sgd(sheet: _Sheet, *, nesterov: bool = False) -> Update:
    hyper = sheet.hyper
    mu, damping = hyper.get("momentum", 0.0), hyper.get("dampening", 0.0)
    symbols = {"momentum": "μ"} if mu else {}
    sheet.settings(**symbols, **({"dampening": "τ"} if mu and damping else {}))
    g = sheet.gradient()
    if not mu:
        return sheet.finish("−lr · g", -sheet.lr * g)
    past = None
    if "momentum_buffer" in sheet.before:
        old = sheet.moment("momentum_buffer") * mu
        formula = "μ · b + (1 − τ) · g" if damping else "μ · b + g"
        b = sheet.remember("momentum_buffer", "buffer", "b", formula, old + g * (1.0 - damping))
        past = -sheet.lr * (mu * old if nesterov else old)
    else:
        b = sheet.remember("momentum_buffer", "first-buffer", "b", "g", g)
    if nesterov:
        d = sheet.write("look-ahead", "d", "g + μ · b", g + b * mu)
        return sheet.finish("−lr · d", -sheet.lr * d, momentum=past)
    return sheet.finish("−lr · b", -sheet.lr * b, momentum=past)


def _nesterov(sheet: _Sheet) -> Update:
    return _sgd(sheet, nesterov=True)


def _adagrad(sheet: _Sheet) -> Update:
    hyper, count = sheet.hyper, sheet.count()
    symbols = {"eps": "ε"} | ({"lr_decay": "lr_decay"} if hyper["lr_decay"] else {})
    sheet.settings(**symbols)
    g = sheet.gradient()
    rate, symbol = sheet.lr, "lr"
    if hyper["lr_decay"]:
        sheet.write("count", "t", "t + 1", count)
        rate, symbol = sheet.lr / (1.0 + (count - 1) * hyper["lr_decay"]), "η"
        sheet.write("rate", "η", "lr/(1 + (t − 1) · lr_decay)", rate)
    grown = sheet.moment("sum", hyper["initial_accumulator_value"]) + g * g
    total = sheet.remember("sum", "sum", "s", "s + g²", grown)
    root = np.sqrt(total) + np.float32(hyper["eps"])
    scale = sheet.write("scale", "scale", f"{symbol}/(√s + ε)", rate / root)
    return sheet.finish("−scale · g", -rate * (g / root), scale=scale)


def _rmsprop(sheet: _Sheet) -> Update:
    hyper = sheet.hyper
    alpha, mu = hyper["alpha"], hyper["momentum"]
    sheet.settings(alpha="α", eps="ε", **({"momentum": "μ"} if mu else {}))
    g = sheet.gradient()
    squares = sheet.moment("square_avg") * alpha + g * g * (1.0 - alpha)
    v = sheet.remember("square_avg", "squares", "v", "α · v + (1 − α) · g²", squares)
    symbol = "v"
    if hyper["centered"]:
        old = sheet.moment("grad_avg")
        moved = old + (g - old) * (1.0 - alpha)
        average = sheet.remember("grad_avg", "mean", "ḡ", "α · ḡ + (1 − α) · g", moved)
        v, symbol = sheet.write("variance", "ṽ", "v − ḡ²", v - average * average), "ṽ"
    root = np.sqrt(v) + np.float32(hyper["eps"])
    scale = sheet.write("scale", "scale", f"lr/(√{symbol} + ε)", sheet.lr / root)
    if not mu:
        return sheet.finish("−scale · g", -sheet.lr * (g / root), scale=scale)
    old = sheet.moment("momentum_buffer") * mu
    formula = f"μ · b + g/(√{symbol} + ε)"
    b = sheet.remember("momentum_buffer", "scaled-buffer", "b", formula, old + g / root)
    past = -sheet.lr * old if sheet.before else None
    return sheet.finish("−lr · b", -sheet.lr * b, momentum=past, scale=scale)


def _adam(sheet: _Sheet, *, decoupled: bool = False) -> Update:
    hyper, count = sheet.hyper, sheet.count()
    beta1, beta2 = hyper["beta1"], hyper["beta2"]
    sheet.settings(beta1="β₁", beta2="β₂", eps="ε")
    sheet.write("count", "t", "t + 1", count)
    decay, w = None, sheet.w
    if decoupled and hyper["weight_decay"]:
        shrunk = w * (1.0 - sheet.lr * hyper["weight_decay"])
        decay = w * -(sheet.lr * hyper["weight_decay"])
        decay, w = sheet.write("decay", "decay", "−lr · weight_decay · w", decay), shrunk
    g = sheet.gradient(decays=not decoupled)

    old = sheet.moment("exp_avg")
    m = sheet.remember("exp_avg", "mean", "m", "β₁ · m + (1 − β₁) · g", old + (g - old) * (1.0 - beta1))
    squares = sheet.moment("exp_avg_sq") * beta2 + g * g * (1.0 - beta2)
    v = sheet.remember("exp_avg_sq", "squares", "v", "β₂ · v + (1 − β₂) · g²", squares)
    symbol = "v"
    if hyper["amsgrad"]:
        largest = np.maximum(sheet.moment("max_exp_avg_sq"), v)
        v = sheet.remember("max_exp_avg_sq", "largest", "v_max", "max(v_max, v)", largest)
        symbol = "v_max"
    short1, short2 = 1.0 - beta1**count, 1.0 - beta2**count
    sheet.write("corrected-mean", "m̂", "m/(1 − β₁ᵗ)", m / np.float32(short1))
    sheet.write("corrected-squares", "v̂", f"{symbol}/(1 − β₂ᵗ)", v / np.float32(short2))
    root = np.sqrt(v) / np.float32(short2**0.5) + np.float32(hyper["eps"])
    scale = sheet.write("scale", "scale", "lr/(√v̂ + ε)", sheet.lr / root)

    rate = np.float32(sheet.lr / short1)
    own = -rate * (m / root)
    past = -rate * (old * beta1 / root) if sheet.before and beta1 else None
    if decay is None:
        return sheet.finish("−scale · m̂", own, momentum=past, scale=scale)
    return sheet.finish("−scale · m̂ + decay", own + decay, w + own, momentum=past, scale=scale, decay=decay)


def _adamw(sheet: _Sheet) -> Update:
    return _adam(sheet, decoupled=True)


_UPDATES: Mapping[str, Callable[[_Sheet], Update]] = {
    "sgd": _sgd,
    "momentum": _sgd,
    "nesterov": _nesterov,
    "adagrad": _adagrad,
    "rmsprop": _rmsprop,
    "adam": _adam,
    "adamw": _adamw,
}
assert _UPDATES.keys() == OPTIMIZERS.keys()


def update_of(
    config: RunConfig,
    w: Pair,
    grad: Pair,
    moments: Moments,
    after: Moments | None = None,
    number: int = 0,
) -> Update:
    """Return the arithmetic of one update.

    Parameters
    ----------
    config
        Whose optimizer it is.
    w, grad, moments
        The weights, the gradient there (that of the batch, if there are batches), and what the optimizer
        remembers from before.
    after
        What it remembers afterwards, where that is known; otherwise it is computed.
    number
        Which update of the run it is, from 0: a schedule has a learning rate for each.
    """
    with np.errstate(all="ignore"):  # a diverging run overflows here as it does in torch
        return _UPDATES[config.optimizer](_Sheet(config, w, grad, moments, after, number))
