"""A progress bar that waits for the next frame."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar

from viz.progress import advance


class Counted(QProgressBar):
    paints = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paints += 1
        super().paintEvent(event)


def test_a_bar_is_painted_with_the_next_frame_and_not_before(qtbot: Any) -> None:
    bar = Counted()
    qtbot.addWidget(bar)
    bar.setRange(0, 100)
    with qtbot.waitExposed(bar):
        bar.show()
    qtbot.wait(50)
    before = bar.paints
    for value in (20, 40, 60):
        advance(bar, value)
    assert bar.value() == 60
    assert bar.paints == before
    qtbot.waitUntil(lambda: bar.paints > before)
    QCoreApplication.processEvents()
    once = bar.paints
    advance(bar, 60)
    qtbot.wait(50)
    assert bar.paints == once
