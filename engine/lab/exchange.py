"""Take one's handwriting along: as MNIST's own IDX files, or as PNGs in folders; and bring such in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image as Pictures

from engine.digits.pen import SIDE
from engine.errors import InputError
from engine.lab.drawing_file import Picture
from engine.lab.handwriting import Handwriting
from engine.lab.idx import read_idx, write_idx

IMAGES, LABELS = "handwriting-images-idx3-ubyte", "handwriting-labels-idx1-ubyte"
"""Names of the exported files, after MNIST's."""
PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff")
"""Endings of the files that are looked into."""
_LABELLED = re.compile(r".*-([0-9])")


@dataclass(frozen=True, slots=True)
class Imported:
    """How far an import is: `done` of `total` looked at; those that could not be read, with the reason."""

    done: int
    total: int
    refused: tuple[InputError, ...] = ()


def export_idx(handwriting: Handwriting, folder: Path) -> tuple[Path, Path]:
    """Write all drawings as two IDX files, which whatever reads MNIST can read; returns their paths.

    Raises
    ------
    InputError
        `handwriting-empty` or `handwriting-unwritten`.
    """
    digits = handwriting.digits()
    paths = folder / IMAGES, folder / LABELS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_idx(paths[0], digits.images.numpy())
        write_idx(paths[1], digits.labels.numpy().astype(np.uint8))
    except OSError as error:
        raise _unwritten(folder, error) from error
    return paths


def export_pngs(handwriting: Handwriting, folder: Path) -> int:
    """Write each drawing as a grey PNG into the folder of its digit, `0` to `9`; returns how many.

    Raises
    ------
    InputError
        `handwriting-empty` or `handwriting-unwritten`.
    """
    if not len(handwriting):
        raise InputError("handwriting-empty")
    try:
        for drawing in handwriting.drawings:
            place = folder / str(drawing.label)
            place.mkdir(parents=True, exist_ok=True)
            Pictures.fromarray(drawing.image).save(place / drawing.name)
    except OSError as error:
        raise _unwritten(folder, error) from error
    return len(handwriting)


def import_idx(handwriting: Handwriting, images: Path, labels: Path) -> Iterator[Imported]:
    """Add the images of a pair of IDX files, one for each `next()`; blank ones are left out.

    Raises
    ------
    InputError
        Those of `engine.lab.idx.read_idx`, `handwriting-unlike`, and at the drawing where it happens
        `handwriting-full` or `handwriting-unwritten`; what was added before stays.
    """
    pictures, digits = read_idx(images, 3), read_idx(labels, 1)
    n, h, w = pictures.shape
    if n != len(digits) or (h, w) != (SIDE, SIDE) or digits.max() > 9:
        raise InputError("handwriting-unlike", file=images, images=n, h=h, w=w, labels=len(digits))
    refused: list[InputError] = []
    for done, (picture, digit) in enumerate(zip(pictures, digits.tolist(), strict=True), start=1):
        _add(handwriting, picture, digit, refused)
        yield Imported(done, n, tuple(refused))


def import_pictures(handwriting: Handwriting, folder: Path) -> Iterator[Imported]:
    """Add the pictures of a folder, one for each `next()`.

    Those in folders `0` to `9` are those digits; others must end in a hyphen and the digit, as in
    `a-7.png`. A picture of MNIST's form, 28 × 28 greys on black, is taken as it is, any other prepared as
    `engine.digits.prepare.prepare_picture` does. What cannot be read is left out and reported.

    Raises
    ------
    InputError
        `handwriting-unread`, `handwriting-no-pictures`, and at the drawing where it happens
        `handwriting-full` or `handwriting-unwritten`; what was added before stays.
    """
    found = list(_labelled(folder))
    if not found:
        raise InputError("handwriting-no-pictures", file=folder)
    refused: list[InputError] = []
    for done, (path, digit) in enumerate(found, start=1):
        try:
            picture = _picture(path)
        except InputError as error:
            refused.append(error)
        else:
            _add(handwriting, picture, digit, refused)
        yield Imported(done, len(found), tuple(refused))


def _add(handwriting: Handwriting, picture: Picture, digit: int, refused: list[InputError]) -> None:
    """Add a drawing; a blank one is noted in `refused`, any other error ends the import."""
    try:
        handwriting.add(picture, digit)
    except InputError as error:
        if error.code != "handwriting-blank":
            raise
        refused.append(error)


def _labelled(folder: Path) -> Iterator[tuple[Path, int]]:
    """Pictures with their digits, in the order of their names."""
    for path in _listed(folder):
        if len(path.name) == 1 and path.name in "0123456789" and path.is_dir():
            for inner in _listed(path):
                if inner.suffix.lower() in PICTURES:
                    yield inner, int(path.name)
        elif path.suffix.lower() in PICTURES:
            matched = _LABELLED.fullmatch(path.stem)
            if matched:
                yield path, int(matched[1])


def _listed(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if not name.startswith(".")]
    except OSError as error:
        raise InputError("handwriting-unread", file=folder, reason=error.strerror or error) from error


def _picture(path: Path) -> Picture:
    """A picture as (28, 28) uint8."""
    from engine.digits.picture import opened, prepare_picture

    with opened(path) as picture:
        if picture.size == (SIDE, SIDE) and picture.mode == "L":
            try:
                grey = np.array(picture, np.uint8)
            except (OSError, SyntaxError, ValueError, EOFError) as error:
                raise InputError("picture-broken", file=path) from error
            if (grey == 0).mean() > 0.5:
                return grey
    return np.rint(prepare_picture(path) * 255).astype(np.uint8)


def _unwritten(folder: Path, error: OSError) -> InputError:
    return InputError("handwriting-unwritten", file=folder, reason=error.strerror or error)


__all__ = ["Imported", "export_idx", "export_pngs", "import_idx", "import_pictures"]
