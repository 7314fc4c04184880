"""Reading one TOML table field by field, so that every mistake in a lesson file is named exactly.

A `Fields` hands out each field once, checked; what nobody asked for is an error as well. So a reader's
code is the schema: there is no second description that could fall out of step with it.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from engine.errors import InputError

LANGUAGES = ("en", "ko")
"""In which every lesson says its texts."""

T = TypeVar("T")
_REQUIRED = object()


class Fields:
    """A table of a TOML file whose fields are taken one by one.

    Every method raises `InputError` with the file, the field's dotted path, what was expected and what
    was found, if a field is missing (and has no default) or has another type or value than asked for.
    """

    def __init__(self, table: dict[str, Any], file: str, path: str = "") -> None:
        self._left = dict(table)
        self._file = file
        self._path = path

    def _error(self, name: str, expected: str, found: str) -> InputError:
        return InputError(
            "lesson-file", file=self._file, field=self._path + name, expected=expected, found=found
        )

    def _take(
        self, name: str, expected: str, accept: Callable[[Any], T | None], default: Any = _REQUIRED
    ) -> T:
        if name not in self._left:
            if default is not _REQUIRED:
                return default  # type: ignore[no-any-return]
            raise self._error(name, expected, "nothing")
        value = self._left.pop(name)
        taken = accept(value)
        if taken is None:
            raise self._error(name, expected, _describe(value))
        return taken

    def text(self, name: str) -> str:
        """Return a text that is not blank."""
        return self._take(name, "a text", lambda v: v if isinstance(v, str) and v.strip() else None)

    def by_language(self, name: str) -> dict[str, str]:
        """Return the texts of a table that has one in each of `LANGUAGES`, and nothing else."""
        table = self.table(name)
        texts = {language: table.text(language) for language in LANGUAGES}
        table.end()
        return texts

    def choice(self, name: str, choices: tuple[str, ...], default: Any = _REQUIRED) -> Any:
        """Return one of the texts in `choices`."""
        expected = "one of " + ", ".join(choices)
        return self._take(
            name, expected, lambda v: v if isinstance(v, str) and v in choices else None, default
        )

    def whole(self, name: str, low: int, high: int, default: Any = _REQUIRED) -> Any:
        """Return a whole number in [low, high]."""
        expected = f"a whole number from {low} to {high}"
        return self._take(name, expected, lambda v: v if _is_int(v) and low <= v <= high else None, default)

    def number(self, name: str, low: float, high: float, default: Any = _REQUIRED) -> Any:
        """Return a number in [low, high] as a float."""
        expected = f"a number from {low:g} to {high:g}"
        return self._take(
            name, expected, lambda v: float(v) if _is_number(v) and low <= v <= high else None, default
        )

    def pair(self, name: str, low: float, high: float, default: Any = _REQUIRED) -> Any:
        """Return two numbers in [low, high] as floats."""

        def accept(value: Any) -> tuple[float, float] | None:
            if not (isinstance(value, list) and len(value) == 2):
                return None
            if not all(_is_number(v) and low <= v <= high for v in value):
                return None
            return float(value[0]), float(value[1])

        return self._take(name, f"two numbers from {low:g} to {high:g}", accept, default)

    def numbers(self, name: str, low: float, high: float, *, count: tuple[int, int]) -> tuple[float, ...]:
        """Return from `count[0]` to `count[1]` numbers in [low, high] as floats."""

        def accept(value: Any) -> tuple[float, ...] | None:
            if not (isinstance(value, list) and count[0] <= len(value) <= count[1]):
                return None
            if not all(_is_number(v) and low <= v <= high for v in value):
                return None
            return tuple(float(v) for v in value)

        return self._take(name, f"{count[0]} to {count[1]} numbers from {low:g} to {high:g}", accept)

    def interval(self, name: str, low: float, high: float) -> tuple[float, float]:
        """Return two numbers in [low, high], the first below the second."""
        ends: tuple[float, float] = self.pair(name, low, high)
        if not ends[0] < ends[1]:
            raise self._error(name, "the lower end before the upper", _describe(list(ends)))
        return ends

    def table(self, name: str, default: dict[str, Any] | None = None) -> Fields:
        """Return the fields of a table inside this one."""
        fallback = _REQUIRED if default is None else default
        table = self._take(name, "a table", lambda v: v if isinstance(v, dict) else None, fallback)
        return Fields(table, self._file, f"{self._path}{name}.")

    def tables(self, name: str, most: int) -> list[Fields]:
        """Return the fields of each of at most `most` tables `[[name]]`; none if there is no such field."""

        def accept(value: Any) -> list[Any] | None:
            fits = isinstance(value, list) and len(value) <= most and all(isinstance(v, dict) for v in value)
            return value if fits else None

        found = self._take(name, f"at most {most} tables", accept, [])
        return [
            Fields(table, self._file, f"{self._path}{name}.{place}.") for place, table in enumerate(found, 1)
        ]

    def names(self) -> list[str]:
        """Return the names of the fields not yet taken."""
        return list(self._left)

    def end(self) -> None:
        """Raise `InputError` if a field was never taken: it is misspelt, or means nothing here."""
        for name, value in self._left.items():
            raise self._error(name, "no such field", _describe(value))

    def contradiction(self, name: str, expected: str, found: str) -> InputError:
        """Return the error for fields that are right one by one but not together."""
        return self._error(name, expected, found)


def read_fields(file: Traversable) -> Fields:
    """Return the fields of a TOML file.

    Raises
    ------
    InputError
        If the file cannot be opened, is not UTF-8 or not TOML; the parser's reason and line are kept.
    """
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError("lesson-unread", file=file.name, reason=error) from error
    return Fields(table, file.name)


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return _is_int(value) or (isinstance(value, float) and math.isfinite(value))


def _describe(value: object) -> str:
    """Return how a value of a TOML file is shown in an error: its type, and itself if it is short."""
    if isinstance(value, bool):
        return str(value).lower()
    kinds = {str: "text", int: "number", float: "number", list: "list", dict: "table"}
    kind = kinds.get(type(value), type(value).__name__)
    shown = f"“{value}”" if isinstance(value, str) else str(value)
    return f"the {kind} {shown}" if len(shown) <= 60 else f"a {kind} of {len(shown)} characters"
