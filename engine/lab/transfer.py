"""Fetch one file from one address, going on where an earlier attempt broke off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Literal, cast
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

Kind = Literal["unreachable", "refused", "cut", "damaged"]

BLOCK = 64 * 1024
"""Most bytes read at once; between two reads a transfer can be cancelled."""
SILENCE = 4.0
"""Seconds without a byte after which a connection counts as broken: short, because being cancelled waits for
it, and because taking it up again costs next to nothing."""
PARTIAL, BEYOND_RANGE = 206, 416
"""HTTP's answers to a request to go on: what follows is the rest, and there is no rest."""


class BrokenOff(Exception):
    """An address did not give its whole file; `kind` and `reason` say why."""

    def __init__(self, kind: Kind, reason: str) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason


def transfer(url: str, part: Path, silence: float = SILENCE) -> Iterator[tuple[int, int | None]]:
    """Append to `part` what is still missing of a file; start anew where the server cannot go on.

    Parameters
    ----------
    url
        An `http` or `https` address. Proxies are taken from the environment.
    part
        The file so far; made if it is not there. Whether it is right at the end is for a checksum to say.
    silence
        See `SILENCE`.

    Yields
    ------
    there, whole
        Bytes in `part`, and bytes of the whole file, None if the server does not say: after every block.

    Raises
    ------
    BrokenOff
        `unreachable`: no connection. `refused`: an answer other than the file. `cut`: broken off.
    OSError
        If `part` cannot be written.
    """
    have = part.stat().st_size if part.is_file() else 0
    with _asked(url, have, silence) as answer:
        if answer is None:
            return
        have = have if answer.status == PARTIAL else 0
        length = answer.headers.get("Content-Length", "")
        whole = have + int(length) if length.isdecimal() else None
        with part.open("ab" if have else "wb") as file:
            while block := _read(answer):
                file.write(block)
                have += len(block)
                yield have, whole
    if whole is not None and have < whole:
        raise BrokenOff("cut", "the server closed the connection")


@contextmanager
def _asked(url: str, have: int, silence: float) -> Iterator[HTTPResponse | None]:
    """The server's answer; None if it says that nothing is left to send."""
    headers = {"Range": f"bytes={have}-"} if have else {}
    try:
        answer = cast(HTTPResponse, urlopen(Request(url, headers=headers), timeout=silence))
    except HTTPError as error:
        with error:
            if error.code != BEYOND_RANGE:
                raise BrokenOff("refused", f"{error.code} {error.reason}") from error
        yield None
        return
    except URLError as error:
        raise BrokenOff("unreachable", _words(error.reason)) from error
    except (OSError, HTTPException) as error:
        raise BrokenOff("cut", _words(error)) from error
    with answer:
        yield answer


def _read(answer: HTTPResponse) -> bytes:
    try:
        return answer.read1(BLOCK)
    except (OSError, HTTPException) as error:
        raise BrokenOff("cut", _words(error)) from error


def _words(reason: object) -> str:
    """A reason without the number that the system gives it."""
    if isinstance(reason, TimeoutError):
        return "no answer"
    words = reason.strerror if isinstance(reason, OSError) else None
    return words or str(reason) or type(reason).__name__
