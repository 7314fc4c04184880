"""Texts that give way: what is cut is under the pointer, and nowhere else."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from viz.elided import ElidedLabel

TEXT = "epoch 3 of 30, 12,000 images a second on the processor"


def test_what_is_cut_is_under_the_pointer_as_long_as_it_is_cut(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.say(TEXT, "what this means")
    label.resize(80, 24)
    narrow = label.grab().toImage()
    assert label.tip() == f"{TEXT}\nwhat this means"
    label.resize(800, 24)
    assert label.tip() == "what this means"
    label.resize(80, 24)
    label.say("short")
    assert label.tip() == ""
    assert label.text() == "short"
    assert label.grab().toImage() != narrow
    assert label.minimumSizeHint().width() == 0
