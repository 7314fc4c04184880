"""OpenGL, called without giving Python's lock away: the one place where it is imported."""

import ctypes
import sys

import OpenGL

# PyOpenGL would ask for errors after each of the hundreds of calls of a frame: the renderer asks once.
OpenGL.ERROR_CHECKING = False

from OpenGL.platform import PLATFORM  # noqa: E402

if sys.platform != "win32":
    # ctypes gives Python's lock away around every call and must win it back after it. With a run training
    # in another thread that took a switch interval a call, hundreds of times a frame. GL calls only queue
    # work: they are over sooner than the lock could change hands. Set before any function is looked up.
    PLATFORM.DEFAULT_FUNCTION_TYPE = staticmethod(ctypes.PYFUNCTYPE)

from OpenGL import GL  # noqa: E402

__all__ = ["GL"]
