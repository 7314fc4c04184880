"""Train the network that comes with the program: `python -m engine.digits.train --data DIR`.

It learns from 55,000 of MNIST's training images and from drawings made of templates, all of them
augmented; the other 5,000 images chose among recipes and fitted the temperature. Drawings that are no digit
are taught as ten equal probabilities, which is where the honest “not sure” comes from. The test images
are looked at once, at the very end. One seed gives one result on one machine and number of threads.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torchvision.datasets import MNIST

from engine.devices import DEVICES
from engine.digits.augment import PenWidth, augment, augmentation
from engine.digits.network import WIDTHS, cnn
from engine.digits.synthetic import NO_DIGIT, drawings

VALIDATION = 5_000
DRAWINGS = 18_000
OTHERS = 0.3
"""Share of the drawings that are no digit."""
EPOCHS = 14
BATCH = 128
RATE = 4e-3
WEIGHT_DECAY = 0.02
GENTLEST = 0.3
"""Strength of the augmentation in the last epoch; it is 1 in the first."""
SMOOTHING = 0.02
"""Probability spread over the other digits in the targets, so that confidence stays finite."""
AVERAGE = 0.999
"""Decay, per batch, of the exponential moving average of the weights, which is what is kept."""
OUT = Path(__file__).parents[2] / "resources" / "networks" / "cnn.safetensors"


@dataclass(frozen=True)
class Examples:
    """Images (n, 28, 28) uint8 and labels (n,) int64, `NO_DIGIT` among them."""

    images: Tensor
    labels: Tensor

    def inputs(self, index: Tensor | slice = slice(None)) -> Tensor:
        """Images as the network takes them, (n, 1, 28, 28) float32 in [0, 1]."""
        return self.images[index].unsqueeze(1).float() / 255

    def targets(self) -> Tensor:
        """Probabilities (n, 10) to aim at."""
        even = torch.full((len(self.labels), 10), 0.1)
        hot = functional.one_hot(self.labels.clamp(min=0), 10) * (1 - SMOOTHING) + SMOOTHING / 10
        return torch.where((self.labels == NO_DIGIT).unsqueeze(1), even, hot)


def examples(data: Path, seed: int) -> tuple[Examples, Examples, Examples]:
    """MNIST from a torchvision root, and drawings: what to learn from, to choose by, and to test with."""
    train, test = MNIST(str(data), train=True), MNIST(str(data), train=False)
    images, labels = drawings(DRAWINGS, np.random.default_rng(seed), others=OTHERS)
    learn = Examples(
        torch.cat([train.data[:-VALIDATION], torch.from_numpy(images)]),
        torch.cat([train.targets[:-VALIDATION], torch.tensor(labels)]),
    )
    return (
        learn,
        Examples(train.data[-VALIDATION:], train.targets[-VALIDATION:]),
        Examples(test.data, test.targets),
    )


def train(learn: Examples, validation: Examples, epochs: int, device: str, seed: int) -> nn.Module:
    """Train for `epochs`, printing loss and validation accuracy of each; returns the averaged network."""
    torch.manual_seed(seed)
    net = cnn().to(device).to(memory_format=torch.channels_last)
    average = get_ema_multi_avg_fn(AVERAGE)  # type: ignore[no-untyped-call]
    averaged = AveragedModel(net, multi_avg_fn=average, use_buffers=True)
    pen = PenWidth()
    targets = learn.targets()
    batches = math.ceil(len(targets) / BATCH)
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=epochs * batches)

    for epoch in range(1, epochs + 1):
        net.train()
        # gentler by and by, so that it ends on digits nearly as they were written
        transform = augmentation(1 - (1 - GENTLEST) * (epoch - 1) / max(epochs - 1, 1))
        began, total = time.perf_counter(), torch.zeros((), device=device)
        for index in torch.split(torch.randperm(len(targets)), BATCH):
            images = augment(learn.inputs(index).to(device), transform, pen)
            logits = net(images.contiguous(memory_format=torch.channels_last))
            loss = functional.cross_entropy(logits, targets[index].to(device))
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            schedule.step()
            averaged.update_parameters(net)
            total += loss.detach()
        seconds = time.perf_counter() - began
        right = accuracy(logits_of(averaged.module, validation, device), validation.labels)
        print(
            f"epoch {epoch:2d}  loss {total.item() / batches:.4f}  validation {right:.4f}  {seconds:.0f} s",
            flush=True,
        )
    return averaged.module.eval()


@torch.inference_mode()
def logits_of(net: nn.Module, what: Examples, device: str) -> Tensor:
    """Logits (n, 10) of all images, on the CPU."""
    net.eval()
    parts = torch.split(torch.arange(len(what.labels)), 1000)
    return torch.cat([net(what.inputs(part).to(device)).cpu() for part in parts])


def accuracy(logits: Tensor, labels: Tensor) -> float:
    """Share of images whose largest logit is their label's."""
    return (logits.argmax(dim=1) == labels).double().mean().item()


def temperature(logits: Tensor, labels: Tensor) -> float:
    """The number to divide logits by at which the labels are likeliest: confidences become honest.

    Guo et al., “On Calibration of Modern Neural Networks”, 2017, section 4.2.
    """
    candidates = torch.linspace(0.3, 2.0, 171, dtype=torch.float64)
    losses = [functional.cross_entropy(logits.double() / t, labels).item() for t in candidates]
    return round(candidates[int(np.argmin(losses))].item(), 2)


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the digit network.")
    parser.add_argument("--data", type=Path, required=True, help="torchvision root that holds MNIST/raw")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--device", default="cpu", help=", ".join(DEVICES))
    parser.add_argument("--seed", type=int, default=43052)
    parser.add_argument("--out", type=Path, default=OUT, help="weights; a .json beside them says the rest")
    args = parser.parse_args()

    learn, validation, test = examples(args.data, args.seed)
    net = train(learn, validation, args.epochs, args.device, args.seed)
    chosen = logits_of(net, validation, args.device)
    tested = logits_of(net, test, args.device)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    weights = {name: value.cpu().contiguous() for name, value in net.state_dict().items()}
    save_file(weights, args.out)
    facts = {
        "architecture": "cnn",
        "widths": list(WIDTHS),
        "parameters": sum(p.numel() for p in net.parameters()),
        "test_accuracy": accuracy(tested, test.labels),
        "validation_accuracy": accuracy(chosen, validation.labels),
        "temperature": temperature(chosen, validation.labels),
        "epochs": args.epochs,
        "seed": args.seed,
        "training_images": len(learn.labels),
        "drawings_among_them": DRAWINGS,
        "torch": torch.__version__.split("+")[0],
    }
    args.out.with_suffix(".json").write_text(json.dumps(facts, indent=2) + "\n")
    print(f"test {facts['test_accuracy']:.4f}  temperature {facts['temperature']}  → {args.out}")


if __name__ == "__main__":
    main()
