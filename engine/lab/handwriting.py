"""One's own handwriting: drawings with their digits in a folder, each safe on disk as soon as it is there."""

from __future__ import annotations

import bisect
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from engine.digits.pen import SIDE
from engine.errors import InputError
from engine.lab.drawing_file import (
    MOST_BYTES,
    Drawing,
    Picture,
    as_strokes,
    check_label,
    decoded,
    encoded,
    name_of,
    number_of,
    renamed,
)
from engine.lab.files import read_at_most, sync_folder, write_safely
from engine.lab.landscape import Some

MOST = 10_000
"""Drawings that a set holds at most: as many as MNIST has to test with."""
NUMBERS = 10**9
"""Numbers of drawings stay below this."""


class Handwriting:
    """A set of drawings in a folder.

    The folder is read once, when the set is opened; afterwards the set knows what it wrote itself.
    Nothing else in the folder is touched. Not for two threads at once.

    Parameters
    ----------
    folder
        Where the drawings lie; it is made with the first one.

    Attributes
    ----------
    folder
        As given.
    broken
        Names of files that look like drawings and cannot be read. They are left as they are.

    Raises
    ------
    InputError
        `handwriting-unread` if the folder cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.broken: tuple[str, ...] = ()
        self._drawings: list[Drawing] = []
        self._next = 1
        self._open()

    def _open(self) -> None:
        try:
            names = sorted(os.listdir(self.folder), key=lambda name: (number_of(name) or 0, name))
        except FileNotFoundError:
            return
        except OSError as error:
            raise InputError(
                "handwriting-unread", file=self.folder, reason=error.strerror or error
            ) from error
        broken = []
        for name in names:
            number = number_of(name)
            if number is None:
                continue
            self._next = max(self._next, number + 1)
            path = self.folder / name
            try:
                content = read_at_most(path, MOST_BYTES)
                if content is None:
                    raise InputError("handwriting-broken", file=path)
                self._drawings.append(decoded(name, content, path))
            except (OSError, InputError):
                broken.append(name)
        self.broken = tuple(broken)

    def __len__(self) -> int:
        return len(self._drawings)

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """All drawings, the oldest first."""
        return tuple(self._drawings)

    def digits(self) -> Some:
        """All images (n, 28, 28) uint8 and labels (n,) int64, the oldest first; copies.

        Raises
        ------
        InputError
            `handwriting-empty` if there are none.
        """
        if not self._drawings:
            raise InputError("handwriting-empty")
        images = np.stack([one.image for one in self._drawings])
        return Some(torch.from_numpy(images), torch.tensor([one.label for one in self._drawings]))

    def add(
        self, image: npt.NDArray[np.uint8 | np.float32], label: int, strokes: Sequence[npt.ArrayLike] = ()
    ) -> Drawing:
        """Keep a drawing; when this returns it is on the disk.

        Parameters
        ----------
        image
            (28, 28) as the network gets it: uint8, or floating point in [0, 1], which is rounded to 255ths.
        label
            The digit that it is, 0 to 9.
        strokes
            What it was prepared from: arrays (k, 2), in units of the canvas.

        Raises
        ------
        InputError
            `handwriting-label`, `handwriting-blank`, `handwriting-full` or `handwriting-unwritten`.
        ValueError
            If the image has another shape, or numbers outside its range.
        """
        digit, picture = check_label(label), as_bytes(image)
        if not picture.any():
            raise InputError("handwriting-blank")
        if len(self._drawings) >= MOST or self._next >= NUMBERS:
            raise InputError("handwriting-full", most=f"{MOST:,}")
        name = name_of(self._next, secrets.token_hex(4), digit)
        picture.flags.writeable = False
        drawing = Drawing(name, digit, picture, as_strokes(strokes))
        self._write(drawing)
        self._drawings.append(drawing)
        self._next += 1
        return drawing

    def relabel(self, name: str, label: int) -> Drawing:
        """Give a drawing another digit, and with it another name.

        Raises
        ------
        InputError
            `handwriting-label` or `handwriting-unwritten`.
        KeyError
            If there is no drawing `name`.
        """
        digit, at = check_label(label), self._at(name)
        old = self._drawings[at]
        if digit == old.label:
            return old
        new = Drawing(renamed(name, digit), digit, old.image, old.strokes)
        self._write(new)
        self._unlink(name)
        self._drawings[at] = new
        return new

    def remove(self, name: str) -> Drawing:
        """Delete a drawing and return it, so that it can be put back.

        Raises
        ------
        InputError
            `handwriting-unwritten`.
        KeyError
            If there is no drawing `name`.
        """
        at = self._at(name)
        self._unlink(name)
        return self._drawings.pop(at)

    def put_back(self, drawing: Drawing) -> None:
        """Put a removed drawing back into its place under its name.

        Raises
        ------
        InputError
            `handwriting-full` or `handwriting-unwritten`.
        ValueError
            If it is there, or its name is no drawing's.
        """
        number = number_of(drawing.name)
        if number is None or any(one.name == drawing.name for one in self._drawings):
            raise ValueError(f"{drawing.name} is there already, or no drawing's name")
        if len(self._drawings) >= MOST:
            raise InputError("handwriting-full", most=f"{MOST:,}")
        self._write(drawing)
        bisect.insort(self._drawings, drawing, key=lambda one: (number_of(one.name) or 0, one.name))
        self._next = max(self._next, number + 1)

    def _at(self, name: str) -> int:
        for at, drawing in enumerate(self._drawings):
            if drawing.name == name:
                return at
        raise KeyError(name)

    def _write(self, drawing: Drawing) -> None:
        path = self.folder / drawing.name
        try:
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, exist_ok=True)
                sync_folder(self.folder.parent)
            write_safely(path, encoded(drawing.label, drawing.image, drawing.strokes))
        except OSError as error:
            raise InputError("handwriting-unwritten", file=path, reason=error.strerror or error) from error

    def _unlink(self, name: str) -> None:
        path = self.folder / name
        try:
            path.unlink(missing_ok=True)
            sync_folder(self.folder)
        except OSError as error:
            raise InputError("handwriting-unwritten", file=path, reason=error.strerror or error) from error


def as_bytes(image: npt.NDArray[np.uint8 | np.float32]) -> Picture:
    """An image (28, 28) as uint8, a copy.

    Raises
    ------
    ValueError
        If it has another shape, or numbers outside its range.
    """
    if image.shape != (SIDE, SIDE):
        raise ValueError(f"an image is {SIDE} × {SIDE}, not {image.shape}")
    if image.dtype == np.uint8:
        return np.array(image, np.uint8)
    if not (np.isfinite(image).all() and image.min() >= 0 and image.max() <= 1):
        raise ValueError("ink is between 0 and 1")
    return np.rint(image * 255).astype(np.uint8)
