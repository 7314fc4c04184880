"""Data drawn to order: a line or a sigmoid, how many, how noisy, with how many outliers, under which seed.

With its defaults the generator draws exactly the course's data, number by number.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.checks import check_choice, check_number, check_whole
from engine.config import LINKS, Link
from engine.data import SEED
from engine.own_data import MOST_ROWS, OwnData

OUTLIER = 3.0
"""How far an outlier of a line is moved up, in standard deviations of the targets before."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One adjustable number of the generator: range, default, a sensible step, whether it is whole."""

    name: str
    low: float
    high: float
    default: float
    step: float
    whole: bool = False

    def check(self, value: object) -> float:
        """Return `value` if it is in range, and whole where it has to be; raise `InputError` otherwise."""
        if self.whole:
            return check_whole(self.name, value, int(self.low), int(self.high))
        return check_number(self.name, value, self.low, self.high)


_OUTLIERS = Quantity("outliers", 0, 1000, 0, 1, whole=True)
_SEED = Quantity("seed", *SEED, 43052, 1, whole=True)

QUANTITIES: dict[Link, tuple[Quantity, ...]] = {
    "identity": (
        Quantity("n", 2, MOST_ROWS, 100, 10, whole=True),
        Quantity("noise", 0.0, 100.0, 0.5, 0.1),
        Quantity("true w0", -100.0, 100.0, 2.5, 0.1),
        Quantity("true w1", -100.0, 100.0, 4.0, 0.1),
        _OUTLIERS,
        _SEED,
    ),
    "sigmoid": (
        Quantity("n", 2, MOST_ROWS, 2000, 100, whole=True),
        Quantity("noise", 0.0, 100.0, 0.0, 0.1),
        Quantity("true w0", -100.0, 100.0, -1.0, 0.1),
        Quantity("true w1", -100.0, 100.0, 5.0, 0.1),
        _OUTLIERS,
        _SEED,
    ),
}
"""What can be set for each link, in the order of `generate`'s parameters."""


def generate(
    link: Link,
    n: int,
    noise: float,
    true_w: tuple[float, float],
    outliers: int = 0,
    seed: int = 43052,
    name: str = "",
) -> OwnData:
    """Draw data around the curve of `true_w`.

    Everything is drawn by torch on the CPU generator under `manual_seed(seed)`, in this order; the global
    generator is put back afterwards.

    - identity: x = randn(n) sorted; ε = randn(n) · noise; y = w0 + w1·x + ε.
    - sigmoid: x = linspace(−1, 1, n); p = σ(w0 + w1·x + ε) with ε = randn(n) · noise, which is drawn only if
      there is noise; y = bernoulli(p).
    - outliers: randperm(n)[:outliers] says which. On a line they are moved up by `OUTLIER` standard
      deviations of y; the label of a sigmoid's is turned around. Drawn only if there are any.

    Parameters
    ----------
    n, noise, true_w, outliers, seed
        Within the ranges of `QUANTITIES`; no more outliers than data.

    Raises
    ------
    InputError
        If a number is out of its range.
    """
    check_choice("link", link, LINKS)
    given = (n, noise, *true_w, outliers, seed)
    for quantity, value in zip(QUANTITIES[link], given, strict=True):
        quantity.check(value)
    check_whole("outliers", outliers, 0, n)

    import torch

    w0, w1 = true_w
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(seed)
        if link == "identity":
            x, _ = torch.randn(n).sort()  # (n,)
            y = w0 + w1 * x + torch.randn(n) * noise
        else:
            x = torch.linspace(-1, 1, n)  # (n,)
            u = w0 + w1 * x
            if noise:
                u = u + torch.randn(n) * noise
            y = torch.bernoulli(torch.sigmoid(u))
        if outliers:
            which = torch.randperm(n)[:outliers]
            y[which] = y[which] + OUTLIER * y.std(correction=0) if link == "identity" else 1 - y[which]
    return OwnData(x.numpy(), y.numpy(), name, (float(w0), float(w1)))
