"""Write files so that a power cut leaves the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def write_safely(path: Path, content: bytes) -> None:
    """Write a file and return only when it is on the disk itself.

    What is under the name until then, if anything, stays there until the whole content is on the disk.

    Raises
    ------
    OSError
        If it cannot be written; nothing is left behind then.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to disk. POSIX has to be asked; Windows does it by itself."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_at_most(path: Path, most: int) -> bytes | None:
    """A file's content, or None if it is longer than `most` bytes; of such a one no more is read.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    with open(path, "rb") as file:
        content = file.read(most + 1)
    return content if len(content) <= most else None
