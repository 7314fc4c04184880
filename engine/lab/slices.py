"""The loss on a plane of weights, coarse to fine.

The weights of a layer are W₀ + aU + bV, so what the first layer makes of the images, which never change,
is XW₀ᵀ + a·XUᵀ + b·XVᵀ: three products for the whole slice instead of one for each of its points. For a
small network on images of 784 pixels that is nearly all of the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.lab.inside import sequence
from engine.lab.levels import LossSlice, SliceProgress, every, strides
from engine.lab.planes import Floats, Plane, split
from engine.lab.reading import Labelled, OutputKind, as_inputs, class_indices, evaluating, output_kind
from engine.threads import torch_threads

IMAGES, IMAGES_CONVOLVED = 2000, 256
"""Images whose mean loss a slice shows: enough for its form; of networks with convolutions fewer,
for they share less between points."""
ROWS, ROWS_CONVOLVED = 500, 64
"""Images that go through a network at once."""
CACHED = 280_000
"""Numbers behind the first layer, of all points computed at once, that stay in a core's own cache."""

Dense = nn.Linear | nn.ReLU | nn.Sigmoid | nn.Tanh | nn.Dropout | nn.Flatten


def convolved(network: nn.Module) -> bool:
    """Whether the network has layers other than dense ones."""
    return not all(isinstance(module, Dense) for _, module in sequence(network))


def images_for(network: nn.Module) -> int:
    """How many images a slice of this network is computed of, if not asked otherwise."""
    return IMAGES_CONVOLVED if convolved(network) else IMAGES


