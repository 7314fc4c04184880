"""How many threads torch computes with, for a while, and which of the program's goes first."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def torch_threads(count: int) -> Iterator[None]:
    """Let torch use so many threads, where the machine has as many cores; as before afterwards."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(min(count, os.cpu_count() or 1))
    try:
        yield
    finally:
        torch.set_num_threads(threads)


PATIENCE = 10
"""How nice a training thread is: the pen, the pointer and the frame go first."""


def stand_back() -> None:
    """Let the program's other threads go first where they and the calling one want the processor.

    On Linux, where a thread can be nicer than its process: what torch computes with several threads for it
    is nice as well. Elsewhere, and in the main thread, nothing happens. It cannot be taken back: it is meant
    for a thread that trains until it ends.
    """
    if sys.platform == "linux" and threading.current_thread() is not threading.main_thread():
        thread = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, thread, max(PATIENCE, os.getpriority(os.PRIO_PROCESS, thread)))
