"""How large a learning rate may be, and the sentence that says why a run is diverging.

On a quadratic loss (a straight line with SSE or MSE) every epoch of SGD multiplies the distance to the
minimum, along each eigenvector of the Hessian, by a fixed number: 1 − lr·λ, or the larger root of a
quadratic equation with momentum. Where it exceeds 1 in size the run diverges, from wherever it starts.
"""

from __future__ import annotations

import cmath
from dataclasses import dataclass

import numpy as np

from engine.config import RunConfig
from engine.diagnoses import Diagnosis
from engine.numerals import apart, significant
from engine.optimizers import OPTIMIZERS
from engine.problem import Problem
from engine.records import End, History, Weights

STEADY = 5
"""How many epochs in a row the loss must have risen before a run without a known limit is said to grow."""
LOOK_BACK = 1000
"""How many epochs back is looked at, whatever the length of the run."""


@dataclass(frozen=True, slots=True)
class Stability:
    """What the Hessian says about learning rates.

    Attributes
    ----------
    lambda_min, lambda_max
        Eigenvalues of the Hessian that the optimizer feels: the loss's, plus the weight decay.
    largest, formula
        Beyond this learning rate every run diverges; and how it is computed, in symbols.
    best
        For SGD without momentum the rate that shrinks the worst axis fastest, 2/(λmin + λmax); else None.
    factor
        What an epoch at the config's rate multiplies the error along the steep axis by. With momentum
        this holds in the long run, and a complex pair is given by its size.
    """

    lambda_min: float
    lambda_max: float
    largest: float
    formula: str
    best: float | None
    factor: float


def limit(config: RunConfig) -> Stability | None:
    """Return the largest stable learning rate, or None where there is no formula for it.

    There is one for a straight line with a squared loss under SGD, plain, with momentum β or Nesterov's:
    2/λmax, (2 + 2β)/λmax and (2 + 2β)/((1 + 2β) λmax), as in Cohen et al., "Gradient descent on neural
    networks typically occurs at the edge of stability" (2021). Each is where a root of the update's
    characteristic polynomial passes −1; a dampening d leaves (1 − d) of the learning rate to the momentum.
    """
    if not config.is_plain:
        return None  # in batches, by a schedule or along a line the full loss's curvature is not what counts
    if config.link != "identity" or OPTIMIZERS[config.optimizer].torch_class != "SGD":
        return None
    hyper = OPTIMIZERS[config.optimizer].values(config.hyper)
    beta, decay = hyper.get("momentum", 0.0), hyper["weight_decay"]
    heed = 1 - hyper.get("dampening", 0.0) if beta else 1.0  # without a momentum torch dampens nothing
    if heed == 0:
        return None  # the momentum never takes a gradient in: there is nothing to be stable

    # The Hessian of a quadratic is the same everywhere.
    eigenvalues = np.linalg.eigvalsh(Problem.of(config).hessian(0.0, 0.0)) + decay
    lambda_min, lambda_max = map(float, eigenvalues)
    felt = heed * config.lr * lambda_max
    top = "2" if beta == 0 else f"(2 + 2 · {beta:g})"
    bottom = ["λmax" if decay == 0 else f"(λmax + {decay:g})"]
    if heed != 1:
        bottom.insert(0, f"{heed:g}")
    if config.optimizer == "nesterov":
        bottom.insert(0, f"(1 + 2 · {beta:g})")
        lookahead = 1 + 2 * beta
        factor = _larger_root((1 + beta) * (1 - felt), beta * (1 - felt))
    else:
        lookahead = 1.0
        factor = _larger_root(1 + beta - felt, beta)
    joined = " · ".join(bottom)
    return Stability(
        lambda_min,
        lambda_max,
        largest=(2 + 2 * beta) / (lookahead * heed * lambda_max),
        formula=f"{top}/{joined}" if len(bottom) == 1 else f"{top}/({joined})",
        best=2 / (lambda_min + lambda_max) if beta == 0 else None,
        factor=factor,
    )


def _larger_root(b: float, c: float) -> float:
    """Return the root of z² − b·z + c that is larger in size: itself if real, else its size."""
    spread = cmath.sqrt(b * b - 4 * c)
    root = max((b + spread) / 2, (b - spread) / 2, key=abs)
    return root.real if root.imag == 0 else abs(root)


def diverging(
    config: RunConfig, history: History, end: End | None = None, epoch: int | None = None
) -> Diagnosis | None:
    """Return why the run in `history` diverges, has diverged or is bound to; None if nothing is wrong.

    Above a known limit the learning rate itself is the proof, whatever the loss has done so far; below it
    nothing is wrong. Without a known limit only what was measured is said. Records after `epoch` are not
    looked at; without it, or with an `end`, that is the last one.

    Raises
    ------
    IndexError
        If `epoch` is not recorded.
    """
    stability = limit(config)
    last = history[-1 if epoch is None else epoch] if len(history) else None
    beyond: dict[str, str] = {}
    if stability is not None and config.lr > stability.largest:
        lr, largest = apart(config.lr, stability.largest)
        factor, _ = apart(stability.factor, -1.0, digits=4)
        beyond = {"lr": lr, "formula": stability.formula, "largest": largest, "factor": factor}
    state: dict[str, str] = {}
    if last is not None:
        state = {"epoch": str(last.epoch), "loss": significant(last.loss)}

    if end == "diverged" and last is not None:
        state["w0"], state["w1"] = _first_and_rest(last.w)
        if beyond:
            return Diagnosis("diverged-above-limit", state | beyond)
        state["grad0"], state["grad1"] = _first_and_rest(last.grad)
        return Diagnosis("diverged", state)
    if beyond:
        if stability is not None and stability.best is None:
            return Diagnosis("above-limit-momentum", state | beyond)
        falling = last is not None and last.epoch > 0 and last.loss < history[last.epoch - 1].loss
        return (
            Diagnosis("above-limit-falling", state | beyond) if falling else Diagnosis("above-limit", beyond)
        )
    if stability is None and last is not None and last.loss > history[0].loss:
        count = _rises(history, last.epoch)
        if count >= STEADY:
            values = {**state, "count": str(count), "first": significant(history[0].loss)}
            return Diagnosis("growing", values)
    return None


def _first_and_rest(values: Weights) -> tuple[str, str]:
    """The first number, and the second, or those after it as a list: the sentences write (w0, w1)."""
    return significant(values[0]), ", ".join(map(significant, values[1:]))


def _rises(history: History, epoch: int) -> int:
    """Return over how many epochs up to `epoch` the loss has risen each time, of the last `LOOK_BACK`."""
    losses = history.rows(max(0, epoch - LOOK_BACK), epoch + 1)[:, 2]
    falls = np.flatnonzero(np.diff(losses) <= 0)
    return len(losses) - 1 - (int(falls[-1]) + 1 if len(falls) else 0)
