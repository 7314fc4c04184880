"""The start on the surface while it is held: what happens meanwhile leaves setup and run agreeing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.driving import pause, wait_until
from app.window import MainWindow

LEFT = Qt.MouseButton.LeftButton


def test_a_start_held_on_a_surface_that_goes_away_is_put_back(window: MainWindow) -> None:
    controller, toggle = window.descent_controller, window.actions_table["two_surfaces"]
    toggle.trigger()
    wait_until(lambda: len(list(window.descent.surface.views())) == 2, "the second surface")
    view = list(window.descent.surface.views())[1]
    wait_until(lambda: view.isVisible() and view.pixel_of(-5.0, 10.0) is not None, "its being drawn")
    pause(0.3)
    found, before = view.pixel_of(-5.0, 10.0), controller.undo_stack.count()
    canvas = view.focusProxy()
    assert found is not None
    assert canvas is not None
    canvas.setFocus()
    at = QPointF(*found).toPoint()
    QTest.mousePress(canvas, LEFT, pos=at)
    for step in range(1, 5):
        QTest.mouseMove(canvas, at + QPoint(8 * step, 6 * step))
        pause(0.02)
    toggle.trigger()
    pause(0.3)
    setup, run = controller.setup, controller.player.run
    assert setup is not None
    assert run is not None
    assert setup.second == ""
    assert run.config == setup.config
    assert setup.start == (-5.0, 10.0)
    assert controller.undo_stack.count() == before + 1
