"""Which display the program draws on, decided before anything that draws is imported.

PyOpenGL binds GLX or EGL when it is imported and Qt aborts the process when it finds no display, so
both choices are made here, from the environment alone, and a choice the user made himself wins. On
Linux without any display a virtual one (Xvfb) is started: there the real window can be opened,
played and photographed.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import MutableMapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.virtual_display import VirtualDisplay

Environment = MutableMapping[str, str]

X11_SOCKETS = "/tmp/.X11-unix"
WAYLAND_LIBRARIES = ("libwayland-client.so.0", "libwayland-cursor.so.0", "libwayland-egl.so.1")


class DisplayError(RuntimeError):
    """There is no display and none can be made; the message is a sentence for the user."""


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
        from app.virtual_display import VirtualDisplay  # what it imports would delay every other start

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
        path = f"{X11_SOCKETS}/X{number}"
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
    import ctypes

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
