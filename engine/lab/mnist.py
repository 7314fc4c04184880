"""Find MNIST where torchvision keeps it, and read it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from engine.digits.pen import SIDE
from engine.errors import InputError
from engine.lab.dataset import CLASSES, DataSet, Digits, Source
from engine.lab.idx import Bytes, read_idx

Folder = str | os.PathLike[str]

VARIABLE = "LOSSLAND_MNIST"
"""Environment variable that names the folder torchvision calls root."""
RAW = Path("MNIST") / "raw"
"""Where torchvision puts the files below its root."""
FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
MARKS = {
    "train": ("51365a5da02f31395bafedb80f453c18", "e86ee40d66677c011a9abda399ec8c4d"),
    "t10k": ("2a05a424ea6f269c49402abb32a6ee2d", "073c3904dfbd3e141ff8aa01cfde6b15"),
}
"""By which MNIST is told from other sets in its format: `image_mark` of the images, MD5 of the labels.

Fashion-MNIST has other labels; a folder whose images were exchanged or changed has MNIST's own."""

_FACTORS = np.arange(1, 2 * (SIDE * SIDE // 8), 2, dtype=np.uint64)


def raw_folder(folder: Folder) -> Path | None:
    """The folder with all four files, if `folder` is torchvision's root, its MNIST, or its raw; else None."""
    folder = Path(folder).expanduser()
    for candidate in (folder / RAW, folder / RAW.name, folder):
        if not _missing(candidate):
            return candidate
    return None


def usual_places(default: Folder | None = None) -> Iterator[Path]:
    """Where MNIST is looked for when nobody named a folder, best first.

    Parameters
    ----------
    default
        Where the program puts what it downloads.
    """
    if named := os.environ.get(VARIABLE):
        yield Path(named)
    if default is not None:
        yield Path(default)
    home = Path.home()
    for place in (Path(), home, home / ".cache", home / ".cache" / "torch"):
        for name in ("data", "datasets", ""):
            yield place / name


def find(given: Folder | None = None, default: Folder | None = None) -> Path | None:
    """The folder that holds MNIST's files, None if it is nowhere.

    Parameters
    ----------
    given
        A folder somebody chose; then nowhere else is looked.
    default
        See `usual_places`.

    Raises
    ------
    InputError
        `mnist-missing` if the files are not in the folder that was given, or that `$LOSSLAND_MNIST` names.
    """
    named = given if given is not None else os.environ.get(VARIABLE)
    if named:
        found = raw_folder(named)
        if found is None:
            lacking = min((_missing(Path(named) / part) for part in (RAW, RAW.name, "")), key=len)
            raise InputError("mnist-missing", folder=named, files=", ".join(lacking))
        return found
    return next((found for place in usual_places(default) if (found := raw_folder(place))), None)


def load(folder: Folder) -> DataSet:
    """Read the four files, plain or compressed, from a folder that `find` returned, or from a root.

    Raises
    ------
    InputError
        `mnist-missing`, or what is wrong with one of the files: see `engine.lab.idx.read_idx`, and
        `idx-shape`, `idx-count`, `idx-label`.
    """
    raw = raw_folder(folder)
    if raw is None:
        raise InputError("mnist-missing", folder=folder, files=", ".join(_missing(Path(folder) / RAW)))
    (train, is_train), (test, is_test) = (_read(raw, part) for part in ("train", "t10k"))
    known = is_train and is_test
    source: Source = "mnist" if known else "own"
    name = "MNIST" if known else _name(raw)
    return DataSet(*(Digits(images, labels, source, name) for images, labels in (train, test)))


def _read(raw: Path, part: str) -> tuple[tuple[torch.Tensor, torch.Tensor], bool]:
    """Images and labels of one part, and whether both are MNIST's."""
    image_file, label_file = (_there(raw, f"{part}-{kind}") for kind in ("images-idx3", "labels-idx1"))
    images, labels = read_idx(image_file, 3), read_idx(label_file, 1)
    if images.shape[1:] != (SIDE, SIDE):
        raise InputError("idx-shape", file=image_file, found=" × ".join(map(str, images.shape[1:])))
    if len(images) != len(labels):
        raise InputError(
            "idx-count", file=image_file, images=len(images), other=label_file.name, labels=len(labels)
        )
    _check_labels(labels, label_file)
    of_images, of_labels = MARKS[part]
    known = _md5(labels) == of_labels and image_mark(images) == of_images
    return (torch.from_numpy(images), torch.from_numpy(labels).long()), known


def image_mark(images: Bytes) -> str:
    """A fingerprint (hexadecimal) of images (n, 28, 28) uint8, in which every byte counts.

    Each image's 98 words of eight bytes are added up, each with its own odd factor, modulo 2^64: no change
    of a single word leaves the sum as it was. MD5 of the sums then sees the images' order as well. MD5 of
    all bytes would take longer than reading the files does.
    """
    words = images.reshape(len(images), -1).view("<u8")
    return _md5((words @ _FACTORS).astype("<u8"))


def _md5(values: npt.NDArray[np.generic]) -> str:
    return hashlib.md5(values.tobytes(), usedforsecurity=False).hexdigest()


def _check_labels(labels: Bytes, file: Path) -> None:
    wrong = np.flatnonzero(labels >= CLASSES)
    if wrong.size:
        raise InputError("idx-label", file=file, place=int(wrong[0]), value=int(labels[wrong[0]]))


def _there(raw: Path, beginning: str) -> Path:
    """One of the files, plain if it is there, else compressed; also named with a dot, as some unpack it."""
    plain = raw / f"{beginning}-ubyte"
    dotted = raw / f"{beginning.replace('-idx', '.idx')}-ubyte"
    for file in (plain, dotted, plain.with_name(plain.name + ".gz"), dotted.with_name(dotted.name + ".gz")):
        if file.is_file():
            return file
    return plain


def _missing(folder: Path) -> list[str]:
    return [name for name in FILES if not _there(folder.expanduser(), name.removesuffix("-ubyte")).is_file()]


def _name(raw: Path) -> str:
    """What to call another set: the nearest folder whose name says something."""
    silent = {part.casefold() for part in RAW.parts} | {""}
    named = [folder.name for folder in (raw, *raw.parents) if folder.name.casefold() not in silent]
    return named[0] if named else str(raw)
