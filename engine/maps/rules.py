"""The update rules of `engine.preview.rules` for many runs at once, each with hyper-parameters of its own.

The same arithmetic in the same order, so that a batch of one is the preview's rule bit for bit: float64,
with weights rounded to float32 wherever torch stores them. `tests/engine/test_maps.py` holds one against
the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from engine.problem import FloatArray

Hyper = Mapping[str, FloatArray]
"""Hyper-parameters by name, each of shape (k,) for k runs."""


def rounded(values: FloatArray) -> FloatArray:
    """`values` rounded to float32; inf beyond its range."""
    return values.astype(np.float32).astype(np.float64)


class Rule:
    """One optimizer's update of k runs with two weights each. Runs can be dropped on the way.

    Attributes
    ----------
    kept
        All that has a value for each run, by name; its last axis is that of the runs.
    epoch
        Updates made.
    shares
        For each update the part of the learning rate that a schedule leaves of it; None without one.
    frozen
        Whether w0, and w1, stays where it is.
    """

    rounds_rate = False
    """Whether torch hands the learning rate itself to its float32 kernels."""

    def __init__(self, lr: FloatArray, hyper: Hyper) -> None:
        self.kept: dict[str, FloatArray] = {"whole": lr, **hyper}
        self._use_rate(lr)
        self.epoch = 0
        self.shares: list[float] | None = None
        self.frozen = (False, False)

    def keep(self, runs: np.ndarray) -> None:
        """Go on with some runs only: a mask of shape (k,)."""
        self.kept = {name: values[..., runs] for name, values in self.kept.items()}

    def __call__(self, w: FloatArray, g: FloatArray) -> FloatArray:
        """Return the weights after one update, from weights and gradient of shape (2, k)."""
        if self.shares is not None:
            self._use_rate(self.kept["whole"] * self.shares[self.epoch])
        new = self._updated(w, g)
        self.epoch += 1
        if True in self.frozen:
            for axis, stays in enumerate(self.frozen):
                if stays:
                    new[axis] = w[axis]
        return new

    def _use_rate(self, lr: FloatArray) -> None:
        """Take other learning rates, shape (k,)."""
        self.kept["lr"] = rounded(lr) if self.rounds_rate else lr

    def _updated(self, w: FloatArray, g: FloatArray) -> FloatArray:
        """The weights after one update, as a new array."""
        raise NotImplementedError


class Sgd(Rule):
    """Plain, with momentum, and Nesterov's."""

    nesterov = False
    rounds_rate = True

    def __init__(self, lr: FloatArray, hyper: Hyper) -> None:
        super().__init__(lr, {})
        zero = np.zeros_like(lr)
        momentum = hyper.get("momentum", zero)
        undamped = rounded(1.0 - hyper.get("dampening", zero))
        # torch keeps no buffer without a momentum, and so dampens nothing.
        self.kept["undamped"] = np.where(momentum == 0.0, 1.0, undamped)
        self.kept["momentum"] = rounded(momentum)
        self.kept["decay"] = rounded(hyper.get("weight_decay", zero))
        self._heavy, self._decays = bool(momentum.any()), bool(self.kept["decay"].any())

    def _updated(self, w: FloatArray, g: FloatArray) -> FloatArray:
        kept = self.kept
        if self._decays:
            g = g + kept["decay"] * w
        step = g
        if self._heavy:
            if "buffer" in kept:
                step = kept["momentum"] * kept["buffer"] + kept["undamped"] * g
            kept["buffer"] = step
            if self.nesterov:
                step = g + kept["momentum"] * step
        return rounded(w - kept["lr"] * step)


class Nesterov(Sgd):
    """Looks ahead along its momentum."""

    nesterov = True


class Adagrad(Rule):
    """Divides by the root of all squared gradients so far."""

    def __init__(self, lr: FloatArray, hyper: Hyper) -> None:
        super().__init__(lr, {"lr_decay": hyper["lr_decay"]})
        self.kept["decay"], self.kept["eps"] = rounded(hyper["weight_decay"]), rounded(hyper["eps"])
        self.kept["squares"] = np.stack([rounded(hyper["initial_accumulator_value"])] * 2)

    def _updated(self, w: FloatArray, g: FloatArray) -> FloatArray:
        kept = self.kept
        g = g + kept["decay"] * w
        kept["squares"] = kept["squares"] + g * g
        rate = kept["lr"] / (1.0 + self.epoch * kept["lr_decay"])
        return rounded(w - rate * (g / (np.sqrt(kept["squares"]) + kept["eps"])))


