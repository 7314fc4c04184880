"""Which of the program's threads goes first."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from engine.threads import PATIENCE, stand_back


def nice() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@pytest.mark.skipif(sys.platform != "linux", reason="a thread is as nice as its process elsewhere")
def test_a_thread_that_trains_is_nicer_than_the_others() -> None:
    found: list[int] = []

    def train() -> None:
        for _ in range(2):
            stand_back()
            found.append(nice())

    before = nice()
    thread = threading.Thread(target=train)
    thread.start()
    thread.join()
    stand_back()
    assert found == [max(PATIENCE, before)] * 2
    assert nice() == before
