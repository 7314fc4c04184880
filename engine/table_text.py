"""From whatever a person opened, dropped or pasted to text, or to a sentence that says why there is none."""

from __future__ import annotations

import re
from pathlib import Path

from engine.errors import InputError

MOST_BYTES = 1 << 28
"""The largest file that is read: a million rows of a dozen columns stay well below it."""
HEAD = 1 << 16
"""Characters at the beginning that are looked through for what no table has."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods files begin, and .xls."""
_SEPARATOR = re.compile('[,;\t"]')
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


def text_of(source: str | bytes | Path) -> tuple[str, str]:
    """Return a table's text and the encoding that it was in (of a text, ``text``).

    Raises
    ------
    InputError
        If there is no such file, it is too large, empty, a spreadsheet program's own format, binary, or in
        an unknown encoding.
    """
    if isinstance(source, Path):
        source = _content(source)
    if len(source) > MOST_BYTES:
        raise _too_large(len(source))
    text, encoding = (source, "text") if isinstance(source, str) else _decoded(source)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise InputError("table-empty")
    if "\0" in text or _CONTROL.search(text[:HEAD]):
        raise InputError("table-binary")
    return _tabbed(text), encoding


def _tabbed(text: str) -> str:
    """The text with a tab for every run of blanks, if blanks are all that separates its cells."""
    if _SEPARATOR.search(text[:HEAD]):
        return text
    return "\n".join("\t".join(line.split()) for line in text.splitlines())


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputError("table-folder", file=path.name)
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _too_large(size)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("table-missing", file=path.name) from error
    except (OSError, ValueError) as error:  # a path with a NUL in it is a ValueError
        if isinstance(error, InputError):
            raise
        raise InputError("table-unread", file=path.name, reason=error) from error


def _too_large(size: int) -> InputError:
    return InputError("table-too-large", size=f"{size / 2**20:,.0f}", most=f"{MOST_BYTES >> 20}")


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(_SPREADSHEETS):
        raise InputError("table-spreadsheet")
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked is not None else _candidates(data):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise InputError("table-encoding")


def _candidates(data: bytes) -> tuple[str, ...]:
    """Encodings to try without a byte order mark: numbers in UTF-16 have a NUL in every other byte."""
    head = data[:4096]
    if b"\0" not in head:
        # Next to nothing but UTF-8 is valid UTF-8, while most of it would pass for CP949.
        return "utf-8", "cp949"
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 4:
        raise InputError("table-binary")
    return ("utf-16-le",) if odd > even else ("utf-16-be",)
