"""The devices: each is there or says why not, and MPS is listed only where torch was built for it."""

from __future__ import annotations

import pytest
import torch

from engine import devices
from engine.digits import classifier
from engine.errors import MESSAGES, InputError


def mps(monkeypatch, *, built: bool, available: bool) -> None:
    monkeypatch.setattr(torch.backends.mps, "is_built", lambda: built)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: available)


@pytest.mark.parametrize(
    ("built", "available", "reason"),
    [(False, False, "no-mps-build"), (True, False, "no-mps-chip"), (True, True, None)],
)
def test_mps_is_there_or_says_why_not(monkeypatch, built, available, reason):
    mps(monkeypatch, built=built, available=available)
    assert devices.missing("mps") == reason
    if reason is None:
        assert devices.check_device("mps") == "mps"
        return
    with pytest.raises(InputError) as caught:
        devices.check_device("mps")
    assert caught.value.code == reason
    assert reason in MESSAGES


def test_a_list_has_mps_only_where_torch_has_it(monkeypatch):
    mps(monkeypatch, built=False, available=False)
    assert devices.offered() == ("cpu", "cuda")
    mps(monkeypatch, built=True, available=False)
    listed = {device.name: device for device in classifier.devices()}
    assert list(listed) == ["cpu", "cuda", "mps"]
    assert (listed["mps"].title, listed["mps"].reason) == ("MPS", "no-mps-chip")


def test_every_device_has_a_title():
    assert set(devices.TITLES) == set(devices.DEVICES)
