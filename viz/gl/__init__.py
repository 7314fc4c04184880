"""OpenGL items: surface, tube, marks, axes.

Importing the package decides how OpenGL is called, before any of its functions is looked up.
"""

import ctypes
import sys

from OpenGL.platform import PLATFORM

if sys.platform != "win32":
    # ctypes gives Python's lock away around every call and must win it back after it. With a run training
    # flat out in another thread that took a switch interval a call, hundreds of times a frame. GL calls
    # only queue work: they are over sooner than the lock could change hands.
    PLATFORM.DEFAULT_FUNCTION_TYPE = staticmethod(ctypes.PYFUNCTYPE)
