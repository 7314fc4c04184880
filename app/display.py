"""Which display the program draws on, decided before anything that draws is imported.

PyOpenGL binds GLX or EGL when it is imported and Qt aborts the process when it finds no display, so
both choices are made here, from the environment alone, and a choice the user made himself wins. On
Linux without any display a virtual one (Xvfb) is started: there the real window can be opened,
played and photographed.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import MutableMapping
from pathlib import Path

Environment = MutableMapping[str, str]

SCREEN = "1600x1000x24"
"""Width, height and depth of the virtual display."""

START_SECONDS = 20.0
X11_SOCKETS = Path("/tmp/.X11-unix")
WAYLAND_LIBRARIES = ("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1")
PR_SET_PDEATHSIG = 1


class DisplayError(RuntimeError):
    """There is no display and none can be made; the message is a sentence for the user."""


class VirtualDisplay:
    """A running Xvfb: lives until `close()`, at the latest until this process ends, however it ends.

    Raises
    ------
    DisplayError
        If Xvfb is not installed, or does not come up.
    """

    def __init__(self) -> None:
        program = shutil.which("Xvfb")
        if program is None:
            raise DisplayError(
                "There is no display here, and Xvfb, which makes a virtual one, is not installed. "
                "On Debian or Ubuntu type: sudo apt-get install xvfb"
            )
        with tempfile.TemporaryFile() as log:
            read_end, write_end = os.pipe()
            try:
                self._process = subprocess.Popen(
                    [program, "-displayfd", str(write_end), "-screen", "0", SCREEN, "-nolisten", "tcp"],
                    pass_fds=(write_end,),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    start_new_session=True,  # Ctrl+C is for the program: it then closes its display in order
                    preexec_fn=_die_with_parent,
                )
                os.close(write_end)
                write_end = -1
                number = _read_line(read_end, START_SECONDS)
            finally:
                os.close(read_end)
                if write_end >= 0:
                    os.close(write_end)
            atexit.register(self.close)
            if not number:
                self.close()
                log.seek(0)
                said = " ".join(log.read().decode(errors="replace").split())
                raise DisplayError(f"The virtual display did not start. Xvfb said: {said or 'nothing'}")
        self.name = f":{number}"

    @property
    def pid(self) -> int:
        """Process id of the server."""
        return self._process.pid

    def close(self) -> None:
        """End the server and wait for it, so that neither a process nor a lock file stays behind."""
        atexit.unregister(self.close)
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(5)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


def ensure_display(environ: Environment = os.environ) -> VirtualDisplay | None:
    """Make `environ` name a display that answers; start a virtual one where there is none.

    Call it before the first import of OpenGL, pyqtgraph.opengl or a Qt application object. It sets
    `DISPLAY`, `QT_QPA_PLATFORM` and `PYOPENGL_PLATFORM` where the user did not.

    Returns
    -------
    VirtualDisplay | None
        The display that was started, or None where a real one is used.

    Raises
    ------
    DisplayError
        If a virtual display is needed and cannot be started.
    """
    if not sys.platform.startswith("linux"):
        return None
    platform = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform.startswith("wayland") or (not platform and _wayland_works(environ)):
        _choose(environ, platform="wayland", binding="egl")
        return None
    if platform not in ("", "xcb"):
        return None  # offscreen, vnc, eglfs, …: asked for by name, and none needs an X server
    virtual = None
    if not x11_answers(environ.get("DISPLAY", "")):
        virtual = VirtualDisplay()
        environ["DISPLAY"] = virtual.name
    through_egl = environ.get("QT_XCB_GL_INTEGRATION") == "xcb_egl"
    _choose(environ, platform="xcb", binding="egl" if through_egl else "glx")
    return virtual


def x11_answers(display: str) -> bool:
    """Whether an X server listens behind a DISPLAY such as `:0`, `unix:1.0` or `localhost:10.0`.

    A name left over from a closed session is common (ssh, tmux), and Qt aborts on it.
    """
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdigit():
        return False
    if host in ("", "unix"):
        path = str(X11_SOCKETS / f"X{number}")
        return _listens(path) or _listens("\0" + path)
    try:
        with socket.create_connection((host.strip("[]"), 6000 + int(number)), timeout=3):
            return True
    except (OSError, OverflowError):
        return False


def _wayland_works(environ: Environment) -> bool:
    """Whether a compositor answers and the libraries are there that Qt's Wayland plugin loads."""
    name = environ.get("WAYLAND_DISPLAY", "")
    if not name or not _listens(os.path.join(environ.get("XDG_RUNTIME_DIR", ""), name)):
        return False
    try:
        for library in WAYLAND_LIBRARIES:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _choose(environ: Environment, *, platform: str, binding: str) -> None:
    environ.setdefault("QT_QPA_PLATFORM", platform)
    environ.setdefault("PYOPENGL_PLATFORM", binding)


def _listens(path: str) -> bool:
    """Whether a Unix socket accepts a connection."""
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(path)
        except OSError:
            return False
    return True


def _read_line(descriptor: int, seconds: float) -> str:
    """The first line that arrives on a pipe, without its end; empty if it closes or time runs out."""
    import select
    import time

    deadline = time.monotonic() + seconds
    received = b""
    while not received.endswith(b"\n"):
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([descriptor], [], [], left)[0]:
            return ""
        chunk = os.read(descriptor, 64)
        if not chunk:
            return ""
        received += chunk
    return received.decode().strip()


def _die_with_parent() -> None:
    """Ask the kernel to end this child when its parent is gone, even if the parent was killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
