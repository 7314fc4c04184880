"""The course's data, drawn exactly as its notes draw them.

Every recipe is a few lines of torch under `manual_seed`, in the notes' own order of draws, so that each
number can be checked by hand. The global generator is put back afterwards: drawing data has no side effect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.caches import kept_for
from engine.checks import check_choice, check_whole
from engine.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from torch import Tensor

    from engine.config import DataSpec

    Floats = npt.NDArray[np.float32]

SEED = (0, 2**63 - 1)


@dataclass(frozen=True, eq=False, slots=True)
class Data:
    """Features and one target: `x` and `y`, both (n,) float32 and read-only; with two inputs x is (n, 2).

    `true_w` are the weights (w0, w1) of the curve the targets were drawn around, where there is one.
    """

    x: Floats
    y: Floats
    true_w: tuple[float, float] | None

    def __len__(self) -> int:
        return len(self.x)

    @property
    def inputs(self) -> int:
        """How many numbers a datum's x is."""
        return 1 if self.x.ndim == 1 else self.x.shape[1]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How data come about: the notes' `seed` (None where nothing is random) and `draw() -> (x, y)`.

    `truth` is the model, as a formula, that `true_w` are the weights of; `inputs` is how many numbers x has.
    """

    draw: Callable[[], tuple[Tensor, Tensor]]
    seed: int | None
    true_w: tuple[float, float] | None
    truth: str = "w0 + w1 * x"
    inputs: int = 1


def _line() -> tuple[Tensor, Tensor]:
    import torch

    x, _ = torch.randn(100).sort()  # (100,)
    epsilon = torch.randn(100) * 0.5
    return x, 2.5 + 4 * x + epsilon


def _far() -> tuple[Tensor, Tensor]:
    """Not of the course: inputs far from 0, as ages or temperatures are."""
    import torch

    x = 20 + 5 * torch.randn(100).sort().values  # (100,)
    epsilon = torch.randn(100) * 0.5
    return x, 2.5 + 0.4 * x + epsilon


def _sigmoid() -> tuple[Tensor, Tensor]:
    import torch

    x = torch.linspace(-1, 1, 2000).reshape(2000, 1)  # (2000, 1)
    p = torch.sigmoid(-1 + 5 * x)
    return x, torch.bernoulli(p)


def _toy() -> tuple[Tensor, Tensor]:
    import torch

    x = torch.arange(-6, 7)  # (13,)
    return x, torch.tensor([0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1])


def _decay() -> tuple[Tensor, Tensor]:
    """Not of the course: something that fades, measured sixty times."""
    import torch

    x = torch.linspace(0, 5, 60)  # (60,)
    epsilon = torch.randn(60) * 0.15
    return x, 3 * torch.exp(-0.8 * x) + epsilon


def _wave() -> tuple[Tensor, Tensor]:
    """Not of the course: a wave whose height and frequency are to be found."""
    import torch

    x = torch.linspace(0, 6, 80)  # (80,)
    epsilon = torch.randn(80) * 0.2
    return x, 1.5 * torch.sin(2 * x) + epsilon


def _six_points() -> tuple[Tensor, Tensor]:
    import torch

    x = torch.tensor([[1, 2], [2, 3], [3, 1], [4, 3], [5, 3], [6, 2]])  # (6, 2)
    return x, torch.tensor([[0], [0], [0], [1], [1], [1]])


def _nothing() -> tuple[Tensor, Tensor]:
    import torch

    return torch.empty(0), torch.empty(0)


NO_DATA = "none"
"""The recipe of a surface that is typed: there are no data."""

RECIPES: dict[str, Recipe] = {
    "line": Recipe(_line, seed=43052, true_w=(2.5, 4.0)),
    "far": Recipe(_far, seed=43052, true_w=(2.5, 0.4)),
    "sigmoid": Recipe(_sigmoid, seed=43052, true_w=(-1.0, 5.0), truth="sigmoid(w0 + w1 * x)"),
    "toy": Recipe(_toy, seed=None, true_w=None),
    "decay": Recipe(_decay, seed=43052, true_w=(3.0, -0.8), truth="w0 * exp(w1 * x)"),
    "wave": Recipe(_wave, seed=43052, true_w=(1.5, 2.0), truth="w0 * sin(w1 * x)"),
    "six-points": Recipe(_six_points, seed=None, true_w=None, inputs=2),
    NO_DATA: Recipe(_nothing, seed=None, true_w=None),
}


def check_seed(seed: object) -> int:
    """Return `seed` if a torch generator can take it; raise `InputError` otherwise."""
    return check_whole("seed", seed, *SEED)


@kept_for(recipes=16, own=0)
def draw(spec: DataSpec) -> Data:
    """Return the data of `spec`: drawn, where a seed of None is the notes' own, or a person's as they are.

    Raises
    ------
    InputError
        If there is no such recipe, the seed is out of range, or one is given where nothing is random.
    """
    if spec.own is not None:
        return Data(spec.own.x, spec.own.y, spec.own.true_w)
    import torch

    recipe = RECIPES[check_choice("data", spec.recipe, tuple(RECIPES))]
    if spec.seed is not None and recipe.seed is None:
        raise InputError("nothing-random", data=spec.recipe)
    seed = recipe.seed if spec.seed is None else check_seed(spec.seed)
    with torch.random.fork_rng(devices=[]):
        if seed is not None:
            torch.default_generator.manual_seed(seed)
        x, y = recipe.draw()
    columns = _column(x)
    if recipe.inputs > 1:
        columns = columns.reshape(-1, recipe.inputs)  # as read-only as what it is a view of
    return Data(columns, _column(y), recipe.true_w)


def draw_start(seed: int, inputs: int = 1) -> tuple[float, ...]:
    """Return the (bias, weight) that `nn.Linear(1, 1)` gives itself right after `manual_seed(seed)`.

    With two inputs it is `nn.Linear(2, 1)`, and there are two weights after the bias.
    """
    import torch

    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(check_seed(seed))
        net = torch.nn.Linear(inputs, 1, dtype=torch.float32)
    return net.bias.item(), *net.weight.flatten().tolist()


def _column(values: Tensor) -> Floats:
    column = values.flatten().float().numpy().copy()  # (n,)
    column.flags.writeable = False
    return column
