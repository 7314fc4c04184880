"""Download MNIST as torchvision does, but with progress, cancel and resume.

Mirrors, names and MD5s are torchvision's own list, and what arrives lies where torchvision would put it, so
that each finds the other's files. A file grows as `….gz.part`; a connection that breaks is taken up again
where it was, from the next mirror if need be, and so is a download that was cancelled or failed days ago.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from engine.errors import InputError
from engine.lab.idx import read_idx
from engine.lab.mnist import RAW, Folder
from engine.lab.transfer import BrokenOff, transfer

TRIES = 4
"""How often in a row a mirror may break off without having sent anything, before the next is asked."""
PAUSE = 0.5
"""Seconds before the same mirror is asked again."""
WINDOW = 3.0
"""Seconds over which the speed is taken."""
SIZES = {
    "train-images-idx3-ubyte.gz": 9_912_422,
    "train-labels-idx1-ubyte.gz": 28_881,
    "t10k-images-idx3-ubyte.gz": 1_648_877,
    "t10k-labels-idx1-ubyte.gz": 4_542,
}
"""Bytes of MNIST's files, so that the whole is known before the first answer."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A compressed file to download: its name, its MD5, and its size in bytes, 0 if it is not known."""

    name: str
    md5: str
    size: int = 0

    @property
    def unpacked(self) -> str:
        return self.name.removesuffix(".gz")


@dataclass(frozen=True, slots=True)
class DownloadProgress:
    """How far a download is.

    Attributes
    ----------
    file, number, files
        The file under way, its place from 1, and how many there are.
    received, total
        Bytes of all files, those included that were there before.
    speed
        Bytes a second over the last `WINDOW` seconds; 0 until it can be told.
    host
        The mirror asked; empty while none was.
    """

    file: str
    number: int
    files: int
    received: int
    total: int
    speed: float
    host: str

    @property
    def seconds_left(self) -> float | None:
        """At this speed; None while it cannot be told."""
        return (self.total - self.received) / self.speed if self.speed > 0 else None


def torchvision_list() -> tuple[tuple[str, ...], tuple[Resource, ...]]:
    """The mirrors and files of `torchvision.datasets.MNIST`. Imports torchvision, which takes seconds."""
    from torchvision.datasets import MNIST

    files = (Resource(name, md5, SIZES.get(name, 0)) for name, md5 in MNIST.resources)
    return tuple(MNIST.mirrors), tuple(files)


def download(
    root: Folder,
    progress: Callable[[DownloadProgress], None] = lambda now: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    mirrors: Sequence[str] | None = None,
    resources: Sequence[Resource] | None = None,
) -> Path | None:
    """Download what is missing of MNIST into `root/MNIST/raw`, and return that folder.

    Parameters
    ----------
    root
        The folder torchvision calls root; made if it is not there.
    progress
        Called in this thread after every block.
    cancelled
        Asked after every block; once it says yes, None is returned and what has arrived is kept. A silent
        connection delays this by at most `engine.lab.transfer.SILENCE`.
    mirrors, resources
        Addresses that names are appended to, and files; torchvision's if None.

    Raises
    ------
    InputError
        `download-no-network`, `download-cut`, `download-refused`, `download-damaged` or `download-disk`.
    """
    for now in downloading(root, mirrors=mirrors, resources=resources):
        progress(now)
        if cancelled():
            return None
    return Path(root) / RAW


def downloading(
    root: Folder, *, mirrors: Sequence[str] | None = None, resources: Sequence[Resource] | None = None
) -> Iterator[DownloadProgress]:
    """Like `download`, as a generator of its progress: closing it cancels, and keeps what has arrived."""
    if mirrors is None or resources is None:
        listed, files = torchvision_list()
        mirrors, resources = mirrors or listed, resources or files
    raw = Path(root).expanduser() / RAW
    try:
        raw.mkdir(parents=True, exist_ok=True)
        yield from _Download(raw, mirrors, resources).run()
    except OSError as error:  # those of the network have become sentences before
        raise InputError("download-disk", file=raw, reason=error.strerror or error) from error


