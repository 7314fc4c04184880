"""The four steps as the course writes them in PyTorch."""

from __future__ import annotations

from dataclasses import dataclass

from engine.batches import PASSES, batches_in_pass
from engine.config import TYPED, RunConfig
from engine.data import draw
from engine.formula import model, surface
from engine.formula.spelling import torch_line
from engine.optimizers import OPTIMIZERS
from engine.schedules import SCHEDULES

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of PyTorch.

    Attributes
    ----------
    setup
        What stands above the loop: the net with its start, the loss function where it has a name, the
        optimizer.
    steps
        The lines of step 1 (ŷ), 2 (loss), 3 (backward) and 4 (update).
    """

    setup: Lines
    steps: tuple[Lines, Lines, Lines, Lines]


LOSS_LINES = {
    "sse": "loss = torch.sum((y-yhat)**2)",
    "mse": "loss = torch.mean((y-yhat)**2)",
    "bce": "loss = lossfn(yhat, y)",
    "value": "loss = height",
}
"""Step 2 by loss."""


def code(config: RunConfig) -> Code:
    """Return the course's code for a run of `config`."""
    setup, weights = _tensors(config) if config.link in TYPED else _net(config)
    if config.loss == "bce":
        setup.append("lossfn = torch.nn.BCELoss()")
    for name, is_frozen in zip(weights, config.frozen, strict=True):
        if is_frozen:
            setup.append(f"{name}.requires_grad_(False)")
    setup.append(f"optimizr = {optimizer_call(config)}")
    update: Lines = ("optimizr.step()", "optimizr.zero_grad()")
    if config.schedule:
        setup.append(f"schedulr = {scheduler_call(config)}")
        update += ("schedulr.step()",)
    predict: Lines = (_prediction(config, "x"),)
    loss = LOSS_LINES[config.loss]
    if config.batch:
        setup += batch_lines(config)
        predict = ("i = batch(epoch)", _prediction(config, "x[i]"))
        loss = loss.replace("y-", "y[i]-").replace(", y)", ", y[i])")
    return Code(tuple(setup), (predict, (loss,), ("loss.backward()",), update))


def _net(config: RunConfig) -> tuple[list[str], tuple[str, str]]:
    """The lines that make the net, and what its two weights are called."""
    linear = "net" if config.link == "identity" else "net[0]"
    layer = "torch.nn.Linear(1, 1)"
    net = layer if config.link == "identity" else f"torch.nn.Sequential({layer}, torch.nn.Sigmoid())"
    lines = [
        f"net = {net}",
        f"{linear}.bias.data = torch.tensor([{float(config.start[0])!r}])",
        f"{linear}.weight.data = torch.tensor([[{float(config.start[1])!r}]])",
    ]
    return lines, (f"{linear}.bias", f"{linear}.weight")


def _tensors(config: RunConfig) -> tuple[list[str], tuple[str, str]]:
    """A typed formula has two tensors instead of a net."""
    names = ("w0", "w1")
    lines = [
        f"{name} = torch.tensor({float(value)!r}, requires_grad=True)"
        for name, value in zip(names, config.start, strict=True)
    ]
    return lines, names


def _prediction(config: RunConfig, x: str) -> str:
    """Step 1 on the data called `x`; of a surface its height, to which step 2 has nothing to add."""
    if config.link not in TYPED:
        return f"yhat = net({x})"
    formula = surface(config.formula) if config.link == "surface" else model(config.formula)
    name = "height" if config.link == "surface" else "yhat"
    return f"{name} = {torch_line(formula.tree, x)}"


def batch_lines(config: RunConfig) -> Lines:
    """Return the lines that tell which data an update sees: every pass is shuffled under its own seed."""
    n = len(draw(config.data))
    size = min(config.batch, n)
    return (
        "def batch(epoch):",
        f"    number, place = divmod(epoch, {batches_in_pass(n, size)})  # which pass, and where in it",
        f"    generator = torch.Generator().manual_seed({PASSES * config.batch_seed} + number)",
        f"    return torch.randperm({n}, generator=generator)[place*{size}:place*{size}+{size}]",
    )


def scheduler_call(config: RunConfig) -> str:
    """Return the call that makes the learning-rate scheduler."""
    row = SCHEDULES[config.schedule]
    given = [f"{name}={value!r}" for name, value in row.torch_arguments(config.schedule_hyper).items()]
    if row.torch_class == "OneCycleLR":
        given.insert(0, f"max_lr={float(config.lr)!r}")
    return f"torch.optim.lr_scheduler.{row.torch_class}({', '.join(['optimizr', *given])})"


def optimizer_call(config: RunConfig) -> str:
    """Return the call that makes the optimizer, with the arguments that are not torch's own defaults."""
    row = OPTIMIZERS[config.optimizer]
    defaults = row.torch_arguments()
    if row.torch_class == "SGD":
        defaults["momentum"] = 0.0  # the table's is 0.9 where momentum is the point
    values = {
        name: value for name, value in row.torch_arguments(config.hyper).items() if name not in row.fixed
    }
    given = {name: value for name, value in values.items() if defaults[name] != value} | row.fixed
    arguments = ["[w0, w1]" if config.link in TYPED else "net.parameters()", f"lr={float(config.lr)!r}"]
    arguments += [f"{name}={value!r}" for name, value in given.items()]
    return f"torch.optim.{row.torch_class}({', '.join(arguments)})"