class SliceLoss:
    """The mean loss of a network on some images, as a function of the two numbers of a plane.

    Dropout is off; batch norms use their running statistics. The loss is that of training: cross-entropy
    of several outputs, binary cross-entropy of one. The network itself is not touched, and may train on.

    Parameters
    ----------
    network
        A plain chain (`engine.lab.inside.sequence`) that begins with a linear layer or a convolution;
        layers that only reshape may stand before it.
    plane
        Laid through weights of this architecture.
    digits
        Images and labels; see `engine.lab.landscape.some` for a random part.
    classes
        The digits in the order of the network's outputs, by default 0, 1, 2, …

    Raises
    ------
    TypeError
        If the network is no such chain.
    """

    def __init__(
        self, network: nn.Module, plane: Plane, digits: Labelled, classes: Sequence[int] | None = None
    ) -> None:
        chain = [(name, m) for name, m in sequence(network) if not isinstance(m, nn.Dropout)]
        first = next((k for k, (_, m) in enumerate(chain) if not isinstance(m, nn.Flatten)), len(chain))
        if first == len(chain) or not isinstance(chain[first][1], nn.Linear | nn.Conv2d):
            raise TypeError("the first layer that computes is neither linear nor a convolution")
        self.dense = not convolved(network)
        with torch.no_grad(), evaluating(network):
            one = network(as_inputs(network, digits.images[:1]))
        outputs = one.shape[1]
        names = tuple(classes) if classes is not None else tuple(range(max(outputs, 2)))
        self._kind: OutputKind = output_kind(network, outputs)
        self._images, self._targets = digits.images, class_indices(digits.labels, names)
        self._network = network
        self._flat = isinstance(chain[first][1], nn.Linear)
        self._first, self._rest = chain[first], chain[first + 1 :]
        device = one.device
        ends = torch.stack([plane.origin, plane.u, plane.v]).to(device)
        self._weights = split(network, ends)  # name: (3, *shape)
        self._device = device

    def __len__(self) -> int:
        """How many images."""
        return len(self._images)

    @property
    def rows(self) -> int:
        """Images that are computed at once."""
        return ROWS if self.dense else ROWS_CONVOLVED

    def parts(self) -> int:
        """In how many parts the images are computed."""
        return -(-len(self) // self.rows)

    @torch.no_grad()
    def shared(self, part: int) -> Tensor:
        """What the first layer makes of a part of the images, of which every point is a mixture.

        (3, features, rows) for dense networks, (3, rows, channels, h, w) for others: for the origin, u, v.
        """
        at = slice(part * self.rows, (part + 1) * self.rows)
        inputs = as_inputs(self._network, self._images[at])
        name, module = self._first
        weight, bias = self._weights[f"{name}.weight"], self._weights.get(f"{name}.bias")
        if self._flat:
            flat = inputs.flatten(1)
            products = weight @ flat.T  # (3, features, rows)
            if bias is not None:
                products += bias[:, :, None]
            return products if self.dense else products.transpose(1, 2).contiguous()
        return torch.stack(
            [_convolve(module, inputs, weight[k], None if bias is None else bias[k]) for k in range(3)]
        )

    def points_at_once(self, shared: Tensor) -> int:
        """How many points are computed at once."""
        return max(1, CACHED // shared[0].numel()) if self.dense else 1

    @torch.no_grad()
    def sums(self, shared: Tensor, part: int, a: Floats, b: Floats) -> Floats:
        """Sum of the losses of a part of the images at points a, b (m,); (m,) float64."""
        ones = np.ones(len(a))
        mix = torch.tensor(np.column_stack([ones, a, b]), dtype=torch.float32, device=self._device)  # (m, 3)
        targets = self._targets[part * self.rows : (part + 1) * self.rows].to(self._device)
        # Dense layers' pieces are too small to share, and training needs a core.
        with torch_threads(1) if self.dense else nullcontext():
            inner = (mix @ shared.flatten(1)).reshape(-1, *shared.shape[1:])
            if self.dense:
                losses = _loss_sums(self._through_dense(inner, mix), targets, self._kind)
            else:
                each = [self._through(one, mix[k]).T[None] for k, one in enumerate(inner)]
                losses = torch.cat([_loss_sums(outputs, targets, self._kind) for outputs in each])
        return np.asarray(losses.cpu().double().numpy())

    def _through_dense(self, inner: Tensor, mix: Tensor) -> Tensor:
        """The layers behind the first for m points at once: (m, features, rows) → (m, outputs, rows)."""
        for name, module in self._rest:
            if isinstance(module, nn.Linear):
                ends = self._weights[f"{name}.weight"]
                weight = (mix @ ends.flatten(1)).reshape(-1, *ends.shape[1:])  # (m, out, in)
                bias = self._weights.get(f"{name}.bias")
                if bias is None:
                    inner = torch.bmm(weight, inner)
                else:
                    inner = torch.baddbmm((mix @ bias)[:, :, None], weight, inner)
            elif isinstance(module, nn.ReLU):
                inner.relu_()
            elif isinstance(module, nn.Sigmoid):
                inner.sigmoid_()
            elif isinstance(module, nn.Tanh):
                inner.tanh_()
        return inner

    def _through(self, inner: Tensor, mix: Tensor) -> Tensor:
        """The layers behind the first at one point: (rows, …) → (rows, outputs)."""
        for name, module in self._rest:
            held = {
                key: (mix @ self._weights[f"{name}.{key}"].flatten(1)).reshape(p.shape)
                for key, p in module.named_parameters()
            }
            if isinstance(module, nn.Linear):
                inner = functional.linear(inner, held["weight"], held.get("bias"))
            elif isinstance(module, nn.Conv2d):
                inner = _convolve(module, inner, held["weight"], held.get("bias"))
            elif isinstance(module, nn.BatchNorm2d):
                inner = functional.batch_norm(
                    inner, module.running_mean, module.running_var, held.get("weight"), held.get("bias"),
                    eps=module.eps,
                )  # fmt: skip
            else:
                inner = module(inner)
        return inner

    def at(self, a: npt.ArrayLike, b: npt.ArrayLike) -> Floats:
        """The mean loss at points a, b (m,); (m,) float64."""
        points = np.atleast_1d(np.asarray(a, np.float64)), np.atleast_1d(np.asarray(b, np.float64))
        total = np.zeros(len(points[0]))
        for _ in self._adding(*points, total):
            pass
        return total / len(self)

    def _adding(self, a: Floats, b: Floats, total: Floats) -> Iterator[int]:
        """Add each part's losses at the points to `total`, some points at a time; yields how many."""
        for part in range(self.parts()):
            shared = self.shared(part)
            step = self.points_at_once(shared)
            for start in range(0, len(a), step):
                piece = slice(start, start + step)
                total[piece] += self.sums(shared, part, a[piece], b[piece])
                yield len(a[piece])

    def refining(self, a: Floats, b: Floats) -> Iterator[SliceProgress]:
        """Compute the loss over the grid of a (na,) and b (nb,), coarse to fine.

        Each `next()` is a piece of about a millisecond (a dense network) or of a few images at one point
        (one with convolutions), so it can be left at any time. Levels nest: no point is computed twice.
        """
        chain = strides(max(len(a), len(b)))
        loss = np.full((len(a), len(b)), np.nan)
        known = np.zeros(loss.shape, np.bool_)
        total, done = loss.size * self.parts(), 0
        for level, stride in enumerate(chain, start=1):
            rows, columns = every(len(a), stride), every(len(b), stride)
            asked = np.zeros_like(known)
            asked[np.ix_(rows, columns)] = True
            i, j = np.nonzero(asked & ~known)
            sums = np.zeros(len(i))
            for pieces in self._adding(a[i], b[j], sums):
                done += pieces
                if done < total:
                    yield SliceProgress(done, total)
            loss[i, j] = sums / len(self)
            known |= asked
            grid = LossSlice(a[rows], b[columns], loss[np.ix_(rows, columns)], level, len(chain))
            yield SliceProgress(done, total, grid)


def _convolve(module: nn.Module, inner: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    """`module`'s convolution with other weights."""
    assert isinstance(module, nn.Conv2d)
    return functional.conv2d(
        inner, weight, bias, module.stride, module.padding, module.dilation, module.groups
    )


def _loss_sums(outputs: Tensor, targets: Tensor, kind: OutputKind) -> Tensor:
    """Losses summed over the images: outputs (m, k, rows), targets (rows,) → (m,). Outputs are used up."""
    if kind in ("logit", "probability"):
        truth = targets.to(outputs.dtype).expand(len(outputs), -1)  # (m, rows)
        measure = (
            functional.binary_cross_entropy_with_logits
            if kind == "logit"
            else functional.binary_cross_entropy
        )
        return measure(outputs[:, 0], truth, reduction="none").sum(dim=1)
    chosen = outputs.gather(1, targets.expand(len(outputs), 1, -1))[:, 0]  # (m, rows)
    if kind == "log-probabilities":
        return -chosen.sum(dim=1)
    if kind == "probabilities":
        return -chosen.log().sum(dim=1)
    highest = outputs.amax(dim=1)
    # logsumexp in place: exp overflows where a plane leads far away, so the largest goes first
    spread = outputs.sub_(highest[:, None]).exp_().sum(dim=1).log_()
    return (spread + (highest - chosen)).sum(dim=1)