class _Download:
    """All files, one after another, each from the first mirror that gives it whole."""

    def __init__(self, raw: Path, mirrors: Sequence[str], resources: Sequence[Resource]) -> None:
        self._raw = raw
        self._mirrors = mirrors
        self._resources = resources
        self._sizes = {resource.name: resource.size for resource in resources}
        self._received = dict.fromkeys(self._sizes, 0)
        self._samples: deque[tuple[float, int]] = deque()
        self._host = ""

    def run(self) -> Iterator[DownloadProgress]:
        lacking = [resource for resource in self._resources if not self._is_there(resource)]
        for resource in self._resources:
            part = self._part(resource)
            if resource not in lacking:
                self._received[resource.name] = self._sizes[resource.name]
            elif part.is_file():
                self._received[resource.name] = part.stat().st_size
        for resource in self._resources:
            yield self._progress(resource)
            if resource in lacking:
                packed = self._raw / resource.name  # torchvision may have left it
                if not _is_right(packed, resource):
                    packed = self._part(resource)
                    yield from self._fetch(resource)
                self._unpack(packed, resource)
        yield self._progress(self._resources[-1])

    def _fetch(self, resource: Resource) -> Iterator[DownloadProgress]:
        """Fill the file's part until its MD5 is right, from one mirror after another."""
        failures: list[BrokenOff] = []
        for mirror in self._mirrors:
            if _is_right(self._part(resource), resource):
                return
            self._host = urlsplit(mirror).netloc
            try:
                yield from self._from(mirror, resource)
                return
            except BrokenOff as failure:
                failures.append(failure)
        raise self._sentence(resource, failures)

    def _from(self, mirror: str, resource: Resource) -> Iterator[DownloadProgress]:
        """Ask one mirror until the file is whole and right; ask again as long as something arrives."""
        part = self._part(resource)
        tries, renewed = 0, False
        while True:
            before = part.stat().st_size if part.is_file() else 0
            try:
                for there, whole in transfer(mirror + resource.name, part):
                    self._received[resource.name] = there
                    self._sizes[resource.name] = whole or self._sizes[resource.name]
                    yield self._progress(resource)
                if _is_right(part, resource):
                    return
                part.unlink()
                self._received[resource.name] = 0
                if renewed or not before:  # all of it came from here, so it would be the same once more
                    raise BrokenOff("damaged", "MD5")
                renewed = True
            except BrokenOff as failure:
                tries = 0 if self._received[resource.name] > before else tries + 1
                if failure.kind != "cut" or tries == TRIES:
                    raise
                yield self._progress(resource)
                time.sleep(PAUSE)

    def _unpack(self, packed: Path, resource: Resource) -> None:
        whole = self._raw / resource.unpacked
        fresh = whole.with_name(whole.name + ".part")
        fresh.write_bytes(gzip.decompress(packed.read_bytes()))
        fresh.replace(whole)
        self._part(resource).unlink(missing_ok=True)
        self._received[resource.name] = self._sizes[resource.name] or self._received[resource.name]

    def _progress(self, resource: Resource) -> DownloadProgress:
        received = sum(self._received.values())
        total = sum(max(self._sizes[name], self._received[name]) for name in self._sizes)
        number = self._resources.index(resource) + 1
        speed = self._speed(received)
        return DownloadProgress(
            resource.name, number, len(self._resources), received, total, speed, self._host
        )

    def _speed(self, received: int) -> float:
        now = time.monotonic()
        self._samples.append((now, received))
        while now - self._samples[0][0] > WINDOW and len(self._samples) > 2:
            self._samples.popleft()
        since, before = self._samples[0]
        return max(0.0, (received - before) / (now - since)) if now > since else 0.0

    def _sentence(self, resource: Resource, failures: Sequence[BrokenOff]) -> InputError:
        """What to say when no mirror gave the file; `failures` has one for each of them."""
        hosts = [urlsplit(mirror).netloc for mirror in self._mirrors]
        kinds = {failure.kind for failure in failures}
        listed, last = ", ".join(hosts), failures[-1].reason
        if kinds == {"unreachable"}:
            return InputError("download-no-network", hosts=listed, reason=last)
        if "damaged" in kinds and kinds <= {"damaged", "unreachable"}:
            return InputError("download-damaged", file=resource.name, hosts=listed)
        if "cut" in kinds:
            reason = next(failure.reason for failure in reversed(failures) if failure.kind == "cut")
            received, total = self._received[resource.name], self._sizes[resource.name]
            return InputError(
                "download-cut", file=resource.name, received=received, total=total or "?", reason=reason
            )
        reasons = "; ".join(
            f"{host}: {failure.reason}" for host, failure in zip(hosts, failures, strict=True)
        )
        return InputError("download-refused", file=resource.name, hosts=listed, reason=reasons)

    def _part(self, resource: Resource) -> Path:
        return self._raw / f"{resource.name}.part"

    def _is_there(self, resource: Resource) -> bool:
        """Whether the unpacked file is there and whole."""
        try:
            read_idx(self._raw / resource.unpacked, 3 if "idx3" in resource.name else 1)
        except InputError:
            return False
        return True


def _is_right(file: Path, resource: Resource) -> bool:
    """Whether the compressed file is there and is the one that was meant."""
    if not file.is_file():
        return False
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest() == resource.md5
