"""A child of the bench: uses the ready window as a person would, and prints how long it made him wait."""

from __future__ import annotations

import json
import statistics
import time
from typing import TYPE_CHECKING
from unittest.mock import patch

from app.bench.heart import Heart, ready_window
from app.driving import pause, wait_until

if TYPE_CHECKING:
    from app.window import MainWindow
    from engine.records import EpochRecord

PLAY_SECONDS = 6.0
MOVES = 60
LONG = 1_000_000
"""Epochs of the run that is scrubbed."""
PIECE = 20_000
"""Of these, how many come between two frames."""


def lag_at_full_speed(window: MainWindow) -> list[float]:
    """For each frame: how long ago the oldest of the epochs that it is the first to show was recorded."""
    from engine.records import History

    recorded: list[float] = []
    lags: list[float] = []
    shown_before = set_to = 0
    transport, player = window.descent.transport, window.descent_controller.player
    append, show = History.append, transport.set_epochs

    def clocked_append(history: History, record: EpochRecord) -> None:
        append(history, record)
        recorded.append(time.perf_counter())

    def noted_show(shown: int, last: int, epochs: int) -> None:
        nonlocal set_to
        set_to = shown
        show(shown, last, epochs)

    def on_frame() -> None:
        nonlocal shown_before
        if shown_before < set_to < len(recorded):
            lags.append(time.perf_counter() - recorded[shown_before + 1])
            shown_before = set_to

    def wait_for_epoch_0() -> None:
        wait_until(lambda: player.run is not None and player.run.last >= 0, "epoch 0")

    window.descent_controller.open_lesson("logistic-bce-sgd-good")
    wait_for_epoch_0()
    canvas = window.descent.surface.view.focusProxy()
    assert canvas is not None
    swapped = canvas.frameSwapped  # type: ignore[attr-defined]
    with patch.object(History, "append", clocked_append), patch.object(transport, "set_epochs", noted_show):
        window.descent_controller.request("epochs", epochs=1_000_000)
        wait_for_epoch_0()
        swapped.connect(on_frame)
        player.to_end()
        pause(PLAY_SECONDS)
        player.pause()
        pause(0.1)
        swapped.disconnect(on_frame)
    return lags


def drag_to_frame(window: MainWindow) -> list[float]:
    """From each mouse move with the start held to the next frame on the screen, seconds."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    controller, view = window.descent_controller, window.descent.surface.view
    controller.open_lesson("logistic-mse-adam-good")  # 1,000 epochs of preview at every move
    pause(0.5)
    assert controller.setup is not None
    at = view.pixel_of(*controller.setup.config.start)
    canvas = view.focusProxy()
    assert at is not None
    assert canvas is not None
    frames: list[float] = []
    canvas.frameSwapped.connect(lambda: frames.append(time.perf_counter()))  # type: ignore[attr-defined]
    start = QPoint(round(at[0]), round(at[1]))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    times = []
    for k in range(MOVES):
        seen, moved = len(frames), time.perf_counter()
        QTest.mouseMove(canvas, start + QPoint(2 * k, k))
        wait_until(lambda seen=seen: len(frames) > seen, "a frame", 5.0)  # type: ignore[misc]
        times.append(frames[seen] - moved)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start)
    pause(0.1)
    return times


def lengthen(window: MainWindow, epochs: int) -> None:
    """Give the lead's run records up to `epochs`: made up, as only their drawing is measured.

    They come piece by piece and are drawn in between, as those of a real run are.
    """
    import math

    from engine.records import EpochRecord

    player = window.descent_controller.player
    run = player.run
    assert run is not None
    append, last = run.timeline.history.append, run.history[run.last]
    for epoch in range(run.last + 1, epochs + 1):
        turn = 1e-4 * epoch
        w = (last.w[0] + 0.5 * math.sin(turn), last.w[1] + 0.5 * math.cos(turn))
        append(EpochRecord(epoch, w, last.loss * (1.0 + 0.1 * math.sin(3.0 * turn)), last.grad))
        if epoch % PIECE == 0:
            player.seek(epoch)
            pause(0.02)
    run.epochs, run.end = epochs, "finished"


def scrub(window: MainWindow) -> list[float]:
    """From each wish for another epoch of the run to the frame that shows it, seconds."""
    player = window.descent_controller.player
    canvas = window.descent.surface.view.focusProxy()
    assert canvas is not None
    frames: list[float] = []
    canvas.frameSwapped.connect(lambda: frames.append(time.perf_counter()))  # type: ignore[attr-defined]
    player.seek(player.last)
    pause(0.5)
    times = []
    for k in range(MOVES):
        seen, wished = len(frames), time.perf_counter()
        player.seek(round(player.last * ((7 * k) % MOVES) / MOVES))
        wait_until(lambda seen=seen: len(frames) > seen, "a frame", 5.0)  # type: ignore[misc]
        times.append(frames[seen] - wished)
    return times


def main() -> None:
    """Measure, print, close."""
    with ready_window() as window:
        heart = Heart()
        pause(1.0)
        heart.during = "choosing lessons"
        for lesson in ("logistic-mse-good", "linear-lr-0.0085", "logistic-bce-adam-bad", "logistic-toy"):
            window.descent_controller.open_lesson(lesson)
            pause(0.5)
        heart.during = "playing at max"
        lags = sorted(lag_at_full_speed(window))
        heart.during = "lengthening a run"
        lengthen(window, LONG)
        pause(0.1)  # the heart beats again, and notes it
        heart.gaps.pop("lengthening a run", None)  # that is the bench's own work
        heart.during = "scrubbing"
        scrubs = scrub(window)
        heart.during = "dragging"
        drags = drag_to_frame(window)
        heart.stop()
    found = {
        "lag": lags[int(0.99 * (len(lags) - 1))],
        "frames": len(lags),
        "stalls": heart.gaps,
        "drag": statistics.median(drags),
        "drag_slowest": max(drags),
        "scrub": statistics.median(scrubs),
        "scrub_slowest": max(scrubs),
    }
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
