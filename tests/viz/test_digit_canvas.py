"""The canvas under mouse, finger, stylus and keys."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFocusEvent,
    QImage,
    QInputDevice,
    QMouseEvent,
    QPaintEvent,
    QPointingDevice,
    QRegion,
    QTabletEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from viz.cut_picture import CutPicture, boxes
from viz.digit_canvas import ERASER_RADIUS, DigitCanvas
from viz.theme import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.MouseButton.NoButton
SIDE = 400


@pytest.fixture
def canvas(qtbot):
    widget = DigitCanvas()
    widget.set_theme(LIGHT)
    qtbot.addWidget(widget)
    widget.resize(SIDE, SIDE)
    widget.show()
    qtbot.waitExposed(widget)
    widget.setFocus()
    return widget


@pytest.fixture
def drawings(canvas):
    """Every drawing that the canvas has told of, oldest first."""
    told = []
    canvas.drawing_changed.connect(told.append)
    return told


def at(x, y):
    return QPoint(round(x * SIDE), round(y * SIDE))


def mouse(canvas, kind, x, y, buttons=LEFT):
    position = QPointF(x * SIDE, y * SIDE)
    button = NONE if kind is QEvent.Type.MouseMove else LEFT
    event = QMouseEvent(kind, position, canvas.mapToGlobal(position), button, buttons, Qt.KeyboardModifier(0))
    QApplication.sendEvent(canvas, event)


def draw(canvas, *points):
    mouse(canvas, QEvent.Type.MouseButtonPress, *points[0])
    for x, y in points[1:]:
        mouse(canvas, QEvent.Type.MouseMove, x, y)
    mouse(canvas, QEvent.Type.MouseButtonRelease, *points[-1], NONE)


def pixel(canvas, x, y):
    image = canvas.grab().toImage()
    return image.pixelColor(round(x * image.width()), round(y * image.height())).name()


# Mouse


def test_every_move_tells_the_whole_drawing_while_the_pen_is_down(canvas, drawings):
    mouse(canvas, QEvent.Type.MouseButtonPress, 0.2, 0.2)
    mouse(canvas, QEvent.Type.MouseMove, 0.4, 0.2)
    mouse(canvas, QEvent.Type.MouseMove, 0.6, 0.3)
    assert [len(drawing[0]) for drawing in drawings] == [1, 2, 3]
    np.testing.assert_allclose(drawings[-1][0], [[0.2, 0.2], [0.4, 0.2], [0.6, 0.3]])
    assert drawings[-1][0].dtype == np.float64


def test_a_told_drawing_never_changes_afterwards(canvas, drawings):
    draw(canvas, (0.2, 0.2), (0.3, 0.3))
    early = drawings[0][0].copy()
    draw(canvas, (0.5, 0.5), (0.6, 0.6))
    np.testing.assert_array_equal(drawings[0][0], early)
    assert len(drawings[0]) == 1
    assert not drawings[0][0].flags.writeable


def test_positions_keep_their_fractions_of_a_pixel(canvas):
    draw(canvas, (100.25 / SIDE, 0.5), (200.75 / SIDE, 0.5))
    np.testing.assert_allclose(canvas.strokes()[0][:, 0] * SIDE, [100.25, 200.75])


def test_the_drawing_survives_resizing(canvas):
    draw(canvas, (0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
    canvas.resize(800, 600)
    assert canvas.card().getRect() == (100.0, 0.0, 600.0, 600.0)
    assert pixel(canvas, 0.5, 0.5) == LIGHT.ink
    np.testing.assert_allclose(canvas.strokes()[0][:, 0], [0.2, 0.5, 0.8])


def test_ink_and_paper_follow_the_theme(canvas):
    draw(canvas, (0.2, 0.5), (0.8, 0.5))
    for theme in (LIGHT, DARK):
        canvas.set_theme(theme)
        assert pixel(canvas, 0.5, 0.5) == QColor(theme.ink).name()
        assert pixel(canvas, 0.5, 0.8) == QColor(theme.paper).name()


def test_a_click_leaves_a_dot(canvas):
    draw(canvas, (0.25, 0.75))
    assert [stroke.tolist() for stroke in canvas.strokes()] == [[[0.25, 0.75]]]
    assert pixel(canvas, 0.25, 0.75) == LIGHT.ink


def test_the_pen_may_leave_the_canvas_and_come_back(canvas):
    draw(canvas, (0.5, 0.5), (1.5, 0.5), (1.5, 0.6), (0.5, 0.6))
    assert [stroke[:, 0].tolist() for stroke in canvas.strokes()] == [[0.5, 1.0], [1.0, 0.5]]
    canvas.undo()
    assert canvas.strokes() == []


def test_other_buttons_do_not_draw(canvas):
    QTest.mousePress(canvas, Qt.MouseButton.RightButton, pos=at(0.5, 0.5))
    QTest.mouseRelease(canvas, Qt.MouseButton.RightButton, pos=at(0.5, 0.5))
    assert canvas.strokes() == []


def test_a_release_that_went_elsewhere_ends_the_stroke(canvas):
    mouse(canvas, QEvent.Type.MouseButtonPress, 0.2, 0.2)
    mouse(canvas, QEvent.Type.MouseMove, 0.8, 0.8, NONE)
    mouse(canvas, QEvent.Type.MouseMove, 0.9, 0.9)
    assert len(canvas.strokes()[0]) == 1


@pytest.mark.parametrize("lose", ["focus", "grab", "window", "hide", "disable"])
def test_losing_the_canvas_ends_the_stroke(canvas, qtbot, lose):
    mouse(canvas, QEvent.Type.MouseButtonPress, 0.2, 0.2)
    with qtbot.waitSignal(canvas.stroke_finished):
        if lose == "focus":
            QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut))
        elif lose == "grab":
            QApplication.sendEvent(canvas, QEvent(QEvent.Type.UngrabMouse))
        elif lose == "window":
            QApplication.sendEvent(canvas, QEvent(QEvent.Type.WindowDeactivate))
        elif lose == "hide":
            canvas.hide()
        else:
            canvas.setEnabled(False)
    mouse(canvas, QEvent.Type.MouseMove, 0.9, 0.9)
    assert [len(stroke) for stroke in canvas.strokes()] == [1]


class Repaints(QObject):
    """Collects the regions that a widget repaints."""

    def __init__(self, widget):
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _widget, event):
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_a_move_repaints_only_what_is_new(canvas, qtbot):
    mouse(canvas, QEvent.Type.MouseButtonPress, 0.1, 0.1)
    for k in range(20):
        mouse(canvas, QEvent.Type.MouseMove, 0.1 + k * 0.01, 0.1)
    qtbot.wait(150)  # the display server may still ask for the whole window once
    repaints = Repaints(canvas)
    mouse(canvas, QEvent.Type.MouseMove, 0.32, 0.12)
    qtbot.waitUntil(lambda: not repaints.region.isEmpty())
    box = repaints.region.boundingRect()
    assert box.width() * box.height() < 0.03 * SIDE * SIDE
    assert box.contains(at(0.32, 0.12))


def test_what_is_drawn_bit_by_bit_looks_like_what_is_drawn_at_once(canvas):
    angles = np.linspace(0.0, 5.0, 40)
    points = [(0.5 + 0.3 * np.cos(a), 0.5 + 0.3 * np.sin(a)) for a in angles]
    mouse(canvas, QEvent.Type.MouseButtonPress, *points[0])
    canvas.repaint()
    for point in points[1:]:
        mouse(canvas, QEvent.Type.MouseMove, *point)
        canvas.repaint()
    bit_by_bit = canvas.grab().toImage()
    mouse(canvas, QEvent.Type.MouseButtonRelease, *points[-1], NONE)
    at_once = canvas.grab().toImage()
    different = sum(
        abs(bit_by_bit.pixelColor(x, y).lightness() - at_once.pixelColor(x, y).lightness()) > 64
        for x in range(0, SIDE, 2)
        for y in range(0, SIDE, 2)
    )
    assert different == 0


# Tools and steps


def test_the_eraser_splits_a_stroke_and_the_ink_goes(canvas, drawings):
    draw(canvas, (0.1, 0.5), (0.9, 0.5))
    canvas.set_tool("eraser")
    draw(canvas, (0.5, 0.3), (0.5, 0.7))
    assert len(canvas.strokes()) == 2
    assert len(drawings[-1]) == 2
    mouse(canvas, QEvent.Type.MouseMove, 0.9, 0.9, NONE)
    assert pixel(canvas, 0.5, 0.5) == LIGHT.paper
    assert pixel(canvas, 0.3, 0.5) == LIGHT.ink
    canvas.undo()
    assert len(canvas.strokes()) == 1


def test_the_erasers_ring_shows_its_reach(canvas):
    canvas.set_tool("eraser")
    mouse(canvas, QEvent.Type.MouseMove, 0.5, 0.5, NONE)
    assert pixel(canvas, 0.5 + ERASER_RADIUS, 0.5) != LIGHT.paper
    canvas.set_tool("pen")
    assert pixel(canvas, 0.5 + ERASER_RADIUS, 0.5) == LIGHT.paper


def test_clearing_is_a_step_and_the_history_is_told(canvas, qtbot):
    told = []
    canvas.history_changed.connect(lambda *can: told.append(can))
    draw(canvas, (0.2, 0.2), (0.3, 0.3))
    canvas.clear()
    canvas.undo()
    assert len(canvas.strokes()) == 1
    canvas.undo()
    assert canvas.strokes() == []
    assert told == [(True, False), (True, True), (False, True)]


def test_undo_while_drawing_takes_the_stroke_back(canvas):
    mouse(canvas, QEvent.Type.MouseButtonPress, 0.2, 0.2)
    mouse(canvas, QEvent.Type.MouseMove, 0.5, 0.5)
    canvas.undo()
    mouse(canvas, QEvent.Type.MouseMove, 0.9, 0.9)
    assert canvas.strokes() == []


def test_nothing_is_told_where_nothing_changes(canvas, drawings):
    canvas.clear()
    canvas.undo()
    canvas.redo()
    canvas.set_tool("eraser")
    draw(canvas, (0.2, 0.2), (0.3, 0.3))
    assert drawings == []


# Keyboard


def test_a_digit_can_be_drawn_with_the_keyboard_alone(canvas):
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(canvas, key)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    np.testing.assert_allclose(
        canvas.strokes()[0], [[0.5, 0.5], [0.525, 0.5], [0.55, 0.5], [0.55, 0.525]], atol=1e-12
    )
    assert len(canvas.strokes()) == 1


def test_two_arrows_held_go_diagonally_and_shift_makes_small_steps(canvas):
    QTest.keyPress(canvas, Qt.Key.Key_Right)
    QTest.keyPress(canvas, Qt.Key.Key_Down)
    QTest.keyRelease(canvas, Qt.Key.Key_Right)
    QTest.keyRelease(canvas, Qt.Key.Key_Down)
    QTest.keyClick(canvas, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    np.testing.assert_allclose(canvas.strokes()[0], [[0.55, 0.525 - 1 / 160]])


def test_keys_choose_tools_step_and_clear(canvas):
    tools = []
    canvas.tool_changed.connect(tools.append)
    draw(canvas, (0.2, 0.2), (0.3, 0.3))
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(canvas, Qt.Key.Key_Z, control)
    assert canvas.strokes() == []
    QTest.keyClick(canvas, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    assert len(canvas.strokes()) == 1
    QTest.keyClick(canvas, Qt.Key.Key_Delete)
    assert canvas.strokes() == []
    QTest.keyClick(canvas, Qt.Key.Key_E)
    QTest.keyClick(canvas, Qt.Key.Key_P)
    assert tools == ["eraser", "pen"]


def test_escape_takes_back_the_stroke_being_drawn(canvas, drawings):
    draw(canvas, (0.1, 0.1), (0.2, 0.2))
    mouse(canvas, QEvent.Type.MouseButtonPress, 0.5, 0.5)
    mouse(canvas, QEvent.Type.MouseMove, 0.6, 0.6)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    mouse(canvas, QEvent.Type.MouseMove, 0.9, 0.9)
    assert len(canvas.strokes()) == len(drawings[-1]) == 1


# Stylus and finger


def stylus(canvas, kind, x, y, *, eraser=False, pressure=0.5):
    pointer = QPointingDevice.PointerType.Eraser if eraser else QPointingDevice.PointerType.Pen
    device = QPointingDevice(
        "stylus",
        1,
        QInputDevice.DeviceType.Stylus,
        pointer,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        2,
    )
    position = QPointF(x * SIDE, y * SIDE)
    buttons = NONE if kind is QEvent.Type.TabletRelease or pressure == 0.0 else LEFT
    button = NONE if kind is QEvent.Type.TabletMove else LEFT
    event = QTabletEvent(
        kind,
        device,
        position,
        QPointF(canvas.mapToGlobal(position)),
        pressure,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        Qt.KeyboardModifier(0),
        button,
        buttons,
    )
    QApplication.sendEvent(canvas, event)
    assert event.isAccepted()


def test_a_stylus_draws_whatever_its_pressure_and_its_other_end_erases(canvas):
    stylus(canvas, QEvent.Type.TabletPress, 0.1, 0.5, pressure=0.1)
    stylus(canvas, QEvent.Type.TabletMove, 0.5, 0.5, pressure=1.0)
    stylus(canvas, QEvent.Type.TabletRelease, 0.9, 0.5)
    stylus(canvas, QEvent.Type.TabletMove, 0.5, 0.9, pressure=0.0)
    assert [len(stroke) for stroke in canvas.strokes()] == [3]
    stylus(canvas, QEvent.Type.TabletPress, 0.5, 0.5, eraser=True)
    stylus(canvas, QEvent.Type.TabletRelease, 0.5, 0.5, eraser=True)
    assert len(canvas.strokes()) == 2
    assert canvas.tool() == "pen"


def test_the_first_finger_draws_and_the_others_are_ignored(canvas):
    device = QTest.createTouchDevice()
    QTest.touchEvent(canvas, device).press(0, at(0.2, 0.5), canvas).commit()
    QTest.touchEvent(canvas, device).stationary(0).press(1, at(0.8, 0.8), canvas).commit()
    QTest.touchEvent(canvas, device).move(0, at(0.6, 0.5), canvas).move(1, at(0.9, 0.9), canvas).commit()
    QTest.touchEvent(canvas, device).release(0, at(0.6, 0.5), canvas).release(
        1, at(0.9, 0.9), canvas
    ).commit()
    np.testing.assert_allclose(canvas.strokes()[0], [[0.2, 0.5], [0.6, 0.5]], atol=2 / SIDE)
    assert len(canvas.strokes()) == 1


# A program's pen, pictures


def test_a_person_takes_the_pen_from_a_program(canvas):
    canvas.pen_down(0.1, 0.1)
    canvas.pen_to(0.2, 0.1)
    draw(canvas, (0.5, 0.5), (0.6, 0.5))
    canvas.pen_to(0.9, 0.9)
    assert [stroke[-1].tolist() for stroke in canvas.strokes()] == [[0.2, 0.1], [0.6, 0.5]]


def test_a_dropped_file_is_told_by_its_path(canvas, qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "seven.png"))])
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    with qtbot.waitSignal(canvas.picture_dropped) as told:
        canvas.dropEvent(event)
    assert told.args == [str(tmp_path / "seven.png")]


def test_a_picture_stands_where_the_drawing_was_until_ink_comes(canvas, drawings):
    draw(canvas, (0.1, 0.1), (0.2, 0.2))
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c00000"))
    canvas.set_picture(CutPicture(picture))
    assert canvas.strokes() == []
    assert pixel(canvas, 0.5, 0.5) == "#c00000"
    canvas.undo()
    assert len(drawings[-1]) == 1
    assert pixel(canvas, 0.5, 0.5) == LIGHT.paper


def red(source: str | None = None) -> CutPicture:
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("#c00000"))
    return CutPicture(picture, source=source)


def test_undo_and_redo_bring_a_picture_back(canvas, drawings, qtbot):
    first, second = red("a.png"), red("b.png")
    canvas.set_picture(first)
    assert canvas.can_undo()
    draw(canvas, (0.1, 0.1), (0.2, 0.2))
    assert canvas.picture() is None
    with qtbot.waitSignal(canvas.picture_returned) as told:
        canvas.undo()
    assert told.args == [first]
    assert canvas.picture() is first
    assert pixel(canvas, 0.5, 0.5) == "#c00000"
    canvas.redo()
    assert (canvas.picture(), len(drawings[-1])) == (None, 1)
    canvas.clear()
    canvas.set_picture(second)  # one step with the clearing
    canvas.undo()
    assert len(canvas.strokes()) == 1
    canvas.redo()
    assert canvas.picture() is second


def test_a_picture_that_is_read_once_more_is_no_step(canvas):
    draw(canvas, (0.1, 0.1), (0.2, 0.2))
    canvas.set_picture(red("a.png"))
    canvas.undo()
    canvas.redo()
    again = red("a.png")
    canvas.set_picture(again)
    assert canvas.picture() is again
    assert not canvas.can_redo()
    canvas.undo()
    assert len(canvas.strokes()) == 1


def test_escape_in_the_first_stroke_leaves_the_picture(canvas, qtbot):
    canvas.set_picture(red())
    QTest.mousePress(canvas, LEFT, pos=at(0.2, 0.2))
    QTest.mouseMove(canvas, at(0.4, 0.4))
    assert canvas.picture() is None
    with qtbot.waitSignal(canvas.picture_returned):
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.picture() is not None
    QTest.mouseRelease(canvas, LEFT, pos=at(0.4, 0.4))


def test_the_eraser_leaves_a_picture(canvas):
    canvas.set_picture(red())
    canvas.set_tool("eraser")
    draw(canvas, (0.1, 0.1), (0.6, 0.6))
    assert canvas.picture() is not None


@pytest.mark.parametrize(("width", "height"), [(30, 20), (20, 30), (400, 4)])
def test_picture_and_ink_stand_apart_on_the_card_in_their_own_shapes(width, height):
    shown = CutPicture(
        QImage(width, height, QImage.Format.Format_RGB32), ink=np.full((50, 25), 255, np.uint8)
    )
    picture, ink = boxes(400, shown, 16)
    assert picture.width() / picture.height() == pytest.approx(width / height)
    assert ink.height() / ink.width() == pytest.approx(2)
    for box in (picture, ink):
        assert 0 < box.left() < box.right() < 400
        assert 0 < box.top() < box.bottom() + 16 < 400
    assert not picture.adjusted(0, 0, 0, 16).intersects(ink)


def test_the_frame_of_the_cut_is_drawn_and_what_lies_outside_steps_back(canvas):
    picture = QImage(20, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ffffff"))
    canvas.set_theme(DARK)
    canvas.set_picture(CutPicture(picture, (0.25, 0.25, 0.5, 0.5)))
    assert pixel(canvas, 0.5, 0.5) == "#ffffff"
    assert pixel(canvas, 0.12, 0.12) != "#ffffff"
    edge = {pixel(canvas, x, 0.5) for x in np.linspace(0.25, 0.29, 17)}
    assert DARK.accent in edge


def test_the_key_o_asks_for_a_picture(canvas, qtbot):
    with qtbot.waitSignal(canvas.picture_wanted):
        QTest.keyClick(canvas, Qt.Key.Key_O)


def test_texts_are_there_for_those_who_listen(canvas):
    assert canvas.accessibleName()
    assert "Space" in canvas.accessibleDescription()
