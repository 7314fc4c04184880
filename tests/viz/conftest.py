"""Shown views of a surface."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QSurfaceFormat

from tests.viz.surface_probe import BOX, START, W0, W1, Make, bowl
from viz.surface_view import SurfaceView


@pytest.fixture
def make(qtbot: Any) -> Make:
    """Makes shown, loaded views with a bowl and a start."""

    def build(*, form: QSurfaceFormat | None = None, size: tuple[int, int] = (700, 560)) -> SurfaceView:
        view = SurfaceView(form=form)
        qtbot.addWidget(view)
        view.resize(*size)
        view.set_animated(False)
        view.set_surface(W0, W1, bowl(), box=BOX)
        view.set_start(*START)
        view.show()
        qtbot.waitExposed(view)
        qtbot.waitUntil(lambda: view.is_loaded)
        return view

    return build


@pytest.fixture
def view(make: Make) -> SurfaceView:
    return make()
