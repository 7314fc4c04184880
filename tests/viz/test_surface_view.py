"""The 3D view in a real window: what is seen, whether it can be drawn, and what it says if not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QSurfaceFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import viz.surface_view
from tests.viz.surface_probe import (
    BOX,
    START,
    W0,
    W1,
    Make,
    bowl,
    canvas,
    colour,
    near,
    pixel,
    rgb,
)
from viz.gl.frame import Frame
from viz.gl.overlay import Overlay
from viz.gl.renderer import Renderer
from viz.surface_view import Mark, SurfaceView
from viz.theme import DARK, LIGHT

# What is seen


def test_the_surface_is_coloured_by_height_on_the_themes_background(view: SurfaceView) -> None:
    view.top_view()
    image = view.grab_picture()
    low, high = colour(image, pixel(view, -2.3, 5.2)), colour(image, pixel(view, -9.7, 0.2))
    assert low[2] > low[1], "the valley is blue to violet"
    assert high[1] > high[2], "the heights are green"
    np.testing.assert_allclose(colour(image, QPoint(4, 4)), rgb(DARK.scene), atol=2)


def test_a_hole_shows_the_background(view: SurfaceView) -> None:
    loss = bowl()
    loss[10:20, 10:20] = np.nan
    view.set_surface(W0, W1, loss)
    view.top_view()
    image = view.grab_picture()
    whole = pixel(view, float(W0[30]), float(W1[15]))
    # The hole has no height, but it lies in the same row of the map.
    step = pixel(view, float(W0[31]), float(W1[15])).x() - whole.x()
    hole = QPoint(round(whole.x() - 15.4 * step), whole.y() + 2)
    assert np.abs(colour(image, hole) - rgb(DARK.scene)).max() < 60
    assert np.abs(colour(image, whole) - rgb(DARK.scene)).max() > 60
    assert view.pixel_of(float(W0[15]), float(W1[15])) is None


def test_a_plain_as_high_as_a_line_is_not_a_line(view: SurfaceView) -> None:
    w = np.linspace(-4.0, 4.0, 65)
    view.set_surface(w, w, -np.exp(-(w[:, None] ** 2) - w**2))
    view.set_start(0.0, 0.0)
    view.top_view()
    image = view.grab_picture()
    corner, plain = colour(image, pixel(view, -3.6, -3.6)), colour(image, pixel(view, -2.6, -2.4))
    np.testing.assert_allclose(corner, plain, atol=6)


def test_infinite_cells_are_no_spikes(view: SurfaceView) -> None:
    plain = view.grab_picture()
    loss = bowl()
    loss[5, 5] = np.inf
    view.set_surface(W0, W1, loss, box=BOX)
    holed = view.grab_picture()
    different = sum(
        np.abs(colour(plain, QPoint(x, y)) - colour(holed, QPoint(x, y))).max() > 20
        for x in range(0, 700, 7)
        for y in range(0, 560, 7)
    )
    assert different < 40


def test_the_first_frames_bring_surface_lines_and_words_one_after_the_other(make: Make, qtbot: Any) -> None:
    frames: list[tuple[bool, bool]] = []
    draw = Renderer.draw

    def noted(renderer: Renderer, frame: Frame, overlay: Overlay, scale: float, target: int) -> None:
        if frame.scene.field is not None:
            frames.append((frame.with_lines, bool(overlay.texts)))
        draw(renderer, frame, overlay, scale, target)

    with patch.object(Renderer, "draw", noted):
        view = make()
        qtbot.waitUntil(lambda: len(frames) >= 3)
    assert view.is_loaded
    assert frames[:3] == [(False, False), (True, False), (True, True)]


def test_a_picture_has_all_even_before_the_first_frame(qtbot: Any) -> None:
    view = SurfaceView()
    qtbot.addWidget(view)
    view.set_surface(W0, W1, bowl(), box=BOX)
    view.grab_picture()
    assert view._stage is not None
    assert view._stage.overlay.texts


def test_walls_above_the_ceiling_are_cut_with_a_rim(view: SurfaceView) -> None:
    view.top_view()
    corner, rim = pixel(view, -9.9, -0.9), None
    before = view.grab_picture()
    view.set_surface(W0, W1, bowl(), box=BOX, ceiling=40.0)
    after = view.grab_picture()
    assert np.abs(colour(before, corner) - rgb(DARK.scene)).max() > 60
    assert np.abs(colour(after, corner) - rgb(DARK.scene)).max() < 40
    # The loss is 40 at w0 = −2 − √40 in the valley's middle: there the rim is drawn in the text's colour.
    rim = pixel(view, -2.0 - 39.7**0.5, 5.0)
    assert near(after, rim, DARK.text, radius=4, within=70)


@pytest.mark.parametrize(("elev", "azim"), [(60, -60), (62, 75), (90, -90), (70, 160)])
def test_the_path_has_the_runs_colour_and_lies_between_its_epochs(
    view: SurfaceView, elev: float, azim: float
) -> None:
    run = DARK.runs[0]
    w = np.array([[-3.0, 2.0], [-2.0, 4.0], [-2.0, 6.5]])
    view.show_view(elev, azim)
    view.set_path(0, w, run)
    image = view.grab_picture()
    for share in (0.25, 0.5, 0.75):
        assert near(image, pixel(view, -2.0, 4.0 + 2.5 * share), run.colour, within=50)
    view.set_path(0, None, run)
    assert not near(view.grab_picture(), pixel(view, -2.0, 5.2), run.colour, within=50)


def test_the_current_point_and_both_marks_are_seen(view: SurfaceView) -> None:
    view.show_view(50, -60)
    view.set_marks([Mark(-5.0, 6.0, "true (−5, 6)", "true"), Mark(0.0, 4.0, "minimum (0, 4)", "optimum")])
    view.set_current(-2.0, 7.0, DARK.runs[1])
    image = view.grab_picture()
    assert near(image, pixel(view, -5.0, 6.0), DARK.true, within=25)
    assert near(image, pixel(view, 0.0, 4.0), DARK.optimum, within=25)
    assert near(image, pixel(view, -2.0, 7.0), DARK.runs[1].colour, within=25)
    assert near(image, pixel(view, *START), DARK.accent, within=10)
    view.set_current(None, None)
    assert not near(view.grab_picture(), pixel(view, -2.0, 7.0), DARK.runs[1].colour, within=25)


def test_what_is_uncertain_of_a_preview_is_fainter(view: SurfaceView) -> None:
    view.top_view()
    w = np.column_stack([np.full(101, -6.0), np.linspace(0.0, 9.0, 101)])

    def strength(certain: int | None) -> float:
        view.set_preview(None)
        bare = view.grab_picture()
        view.set_preview(w, certain)
        drawn = view.grab_picture()
        line = [pixel(view, -6.0, y) for y in np.linspace(5.0, 8.5, 60)]
        return float(np.mean([np.abs(colour(drawn, p) - colour(bare, p)).max() for p in line]))

    assert strength(None) > 1.8 * strength(50) > 0.0


def test_log_height_lifts_the_valleys_neighbourhood(view: SurfaceView) -> None:
    linear = pixel(view, -4.0, 5.0).y()
    view.set_height("log")
    assert pixel(view, -4.0, 5.0).y() < linear - 20
    view.set_surface(W0, W1, bowl() - bowl().min(), box=BOX)
    assert not view.grab_picture().isNull()


def test_both_themes_and_large_type(view: SurfaceView) -> None:
    view.set_theme(LIGHT)
    image = view.grab_picture()
    np.testing.assert_allclose(colour(image, QPoint(4, 4)), rgb(LIGHT.scene), atol=2)
    assert near(image, pixel(view, *START), LIGHT.accent, within=10)
    small = view.pixel_of(*START)
    view.set_large_type(True)
    view.grab_picture()
    assert view.pixel_of(*START) != small, "larger numbers take room from the box"


def test_points_beyond_the_surface_are_arrows_at_its_edge(view: SurfaceView) -> None:
    view.top_view()
    view.set_start(40.0, 4.5)
    edge = pixel(view, 3.64, 4.5)
    assert view.pixel_of(40.0, 4.5) is None
    assert near(view.grab_picture(), edge, DARK.accent, radius=6, within=20)
    view.set_start(*START)
    view.set_arrow_out("w = (40, 4.5)", (40.0, 4.5))
    assert near(view.grab_picture(), edge, DARK.warning, radius=6, within=20)
    view.set_arrow_out("")
    assert not near(view.grab_picture(), edge, DARK.warning, radius=6, within=20)


def test_a_core_profile_draws_the_same(make: Make) -> None:
    form = QSurfaceFormat()
    form.setVersion(3, 3)
    form.setProfile(QSurfaceFormat.OpenGLContextProfile.CoreProfile)
    core, plain = make(form=form), make()
    for view in (core, plain):
        view.set_path(0, np.array([[-3.0, 2.0], [-2.0, 4.0]]), DARK.runs[0])
    assert core.failure == ""
    a, b = core.grab_picture(), plain.grab_picture()
    for at in (QPoint(350, 300), pixel(core, -2.5, 3.0), pixel(core, *START), QPoint(4, 4)):
        np.testing.assert_allclose(colour(a, at), colour(b, at), atol=12)


def test_several_views_come_and_go(make: Make, qtbot: Any) -> None:
    for _ in range(3):
        first, second = make(), make(size=(400, 300))
        assert near(first.grab_picture(), pixel(first, *START), DARK.accent, within=10)
        first.close()
        first.deleteLater()
        qtbot.wait(1)
        assert near(second.grab_picture(), pixel(second, *START), DARK.accent, within=10)


def test_resizing_keeps_the_box_in_view_and_the_handle_under_the_cursor(
    view: SurfaceView, qtbot: Any
) -> None:
    for size in ((320, 260), (900, 300), (300, 700), (640, 480)):
        view.resize(*size)
        qtbot.waitUntil(lambda size=size: canvas(view).width() == size[0])
        at = pixel(view, *START)
        assert view.rect().contains(at)
        assert near(view.grab_picture(), at, DARK.accent, within=10)


# Loading and failing


def test_calls_before_loading_are_kept(qtbot: Any) -> None:
    view = SurfaceView()
    qtbot.addWidget(view)
    view.resize(500, 400)
    view.set_animated(False)
    view.set_theme(LIGHT)
    view.set_surface(W0, W1, bowl())
    view.set_start(*START)
    view.top_view()
    assert not view.is_loaded
    assert view.pixel_of(*START) is None
    image = view.grab_picture()
    assert view.is_loaded
    assert near(image, pixel(view, *START), LIGHT.accent, within=10)
    assert (image.width(), image.height()) == (500, 400)


def test_importing_the_view_loads_neither_numpy_nor_opengl() -> None:
    code = (
        "import sys, viz.surface_view; "
        "print([m for m in ('numpy', 'OpenGL', 'pyqtgraph', 'torch') if m in sys.modules])"
    )
    root = Path(viz.surface_view.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_opengl_the_view_explains_itself(qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viz.surface_view, "gl_problem", lambda: "no context")
    view = SurfaceView()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.gl_failed) as told:
        view.show()
    assert told.args == ["no context"]
    view.set_surface(W0, W1, bowl())
    view.set_start(*START)
    view.set_theme(LIGHT)
    view.set_large_type(True)
    view.top_view()
    view.load()
    assert view.failure == "no context"
    assert not view.is_loaded
    assert not view.grab_picture().isNull()


def test_a_refused_shader_is_told_once_and_explained(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from viz.gl import stage
    from viz.gl.program import ShaderError

    def refuse(*_: object) -> None:
        raise ShaderError("0:1: this driver says no")

    monkeypatch.setattr(stage, "Renderer", refuse)
    view = SurfaceView()
    qtbot.addWidget(view)
    with qtbot.waitSignal(view.gl_failed) as told:
        view.show()
    assert "this driver says no" in told.args[0]
    assert len(caplog.records) == 1
    view.set_start(*START)
    assert not view.grab_picture().isNull()


def test_an_error_while_drawing_is_not_swallowed(
    view: SurfaceView, qtbot: Any, caplog: pytest.LogCaptureFixture
) -> None:
    stage = view._stage
    assert stage is not None
    stage.scene.names = ("w0",)  # type: ignore[assignment]
    with qtbot.waitSignal(view.gl_failed) as told:
        stage.touch()
    assert "IndexError" in told.args[0]
    assert len(caplog.records) == 1


def test_what_opengl_refuses_in_a_frame_is_told(
    view: SurfaceView, qtbot: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from viz.gl import renderer
    from viz.gl.opengl import GL

    upload = renderer.Renderer._upload

    def wrong(*args: Any) -> None:
        upload(*args)
        GL.glEnable(0xFFFF)  # there is no such capability

    monkeypatch.setattr(renderer.Renderer, "_upload", wrong)
    assert view._stage is not None
    with qtbot.waitSignal(view.gl_failed) as told:
        view._stage.touch()
    assert "0x0500" in told.args[0]  # GL_INVALID_ENUM
    assert len(caplog.records) == 1


def test_a_grid_that_does_not_fit_is_refused(view: SurfaceView) -> None:
    with pytest.raises(ValueError, match="shape"):
        view.set_surface(W0, W1, np.zeros((3, 3)))
    assert near(view.grab_picture(), pixel(view, *START), DARK.accent, within=10)


def test_the_view_has_a_name_and_a_focus_ring(view: SurfaceView) -> None:
    widget = canvas(view)
    assert widget.accessibleName()
    assert "Arrow keys" in widget.accessibleDescription()
    QApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert near(view.grab_picture(), QPoint(0, 0), DARK.quiet, radius=0, within=5)
    assert not near(view.grab_picture(), QPoint(1, 1), DARK.quiet, radius=0, within=5), "one pixel"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert not near(view.grab_picture(), QPoint(0, 0), DARK.quiet, radius=0, within=5)


def test_two_device_pixels_per_logical_pixel(tmp_path: Path) -> None:
    """In a process of its own, since the ratio is set before the application starts."""
    script = tmp_path / "high_dpi.py"
    script.write_text(
        "import numpy as np\n"
        "from PySide6.QtCore import QCoreApplication, QPoint, Qt\n"
        "from PySide6.QtTest import QTest\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from viz.surface_view import SurfaceView\n"
        "QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)\n"
        "app = QApplication([])\n"
        "view = SurfaceView(); view.resize(400, 320); view.set_animated(False)\n"
        "w0, w1 = np.linspace(-2, 2, 30), np.linspace(-2, 2, 30)\n"
        "view.set_surface(w0, w1, w0[:, None] ** 2 + w1[None] ** 2); view.set_start(0.5, 0.5)\n"
        "view.show_view(60, -60)\n"
        "view.show(); QTest.qWaitForWindowExposed(view); view.load()\n"
        "image = view.grab_picture(); x, y = view.pixel_of(0.5, 0.5)\n"
        "at = QPoint(round(x), round(y)); goal = at + QPoint(30, -9); told = []\n"
        "view.start_drag_finished.connect(lambda a, b: told.append((a, b)))\n"
        "c = view.focusProxy(); QTest.mousePress(c, Qt.MouseButton.LeftButton, pos=at)\n"
        "QTest.mouseMove(c, goal); QTest.mouseRelease(c, Qt.MouseButton.LeftButton, pos=goal)\n"
        "bx, by = view.pixel_of(*told[0])\n"
        "print(image.width(), image.pixelColor(round(2 * x), round(2 * y)).name(),\n"
        "      abs(bx - x - 30) < 2 and abs(by - y + 9) < 2)\n"
        "view.close()\n"
    )
    root = Path(viz.surface_view.__file__).parents[1]
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["800", DARK.accent, "True"]
