"""The 3D view in a real window: what is seen, what can be grabbed, what it tells."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QSurfaceFormat, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import viz.surface_view
from viz.scene.pick import hits
from viz.surface_view import Mark, SurfaceView
from viz.theme import DARK, LIGHT

W0, W1 = np.linspace(-10.65, 3.65, 66), np.linspace(-1.55, 10.55, 56)
BOX = ((-10.0, 3.0), (-1.0, 10.0))
START = (-4.0, 8.0)

Make = Callable[..., SurfaceView]


def bowl() -> np.ndarray:
    return (W0[:, None] + 2.0) ** 2 + 2.0 * (W1[None, :] - 5.0) ** 2


@pytest.fixture
def make(qtbot: Any) -> Iterator[Make]:
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


def canvas(view: SurfaceView) -> Any:
    return view.focusProxy()


def pixel(view: SurfaceView, w0: float, w1: float) -> QPoint:
    at = view.pixel_of(w0, w1)
    assert at is not None
    return QPoint(round(at[0]), round(at[1]))


def colour(image: QImage, at: QPoint) -> np.ndarray:
    c = image.pixelColor(at)
    return np.array([c.red(), c.green(), c.blue()], dtype=float)


def rgb(name: str) -> np.ndarray:
    c = QColor(name)
    return np.array([c.red(), c.green(), c.blue()], dtype=float)


def near(image: QImage, at: QPoint, name: str, *, radius: int = 3, within: float = 40.0) -> bool:
    """Whether some pixel around a place has about a colour."""
    return any(
        np.abs(colour(image, at + QPoint(dx, dy)) - rgb(name)).max() <= within
        for dx in range(-radius, radius + 1)
        for dy in range(-radius, radius + 1)
    )


class Heard:
    """Everything a view tells, in order."""

    def __init__(self, view: SurfaceView) -> None:
        self.events: list[tuple[Any, ...]] = []
        view.start_drag_started.connect(lambda: self.events.append(("started",)))
        view.start_point_dragged.connect(lambda a, b: self.events.append(("dragged", a, b)))
        view.start_drag_finished.connect(lambda a, b: self.events.append(("finished", a, b)))
        view.start_drag_cancelled.connect(lambda: self.events.append(("cancelled",)))
        view.start_nudged.connect(lambda a, b: self.events.append(("nudged", a, b)))
        view.view_changed.connect(lambda: self.events.append(("view",)))

    @property
    def names(self) -> list[str]:
        return [event[0] for event in self.events]


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


# The start


def test_the_ball_stays_under_the_cursor_from_100_cameras(view: SurfaceView) -> None:
    heard, generator = Heard(view), np.random.default_rng(7)
    widget, hit = canvas(view), 0
    for _ in range(100):
        view.show_view(generator.uniform(5, 90), generator.uniform(-180, 180))
        start = (generator.uniform(-10, 3), generator.uniform(-1, 10))
        view.set_start(*start)
        view.grab_picture()
        centre = view.pixel_of(*start)
        assert centre is not None
        grip = generator.integers(-6, 7, 2)
        press = QPoint(round(centre[0] + grip[0]), round(centre[1] + grip[1]))
        goal = QPoint(*generator.integers((80, 80), (620, 480)).tolist())
        held = (press.x() - centre[0], press.y() - centre[1])
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=press)
        QTest.mouseMove(widget, goal)
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=goal)
        assert heard.names[-3:] == ["started", "dragged", "finished"]
        assert heard.events[-1][1:] == heard.events[-2][1:]
        stage = view._stage
        assert stage is not None
        assert stage.scene.field is not None
        if len(hits(stage.scene.field, *stage.projection.ray(goal.x() - held[0], goal.y() - held[1]))) > 0:
            ball = view.pixel_of(*heard.events[-1][1:])
            assert ball is not None
            # A ball behind a ridge stays on its sheet, and under the cursor all the same.
            assert np.hypot(ball[0] + held[0] - goal.x(), ball[1] + held[1] - goal.y()) <= 2.0
            hit += 1
    assert hit >= 40


def test_escape_puts_the_start_back(view: SurfaceView) -> None:
    heard, widget, at = Heard(view), canvas(view), pixel(view, *START)
    view.grab_picture()
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(widget, at + QPoint(40, 10))
    assert widget.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    assert not near(view.grab_picture(), at, DARK.accent, radius=1, within=10)
    view.set_start(0.0, 9.0)  # the app's echo does not tear the handle out of the hand
    QTest.keyClick(widget, Qt.Key.Key_Escape)
    assert heard.names == ["started", "dragged", "cancelled"]
    assert near(view.grab_picture(), at, DARK.accent, radius=1, within=10)
    QTest.mouseMove(widget, at + QPoint(80, 10))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=at + QPoint(80, 10))
    assert heard.names == ["started", "dragged", "cancelled"]


def test_a_drag_that_loses_the_keyboard_ends_with_a_drop(view: SurfaceView) -> None:
    heard, widget, at = Heard(view), canvas(view), pixel(view, *START)
    view.grab_picture()
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(widget, at + QPoint(30, 0))
    QApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert heard.names == ["started", "dragged", "finished"]


def test_the_cursor_tells_that_the_handle_can_be_grabbed(view: SurfaceView) -> None:
    widget, at = canvas(view), pixel(view, *START)
    view.grab_picture()
    QTest.mouseMove(widget, at + QPoint(200, 90))
    assert widget.cursor().shape() == Qt.CursorShape.ArrowCursor
    QTest.mouseMove(widget, at + QPoint(15, 15))
    assert widget.cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.mouseMove(widget, at + QPoint(25, 25))
    assert widget.cursor().shape() == Qt.CursorShape.ArrowCursor


@pytest.mark.parametrize(
    ("key", "modifier", "step"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, (0.13, 0.0)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (-0.13, 0.0)),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, (0.0, 0.11)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, (0.0, -0.011)),
    ],
)
def test_arrow_keys_ask_for_a_nudge_by_a_share_of_the_lessons_box(
    view: SurfaceView, key: Qt.Key, modifier: Qt.KeyboardModifier, step: tuple[float, float]
) -> None:
    heard = Heard(view)
    QTest.keyClick(canvas(view), key, modifier)
    assert heard.names == ["nudged"]
    assert heard.events[0][1:] == pytest.approx((START[0] + step[0], START[1] + step[1]))


def test_setters_tell_nothing(view: SurfaceView) -> None:
    heard = Heard(view)
    view.set_start(-1.0, 4.0)
    view.show_view(10, 20)
    view.fit()
    view.top_view()
    view.set_path(0, np.zeros((3, 2)), DARK.runs[0])
    view.set_current(0.0, 0.0, DARK.runs[0])
    view.set_gradient((1.0, -2.0))
    view.set_ghost(np.zeros((3, 2)), "lr 0.1")
    view.grab_picture()
    assert heard.events == []


def test_hover_tells_the_weights_under_the_cursor(view: SurfaceView) -> None:
    heard: list[Any] = []
    view.hovered.connect(heard.append)
    view.show_view(60, -60)
    view.grab_picture()
    QTest.mouseMove(canvas(view), pixel(view, -2.0, 6.0))
    assert heard[-1] == pytest.approx((-2.0, 6.0), abs=0.15)
    view.set_hover_text("loss 2.0")
    QTest.mouseMove(canvas(view), QPoint(3, 3))
    assert heard[-1] is None


# The camera


def test_the_mouse_turns_moves_and_zooms(view: SurfaceView) -> None:
    heard, widget = Heard(view), canvas(view)
    view.show_view(30, -60)
    view.grab_picture()
    free = QPoint(30, 500)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=free)
    QTest.mouseMove(widget, free + QPoint(40, 20))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=free + QPoint(40, 20))
    turned = view.view()
    assert turned is not None
    assert turned[0] > 30
    assert turned[1] < -60
    before = pixel(view, *START)
    QTest.mousePress(widget, Qt.MouseButton.RightButton, pos=free)
    QTest.mouseMove(widget, free + QPoint(11, -7))
    QTest.mouseRelease(widget, Qt.MouseButton.RightButton, pos=free)
    assert pixel(view, *START) == before + QPoint(11, -7)
    assert view.view() == turned
    cursor = pixel(view, -2.0, 6.0)
    wheel(widget, cursor, 240)
    moved = pixel(view, -2.0, 6.0) - cursor
    assert abs(moved.x()) <= 1
    assert abs(moved.y()) <= 1
    assert pixel(view, *START) != before + QPoint(11, -7)
    assert set(heard.names) == {"view"}
    view.show_view(30, -60)
    assert view.view() == (30, -60)


def wheel(widget: Any, at: QPoint, angle: int) -> None:
    place = QPointF(at)
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def test_keys_turn_move_and_zoom(view: SurfaceView) -> None:
    heard, widget = Heard(view), canvas(view)
    view.show_view(30, -60)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(widget, Qt.Key.Key_Up, control)
    QTest.keyClick(widget, Qt.Key.Key_Right, control)
    assert view.view() == (35, -65)
    before = view.pixel_of(*START)
    QTest.keyClick(widget, Qt.Key.Key_Right, control | shift)
    after = view.pixel_of(*START)
    assert before is not None
    assert after is not None
    assert (after[0] - before[0], after[1] - before[1]) == pytest.approx((16.0, 0.0))
    QTest.keyClick(widget, Qt.Key.Key_Plus)
    assert view.pixel_of(*START) != after
    assert heard.names == ["view"] * 4
    view.fit()
    assert view.view() == (35, -65)


def test_a_flight_arrives_and_the_user_can_interrupt_it(view: SurfaceView, qtbot: Any) -> None:
    view.show_view(30, -60)
    view.set_animated(True)
    view.top_view()
    assert view.view() == (90, -90)
    stage = view._stage
    assert stage is not None
    assert stage.camera.elev == pytest.approx(30, abs=1)
    qtbot.waitUntil(lambda: stage.camera.elev == 90)
    view.show_view(20, 40)
    QTest.keyClick(canvas(view), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    interrupted = stage.camera
    qtbot.wait(320)
    assert stage.camera == interrupted
    assert stage.camera.elev != 20


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


def test_a_grid_that_does_not_fit_is_refused(view: SurfaceView) -> None:
    with pytest.raises(ValueError, match="shape"):
        view.set_surface(W0, W1, np.zeros((3, 3)))
    assert near(view.grab_picture(), pixel(view, *START), DARK.accent, within=10)


def test_the_view_has_a_name_and_a_focus_ring(view: SurfaceView) -> None:
    widget = canvas(view)
    assert widget.accessibleName()
    assert "Arrow keys" in widget.accessibleDescription()
    QApplication.sendEvent(widget, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert near(view.grab_picture(), QPoint(1, 1), DARK.accent, radius=0, within=5)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert not near(view.grab_picture(), QPoint(1, 1), DARK.accent, radius=0, within=5)


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
