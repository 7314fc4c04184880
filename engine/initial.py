"""Starts that are drawn: torch's own ways of initialising a layer, as a table. Importing it costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.checks import check_choice
from engine.data import check_seed

if TYPE_CHECKING:
    from torch.nn import Linear

LAYER = "linear"
"""What the layer does by itself."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to initialise: the name shown, the code that does it to `net`, and the same as a function.

    Torch's rules for a layer's width (Glorot & Bengio 2010, He et al. 2015) are rules for its weights; the
    bias is then 0, as is usual.
    """

    label: str
    code: tuple[str, ...]
    apply: Callable[[Linear], object]


def _both(name: str) -> Scheme:
    def apply(net: Linear) -> None:
        import torch

        fill = getattr(torch.nn.init, f"{name}_")
        fill(net.weight)
        fill(net.bias)

    lines = tuple(f"torch.nn.init.{name}_(net.{part})" for part in ("weight", "bias"))
    return Scheme(f"{name}_", lines, apply)


def _weight(name: str) -> Scheme:
    def apply(net: Linear) -> None:
        import torch

        getattr(torch.nn.init, f"{name}_")(net.weight)
        torch.nn.init.zeros_(net.bias)

    lines = (f"torch.nn.init.{name}_(net.weight)", "torch.nn.init.zeros_(net.bias)")
    return Scheme(f"{name}_", lines, apply)


SCHEMES: dict[str, Scheme] = {
    LAYER: Scheme("nn.Linear", (), lambda net: None),
    "uniform": _both("uniform"),
    "normal": _both("normal"),
    "xavier-uniform": _weight("xavier_uniform"),
    "xavier-normal": _weight("xavier_normal"),
    "kaiming-uniform": _weight("kaiming_uniform"),
    "kaiming-normal": _weight("kaiming_normal"),
    "zeros": _both("zeros"),
    "ones": _both("ones"),
}
"""All schemes by name, in the order in which they are offered."""


def draw_initial(scheme: str, seed: int, inputs: int = 1) -> tuple[float, ...]:
    """Return the (bias, weight) that `nn.Linear(1, 1)` has after `scheme` under `manual_seed(seed)`.

    With two inputs it is `nn.Linear(2, 1)`, and there are two weights after the bias.

    The seed stands before the scheme, so that a scheme's numbers do not depend on those that the layer gave
    itself before. The global generator is put back afterwards.

    Raises
    ------
    InputError
        If there is no such scheme, or torch's generator cannot take the seed.
    """
    found = SCHEMES[check_choice("initialisation", scheme, tuple(SCHEMES))]
    check_seed(seed)
    import torch

    with torch.random.fork_rng(devices=[]):
        if scheme == LAYER:
            torch.default_generator.manual_seed(seed)
        net = torch.nn.Linear(inputs, 1, dtype=torch.float32)
        if scheme != LAYER:
            torch.default_generator.manual_seed(seed)
            found.apply(net)
    return net.bias.item(), *net.weight.flatten().tolist()
