"""OpenGL, called without giving Python's lock away: the one place where it is imported."""

import ctypes
import sys

from OpenGL.platform import PLATFORM

if sys.platform != "win32":
    # ctypes gives Python's lock away around every call and must win it back after it. With a run training
    # in another thread that took a switch interval a call, hundreds of times a frame. GL calls only queue
    # work: they are over sooner than the lock could change hands. Set before any function is looked up.
    PLATFORM.DEFAULT_FUNCTION_TYPE = staticmethod(ctypes.PYFUNCTYPE)

from OpenGL import GL

__all__ = ["GL"]
