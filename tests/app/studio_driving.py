"""How tests use the Descent tab: by what a person would press, drag and wait for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.driving import pause, wait_until
from app.window import MainWindow

LEFT = Qt.MouseButton.LeftButton
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def open_lesson(window: MainWindow, name: str) -> None:
    controller = window.descent_controller
    controller.open_lesson(name)
    wait_until(lambda: controller.player.run is not None and controller.player.run.last >= 0, "epoch 0")
    pause(0.2)


def to_end(window: MainWindow) -> None:
    player = window.descent_controller.player
    player.to_end()
    wait_until(lambda: player.all_over, "the end of all runs", 60)
    pause(0.1)


def plot_pixel(window: MainWindow, x: float, y: float) -> QPoint:
    results = window.descent.results
    assert results is not None
    across, down = results.data.plot.frame.pixel(x, y)
    return QPoint(round(across), round(down))


def pull(window: MainWindow, at: QPoint, way: list[QPoint], *, release: bool = True) -> None:
    """Drag in the plot of the data."""
    results = window.descent.results
    assert results is not None
    viewport = results.data.plot.viewport()
    QTest.mouseMove(viewport, at)
    QTest.mousePress(viewport, LEFT, pos=at)
    for step in way:
        QTest.mouseMove(viewport, at + step)
        pause(0.03)
    if release:
        QTest.mouseRelease(viewport, LEFT, pos=at + way[-1])
        pause(0.1)
