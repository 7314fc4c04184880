"""Where tensors live: the processor, or a graphics chip if torch can use one."""

from __future__ import annotations

from engine.checks import check_choice
from engine.errors import InputError

DEVICES = ("cpu", "cuda", "mps")
TITLES = {"cpu": "CPU", "cuda": "CUDA", "mps": "MPS"}
"""What people call them; MPS (Metal Performance Shaders) is the graphics chip of a Mac."""


def missing(device: str) -> str | None:
    """Return None if `device` can be used, else the code in `engine.errors.MESSAGES` that says why not."""
    import torch

    if device == "cuda" and not torch.cuda.is_available():
        return "no-cuda-card" if torch.version.cuda is not None else "no-cuda-build"
    if device == "mps" and not torch.backends.mps.is_available():
        return "no-mps-chip" if torch.backends.mps.is_built() else "no-mps-build"
    return None


def offered() -> tuple[str, ...]:
    """The devices worth a place in a list: a build of torch without MPS runs where there is none."""
    return tuple(name for name in DEVICES if missing(name) != "no-mps-build")


def check_device(device: str) -> str:
    """Return `device` if it can be used.

    Raises
    ------
    InputError
        If it is none of `DEVICES`, or is not there; the sentence says why.
    """
    code = missing(check_choice("device", device, DEVICES))
    if code is not None:
        raise InputError(code)
    return device