class RmsProp(Rule):
    """Divides by the root of a moving average of squared gradients."""

    rounds_rate = True

    def __init__(self, lr: FloatArray, hyper: Hyper) -> None:
        super().__init__(lr, {})
        self.kept["alpha"], self.kept["rest"] = rounded(hyper["alpha"]), rounded(1.0 - hyper["alpha"])
        self.kept["eps"], self.kept["decay"] = rounded(hyper["eps"]), rounded(hyper["weight_decay"])
        self.kept["momentum"] = rounded(hyper["momentum"])
        self.kept["centered"] = hyper["centered"]
        for name in ("v", "average", "buffer"):
            self.kept[name] = np.zeros((2, len(lr)))

    def _updated(self, w: FloatArray, g: FloatArray) -> FloatArray:
        kept = self.kept
        g = g + kept["decay"] * w
        kept["v"] = kept["alpha"] * kept["v"] + kept["rest"] * g * g
        variance = kept["v"]
        centered = kept["centered"] != 0.0
        if centered.any():
            average = rounded(kept["average"] + kept["rest"] * (g - kept["average"]))
            kept["average"] = average
            kept["v"] = np.where(centered, rounded(kept["v"]), kept["v"])
            # The root of what rounding has made negative is not a number, as torch has it.
            variance = np.where(centered, kept["v"] - average * average, kept["v"])
        step = g / (np.sqrt(variance) + kept["eps"])
        if kept["momentum"].any():
            kept["buffer"] = step = kept["momentum"] * kept["buffer"] + step
        return rounded(w - kept["lr"] * step)


class Adam(Rule):
    """Moving averages of the gradient and its square, both bias-corrected."""

    decoupled = False

    def __init__(self, lr: FloatArray, hyper: Hyper) -> None:
        super().__init__(lr, {name: hyper[name] for name in ("beta1", "beta2", "weight_decay")})
        kept, k = self.kept, len(lr)
        kept["new1"], kept["old2"] = rounded(1.0 - hyper["beta1"]), rounded(hyper["beta2"])
        kept["new2"], kept["eps"] = rounded(1.0 - hyper["beta2"]), rounded(hyper["eps"])
        kept["decay"] = np.zeros(k) if self.decoupled else rounded(hyper["weight_decay"])
        kept["amsgrad"] = hyper["amsgrad"]
        self._amsgrad, self._decays = bool(hyper["amsgrad"].any()), bool(kept["decay"].any())
        kept["m"], kept["v"], kept["largest"] = (np.zeros((2, k)) for _ in range(3))
        kept["power1"] = kept["power2"] = np.ones(k)

    def _updated(self, w: FloatArray, g: FloatArray) -> FloatArray:
        kept = self.kept
        if self.decoupled:
            w = rounded(w * kept["keep"])
        if self._decays:
            g = g + kept["decay"] * w
        kept["m"] = kept["m"] + kept["new1"] * (g - kept["m"])
        kept["v"] = second = kept["old2"] * kept["v"] + kept["new2"] * g * g
        kept["power1"] = kept["power1"] * kept["beta1"]
        kept["power2"] = kept["power2"] * kept["beta2"]
        if self._amsgrad:
            kept["largest"] = np.maximum(kept["largest"], second)
            second = np.where(kept["amsgrad"] != 0.0, kept["largest"], second)
        scale = np.sqrt(1.0 - kept["power2"])
        rate = kept["lr"] / (1.0 - kept["power1"])
        return rounded(w - rate * (kept["m"] / (np.sqrt(second) / scale + kept["eps"])))


class AdamW(Adam):
    """The weight itself decays instead of adding to the gradient."""

    decoupled = True

    def _use_rate(self, lr: FloatArray) -> None:
        super()._use_rate(lr)
        self.kept["keep"] = rounded(1.0 - lr * self.kept["weight_decay"])


RULES: dict[str, Callable[[FloatArray, Hyper], Rule]] = {
    "sgd": Sgd,
    "momentum": Sgd,
    "nesterov": Nesterov,
    "adagrad": Adagrad,
    "rmsprop": RmsProp,
    "adam": Adam,
    "adamw": AdamW,
}
"""Update rules by the names of `engine.optimizers.OPTIMIZERS`: `RULES[name](lr, hyper)`."""
