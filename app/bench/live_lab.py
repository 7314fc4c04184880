"""A child of the bench: opens every page of the MNIST tab, trains and draws, and prints each wait."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.bench.heart import Heart, ready_window
from app.driving import pause, wait_until

if TYPE_CHECKING:
    from app.lab.controller import LabController
    from viz.digit_canvas import DigitCanvas

PAGES = ("results", "inside", "handwriting", "landscape", "training")
LOOK_SECONDS = 2.0
"""On each page: by then it shows what it has to show of the network in training."""
EPOCHS = 1000
"""More than can be trained while the pages are looked at."""
POINTS = 40


def draw(canvas: DigitCanvas) -> None:
    """A stroke, at the pace of a hand."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    at = QPoint(canvas.width() // 4, canvas.height() // 4)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    for _ in range(POINTS):
        at += QPoint(3, 2)
        QTest.mouseMove(canvas, at)
        pause(0.01)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at)


def look_at_all(lab: LabController, heart: Heart, when: str) -> None:
    """Open the pages one after the other."""
    for page in PAGES:
        heart.during = f"opening {page}, {when}"
        lab.open_page(page)
        pause(LOOK_SECONDS)


def main() -> None:
    """Measure, print, close."""
    with ready_window() as window:
        heart = Heart()
        pause(1.0)
        heart.during = "opening the MNIST tab"
        window.show_tab("digits")
        pause(1.0)
        lab, digits = window.lab, window.digits
        assert lab is not None
        assert digits is not None
        heart.during = "opening training for the first time"
        lab.open_page("training")
        wait_until(lambda: lab.data.now is not None, "images", 60)
        pause(0.5)
        heart.during = "choosing what is trained"
        lab.training.choose_lesson("mlp32")
        lab.training.widget.form.changed.emit("epochs", EPOCHS)
        pause(0.5)
        heart.during = "training"
        lab.play_when_ready()
        pause(LOOK_SECONDS)
        heart.during = "drawing while it trains"
        draw(digits.canvas)
        look_at_all(lab, heart, "while it trains")
        lab.trainer.pause()
        look_at_all(lab, heart, "at rest")
        heart.stop()
    print(json.dumps({"stalls": heart.gaps}), flush=True)


if __name__ == "__main__":
    main()
