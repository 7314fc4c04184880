"""Read and write IDX, the format that MNIST is kept in: a header of big-endian numbers, then bytes.

The header is two zero bytes, the type of the values (8 = unsigned byte), the number of dimensions, and
the size of each as 32 bits; see “The IDX file format” on the MNIST page of LeCun, Cortes and Burges.
"""

from __future__ import annotations

import gzip
import os
import zlib
from math import prod
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from engine.errors import InputError

Bytes = npt.NDArray[np.uint8]

UNSIGNED_BYTE = 8
"""The only type of values that is read: MNIST's."""
BLOCK = 1 << 20
"""Bytes asked of a compressed file at once: a header may promise any size, so nothing is set aside for it."""


def magic(dimensions: int) -> bytes:
    """The first four bytes of an IDX file of unsigned bytes in so many dimensions."""
    return bytes((0, 0, UNSIGNED_BYTE, dimensions))


def read_idx(path: str | os.PathLike[str], dimensions: int) -> Bytes:
    """Read an IDX file of unsigned bytes.

    Parameters
    ----------
    path
        The file; compressed with gzip if its name ends in `.gz`.
    dimensions
        How many it must have: 3 for images, 1 for labels.

    Returns
    -------
    Bytes
        uint8 in the shape the header names, writable and in memory of its own.

    Raises
    ------
    InputError
        `idx-unread`, `idx-gzip`, `idx-magic`, `idx-length` (cut short, or longer than its header says)
        or `idx-empty`.
    """
    path = Path(path)
    try:
        if path.suffix == ".gz":
            with gzip.open(path, "rb") as unzipped:
                shape = _header(unzipped, path, dimensions)  # type: ignore[arg-type]
                values = _all(unzipped, prod(shape))  # type: ignore[arg-type]
        else:
            with path.open("rb") as file:
                shape = _header(file, path, dimensions)
                there = os.fstat(file.fileno()).st_size - file.tell()
                values = np.fromfile(file, np.uint8) if there == prod(shape) else np.empty(there, np.uint8)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError("idx-gzip", file=path) from error
    except OSError as error:
        raise InputError("idx-unread", file=path, reason=error.strerror or error) from error
    if values.size != prod(shape):
        raise InputError("idx-length", file=path, expected=prod(shape), found=values.size)
    if not values.size:
        raise InputError("idx-empty", file=path)
    return values.reshape(shape)


def write_idx(path: str | os.PathLike[str], values: Bytes) -> None:
    """Write an array of unsigned bytes as an IDX file, compressed if its name ends in `.gz`.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    header = magic(values.ndim) + np.array(values.shape, ">u4").tobytes()
    whole = header + np.ascontiguousarray(values, np.uint8).tobytes()
    path = Path(path)
    path.write_bytes(gzip.compress(whole) if path.suffix == ".gz" else whole)


def _header(file: BinaryIO, path: Path, dimensions: int) -> tuple[int, ...]:
    """Read the header and return the shape."""
    start = file.read(4)
    expected = magic(dimensions)
    if start != expected:
        raise InputError(
            "idx-magic",
            file=path,
            dimensions=dimensions,
            found=start.hex(" ") or "nothing",
            expected=expected.hex(" "),
        )
    sizes = file.read(4 * dimensions)
    if len(sizes) < 4 * dimensions:
        raise InputError("idx-length", file=path, expected=4 * dimensions, found=len(sizes))
    return tuple(int(size) for size in np.frombuffer(sizes, ">u4"))


def _all(file: BinaryIO, promised: int) -> Bytes:
    """The rest of a compressed file, but no more than a block beyond what was promised."""
    blocks, received = [], 0
    while received <= promised and (block := file.read(BLOCK)):
        blocks.append(block)
        received += len(block)
    return np.frombuffer(bytearray().join(blocks), np.uint8)
