"""Read prepared digits: the trained network, ready for one image at a time while the pen moves."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from engine import devices as machine
from engine.checks import check_choice
from engine.digits.network import FoldedCnn
from engine.errors import InputError
from engine.threads import torch_threads

Probabilities = npt.NDArray[np.float64]

WEIGHTS = Path(__file__).parents[2] / "resources" / "networks"
SURE, MARGIN = 0.85, 0.6
"""Least probability of the likeliest digit, and least lead over the second, for an answer to be sure."""


@dataclass(frozen=True, slots=True)
class Network:
    """A trained network: its weights are `<name>.safetensors`, its facts `<name>.json` beside them."""

    name: str
    title: str

    @property
    def weights(self) -> Path:
        return WEIGHTS / f"{self.name}.safetensors"

    def facts(self) -> dict[str, Any]:
        """What was measured when it was trained: `test_accuracy`, `temperature`, `parameters`, …

        Raises
        ------
        InputError
            `weights-missing` or `weights-broken`.
        """
        path = self.weights.with_suffix(".json")
        try:
            facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise InputError("weights-missing", network=self.name, file=path) from error
        except (OSError, ValueError) as error:
            raise InputError("weights-broken", network=self.name, reason=error) from error
        return facts


NETWORKS: dict[str, Network] = {"cnn": Network("cnn", "CNN")}
"""The networks that come trained, by name."""


@dataclass(frozen=True, slots=True)
class Device:
    """Where a network can run; `reason` is a key of `engine.errors.MESSAGES` where it cannot."""

    name: str
    title: str
    reason: str | None = None


def devices() -> list[Device]:
    """The CPU, CUDA and, where torch was built for it, MPS, each with the reason if it is missing."""
    return [Device(name, machine.TITLES[name], machine.missing(name)) for name in machine.offered()]


def sure(probabilities: Sequence[float] | Probabilities) -> bool:
    """Whether ten probabilities name one digit clearly enough to say it.

    The likeliest digit needs `SURE` and a lead of `MARGIN` over the second. Chosen on the validation
    images, of which 0.5 % are then unsure, two fifths of those misread among them; so are nine in ten
    letters and scribbles that the network had not seen.
    """
    second, first = np.sort(np.ravel(probabilities))[-2:]
    return bool(first >= SURE and first - second >= MARGIN)


class Classifier:
    """A network ready to classify prepared images.

    May be called from any thread, one call at a time; moving it waits for the call that runs.

    Parameters
    ----------
    device
        `cpu`, `cuda` or `mps`.
    network
        A key of `NETWORKS`.

    Raises
    ------
    InputError
        If there is no such network or device, or the weights are missing or damaged.
    """

    def __init__(self, device: str = "cpu", network: str = "cnn") -> None:
        self.network = NETWORKS[check_choice("network", network, tuple(NETWORKS))]
        self._lock = threading.Lock()
        self._net, self._temperature = _load(self.network)
        self.device = "cpu"
        self.to(device)

    def to(self, device: str) -> None:
        """Move to another device, warmed up there; stays where it is if that fails.

        Raises
        ------
        InputError
            With the reason, if the device is missing or fails.
        """
        machine.check_device(device)
        with self._lock:
            try:
                self._net.to(device)
                for _ in range(3):  # the first calls choose kernels and allocate
                    _logits(self._net, np.zeros((1, 28, 28), np.float32), device)
            except RuntimeError as error:
                self._net.to(self.device)
                raise _failed(device, error) from error
            self.device = device

    def classify(self, images: npt.NDArray[np.float32]) -> Probabilities:
        """Classify prepared images.

        Parameters
        ----------
        images
            (28, 28) or (n, 28, 28) float32 in [0, 1], white ink on black.

        Returns
        -------
        Probabilities
            (n, 10) float64, n = 1 for a single image; each row sums to 1. They are honest: of the
            answers given with 90 %, nine in ten are right, because logits are divided by a
            temperature fitted on the validation images.

        Raises
        ------
        InputError
            `device-failed` if the device gave up, as a graphics card may; `to("cpu")` then goes on.
        """
        many = images if images.ndim == 3 else images[None]
        with self._lock:
            try:
                logits = _logits(self._net, many, self.device)
            except RuntimeError as error:
                raise _failed(self.device, error) from error
        logits /= self._temperature
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def alone() -> AbstractContextManager[None]:
    """Compute on the calling thread alone.

    One image is too little work to share: a second thread would only wait for a core while something
    trains, which made the slowest of a hundred classifications take 300 ms instead of 3.
    """
    return torch_threads(1)


@torch.inference_mode()
def _logits(net: nn.Module, images: npt.NDArray[np.float32], device: str) -> Probabilities:
    """Logits (n, 10), float64, of images (n, 28, 28)."""
    batch = torch.from_numpy(np.array(images, dtype=np.float32)).unsqueeze(1)  # (n, 1, 28, 28)
    with alone() if len(images) == 1 else nullcontext():
        logits = net(batch.to(device)).cpu()
    return np.asarray(logits.numpy(), np.float64)


def _load(network: Network) -> tuple[nn.Module, float]:
    """The trained network on the CPU, tried on a blank image, and its temperature."""
    try:
        temperature = float(network.facts()["temperature"])
        net = FoldedCnn(load_file(network.weights)).eval().to(memory_format=torch.channels_last)
        if _logits(net, np.zeros((1, 28, 28), np.float32), "cpu").shape != (1, 10):
            raise _broken(network, "it does not tell ten digits apart")
    except FileNotFoundError as error:
        raise InputError("weights-missing", network=network.name, file=network.weights) from error
    except InputError:
        raise
    except KeyError as error:
        raise _broken(network, f"{error} is missing") from error
    except (SafetensorError, RuntimeError, TypeError, ValueError, IndexError) as error:
        raise _broken(network, str(error)) from error
    return net, temperature


def _broken(network: Network, reason: str) -> InputError:
    return InputError("weights-broken", network=network.name, reason=reason.splitlines()[0])


def _failed(device: str, error: RuntimeError) -> InputError:
    return InputError("device-failed", device=device, reason=str(error).splitlines()[0])
