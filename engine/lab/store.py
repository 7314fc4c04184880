"""Save networks and load them again: weights as safetensors, what they are as JSON beside them.

Both are plain numbers and text: nothing in them is ever executed. A file from elsewhere is measured before
it is read, and held against the network it says it is before a weight is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load, save
from torch import Tensor, nn

from engine.errors import InputError
from engine.lab.facts import NetworkFacts, as_json, from_json
from engine.lab.files import read_at_most, write_safely
from engine.lab.names import MOST_LETTERS, check_name
from engine.lab.unfilled import unfilled

WEIGHTS, DESCRIPTION = ".safetensors", ".json"
"""Endings of the two files."""
MOST_WEIGHTS = 64 * 1024 * 1024
"""Bytes of weights that are read: thrice the largest network that can be built."""
MOST_DESCRIPTION = 64 * 1024


@dataclass(frozen=True, slots=True, eq=False)
class StoredNetwork:
    """A network as it lies on disk.

    Attributes
    ----------
    facts
        What is known of it.
    weights
        Its `state_dict()`, on the CPU.
    """

    facts: NetworkFacts
    weights: Mapping[str, Tensor] = field(repr=False)

    def build(self) -> nn.Sequential:
        """Build it, in `eval()` mode; torch's generator stays where it is."""
        network = unfilled(self.facts.architecture)
        network.load_state_dict(dict(self.weights))
        return network


def save_network(
    folder: Path, name: str, network: nn.Module | Mapping[str, Tensor], facts: NetworkFacts
) -> Path:
    """Save a network as `<name>.safetensors` with `<name>.json` beside it; both are on disk afterwards.

    Parameters
    ----------
    folder
        Made if it is not there.
    network
        The network, or its `state_dict()`; wherever it lives.
    facts
        Whose architecture must be the network's.

    Returns
    -------
    Path
        The weights' file.

    Raises
    ------
    InputError
        `store-name`, `store-unfit`, `store-not-finite`, `store-unwritten`, or the sentence of an
        architecture that cannot be built.
    """
    path = folder / f"{check_name(name)}{WEIGHTS}"
    state = network.state_dict() if isinstance(network, nn.Module) else network
    weights = {key: value.detach().cpu().contiguous() for key, value in state.items()}
    check_weights(path, weights, facts.architecture)
    content = save(weights)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_safely(path, content)
        write_safely(path.with_suffix(DESCRIPTION), as_json(facts, digest(content)))
    except OSError as error:
        raise InputError("store-unwritten", file=path, reason=error.strerror or error) from error
    return path


def load_network(path: Path) -> StoredNetwork:
    """Load a network from its weights' or its description's file.

    Raises
    ------
    InputError
        `store-missing`, `store-unread`, `store-too-large`, `store-not-json`, `store-facts`, `store-newer`,
        `store-foreign`, `store-apart`, `store-unfit`, `store-not-finite`, or the sentence of an
        architecture that cannot be built.
    """
    if path.suffix not in (WEIGHTS, DESCRIPTION):
        raise InputError("store-foreign", file=path)
    beside, path = path.with_suffix(DESCRIPTION), path.with_suffix(WEIGHTS)
    content = _read(path, MOST_WEIGHTS)
    try:
        weights = load(content)
    except (SafetensorError, ValueError, KeyError, TypeError, RuntimeError, OverflowError) as error:
        raise InputError("store-foreign", file=path) from error
    facts, expected = from_json(_read(beside, MOST_DESCRIPTION), beside)
    if expected != digest(content):
        raise InputError("store-apart", file=path)
    check_weights(path, weights, facts.architecture)
    return StoredNetwork(facts, weights)


def check_weights(path: Path, weights: Mapping[str, Tensor], architecture: str) -> None:
    """Raise `InputError` unless the weights are those of the architecture, and finite numbers all."""
    expected = unfilled(architecture).state_dict()
    for name in (*expected, *weights):
        there, wanted = weights.get(name), expected.get(name)
        fits = there is not None and wanted is not None
        if not fits or there.shape != wanted.shape or there.dtype != wanted.dtype:  # type: ignore[union-attr]
            raise InputError("store-unfit", file=path, architecture=architecture, weight=name[:MOST_LETTERS])
    for name, value in weights.items():
        if not bool(torch.isfinite(value).all()):
            raise InputError("store-not-finite", file=path, weight=name)


def digest(content: bytes) -> str:
    """By which a description knows its weights."""
    return hashlib.sha256(content).hexdigest()


def _read(path: Path, most: int) -> bytes:
    try:
        content = read_at_most(path, most)
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise InputError("store-missing", file=path) from error
    except OSError as error:
        raise InputError("store-unread", file=path, reason=error.strerror or error) from error
    if content is None:
        mega = 1024 * 1024
        raise InputError("store-too-large", file=path, size=f"{size / mega:.1f}", most=f"{most / mega:g}")
    return content


__all__ = [
    "NetworkFacts",
    "StoredNetwork",
    "load_network",
    "save_network",
]
