"""Where tensors live: the processor, or a CUDA card if torch can use one."""

from __future__ import annotations

from engine.checks import check_choice
from engine.errors import InputError

DEVICES = ("cpu", "cuda")


def missing(device: str) -> str | None:
    """Return None if `device` can be used, else the code in `engine.errors.MESSAGES` that says why not."""
    import torch

    if device != "cuda" or torch.cuda.is_available():
        return None
    return "no-cuda-card" if torch.version.cuda is not None else "no-cuda-build"


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
