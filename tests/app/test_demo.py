"""What a machine without a display sees of the program: the whole of it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs Linux: elsewhere there is a display")


def start(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYOPENGL_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(
        [sys.executable, "-P", "-m", "app", *arguments],
        cwd=folder,
        env={**environment, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=280,
    )


def colours(file: Path) -> int:
    """How many different colours a picture has, looked at on every seventh pixel."""
    image = QImage(str(file))
    assert image.width() >= 1024, file
    xs, ys = range(0, image.width(), 7), range(0, image.height(), 7)
    return len({image.pixel(x, y) for x in xs for y in ys})


def test_the_program_plays_draws_and_leaves_pictures(tmp_path: Path, settings_directory: Path) -> None:
    done = start(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    first, played, descent, read, mnist = done.stdout.splitlines()
    assert first.startswith("There is no display here")
    assert played == "Played 30 epochs: finished, loss 26.3961 at w = (2.4290, 4.0144)."
    assert read.startswith("The sample drawing “seven” is read as 7")
    assert [Path(descent), Path(mnist)] == [tmp_path / f"lossland-{tab}.png" for tab in ("descent", "mnist")]
    # A colour map with light on it against flat panes: the surface was drawn, and not an empty frame.
    assert colours(Path(descent)) > 300
    assert colours(Path(mnist)) > 30
    assert list(settings_directory.iterdir()) == []


def test_a_wrong_lesson_is_one_sentence_before_anything_opens(tmp_path: Path) -> None:
    done = start(tmp_path, "--lesson", "no-such-lesson")
    assert done.returncode == 2
    assert "no-such-lesson" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_without_xvfb_there_is_one_line_to_type(tmp_path: Path) -> None:
    done = start(tmp_path, PATH=str(tmp_path))
    assert done.returncode != 0
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "sudo apt-get install xvfb" in done.stderr
