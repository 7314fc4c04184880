"""The notebooks' way, rewritten from its description: what every ratio of the bench is measured against.

Surfaces are `list(map(loss, w0hat, w1hat))` over the points of the grid, with the loss in torch as the notes
write it; training is a loop over `nn.Sequential` and `torch.optim` that keeps `.tolist()` of what it shows.
"""

from __future__ import annotations

from collections.abc import Callable

import torch

from engine.config import RunConfig
from engine.data import draw
from engine.optimizers import OPTIMIZERS

Tensor = torch.Tensor


def grid_points(w0: Tensor, w1: Tensor) -> tuple[Tensor, Tensor]:
    """All pairs of the two axes, as two flat tensors."""
    w0hat, w1hat = torch.meshgrid(w0, w1, indexing="ij")
    return w0hat.reshape(-1), w1hat.reshape(-1)


def logistic_loss(x: Tensor, y: Tensor, loss: str) -> Callable[[Tensor, Tensor], Tensor]:
    """`mse` or `bce` of (w0hat, w1hat): ŷ = exp(u) / (1 + exp(u)), then torch's loss module."""
    loss_fn = {"mse": torch.nn.MSELoss, "bce": torch.nn.BCELoss}[loss]()

    def at(w0hat: Tensor, w1hat: Tensor) -> Tensor:
        yhat = torch.exp(w0hat + w1hat * x) / (1 + torch.exp(w0hat + w1hat * x))
        value: Tensor = loss_fn(yhat, y)
        return value

    return at


def linear_loss(x: Tensor, y: Tensor) -> Callable[[Tensor, Tensor], Tensor]:
    """The sum of squares as a function of (w0hat, w1hat)."""
    return lambda w0hat, w1hat: torch.sum((y - w0hat - w1hat * x) ** 2)


def surface(loss: Callable[[Tensor, Tensor], Tensor], w0hat: Tensor, w1hat: Tensor) -> list[Tensor]:
    """The loss at every point, one after another."""
    return list(map(loss, w0hat, w1hat))


def train(config: RunConfig, epochs: int) -> tuple[list[list[float]], list[float]]:
    """Train for `epochs` updates and return the weights after, and the loss before, each of them."""
    data = draw(config.data)
    x, y = torch.tensor(data.x).reshape(-1, 1), torch.tensor(data.y).reshape(-1, 1)  # (n, 1)
    modules: list[torch.nn.Module] = [linear := torch.nn.Linear(1, 1)]
    if config.link == "sigmoid":
        modules.append(torch.nn.Sigmoid())
    net = torch.nn.Sequential(*modules)
    linear.bias.data = torch.tensor([config.start[0]])
    linear.weight.data = torch.tensor([[config.start[1]]])
    loss_fn: torch.nn.Module = {
        "sse": torch.nn.MSELoss(reduction="sum"),
        "mse": torch.nn.MSELoss(),
        "bce": torch.nn.BCELoss(),
    }[config.loss]
    row = OPTIMIZERS[config.optimizer]
    arguments = row.torch_arguments(config.hyper)
    optimizer = getattr(torch.optim, row.torch_class)(net.parameters(), lr=config.lr, **arguments)

    what_history, loss_history = [], []
    for _ in range(epochs):
        yhat = net(x)  # step 1
        loss = loss_fn(yhat, y)  # step 2
        loss.backward()  # step 3
        optimizer.step()  # step 4
        optimizer.zero_grad()
        what_history.append(linear.bias.data.tolist() + linear.weight.data[0].tolist())
        loss_history.append(loss.tolist())
    return what_history, loss_history
