"""What tests do in the lab under the MNIST tab."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget

from app.driving import wait_until
from app.lab.controller import LabController


def click(widget: QWidget) -> None:
    """Press and release on the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def scroll_of(page: QWidget) -> QScrollArea:
    """The area that a page of the drawer scrolls in."""
    viewport = page.parent()
    assert viewport is not None
    area = viewport.parent()
    assert isinstance(area, QScrollArea)
    return area


def train(lab: LabController, epochs: int = 1) -> None:
    """Train the network of the settings to its end."""
    lab.training.widget.form.changed.emit("epochs", epochs)
    wait_until(lambda: lab.trainer.standing.stage == "ready", "a network")
    lab.play_when_ready()
    wait_until(lambda: lab.trainer.standing.stage == "finished", "the end", 60)


def keep(lab: LabController, sample: int, digit: int) -> None:
    """Draw one of the samples and keep it as a digit."""
    count = len(lab.hand.kept)
    lab.tab.canvas.set_strokes(lab.tab.samples[sample].sample.strokes)
    lab.actions[f"label_{digit}"].trigger()
    wait_until(lambda: len(lab.hand.kept) == count + 1, "the drawing", 60)
