"""A person's own data: drawn with the mouse, generated, or read from a table; edited without changing them.

NumPy is imported only when there are data: run configurations, which name them, must cost nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from engine.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Values = npt.NDArray[np.floating] | Sequence[float]

MOST_ROWS = 1_000_000
LARGEST = 3.4028234663852886e38
"""The largest finite float32."""


@dataclass(frozen=True, eq=False, slots=True)
class OwnData:
    """One feature and one target that came from a person.

    Two are equal if their numbers and `true_w` are, whatever they are called; the hash is of the numbers
    as well. Edits return new data and leave these alone: an edit's inverse is another edit, so that an undo
    command needs to keep one datum and not the data.

    Parameters
    ----------
    x, y
        Shape (n,), 1 ≤ n ≤ `MOST_ROWS`. Kept as read-only float32 copies: what training sees.
    name
        What the data are called: a file's name, for example.
    true_w
        The weights (w0, w1) that the targets were drawn around, where that is known.

    Raises
    ------
    InputError
        If there are no rows or too many, or a number is not finite in float32; the row is named, from 1.
    """

    x: Floats
    y: Floats
    name: str = ""
    true_w: tuple[float, float] | None = None
    _digest: list[bytes] = field(init=False, repr=False, default_factory=list)

    def __post_init__(self) -> None:
        x, y = _column("x", self.x), _column("y", self.y)
        if len(x) != len(y):
            raise ValueError(f"{len(x)} inputs, {len(y)} targets")
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)

    def __len__(self) -> int:
        return len(self.x)

    def __repr__(self) -> str:
        return f"OwnData({self.name!r}, {len(self)} rows)"

    @property
    def digest(self) -> bytes:
        """32 bytes that differ for other numbers; computed once."""
        if not self._digest:
            from hashlib import blake2b

            digest = blake2b(repr((len(self), self.true_w)).encode(), digest_size=32)
            digest.update(self.x.data)
            digest.update(self.y.data)
            self._digest.append(digest.digest())
        return self._digest[0]

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return isinstance(other, OwnData) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def is_binary(self) -> bool:
        """Whether every target is 0 or 1, so that a sigmoid can be fitted."""
        return bool(((self.y == 0.0) | (self.y == 1.0)).all())

    def with_point(self, i: int, x: float, y: float) -> OwnData:
        """Return the data with datum `i` (from 0) at (x, y)."""
        self._check_index(i)
        new_x, new_y = self.x.copy(), self.y.copy()
        new_x[i], new_y[i] = _number("x", i, x), _number("y", i, y)
        return self._edited(new_x, new_y)

    def without_point(self, i: int) -> OwnData:
        """Return the data without datum `i`; raise `InputError` if it is the last one."""
        import numpy as np

        self._check_index(i)
        return self._edited(np.delete(self.x, i), np.delete(self.y, i))

    def with_added(self, x: float, y: float, at: int | None = None) -> OwnData:
        """Return the data with (x, y) before datum `at`, by default at the end; `InputError` if full."""
        import numpy as np

        i = len(self) if at is None else at
        return self._edited(
            np.insert(self.x, i, _number("x", i, x)), np.insert(self.y, i, _number("y", i, y))
        )

    def standardised(self) -> Standardised:
        """Return the data with x′ = (x − mean) / std in place of x, and the two numbers.

        The mean and the standard deviation (of the population, 1/n) are computed in float64. Targets stay
        as they are, so ŷ and the loss mean the same before and after. Nothing standardises data on its own.

        Raises
        ------
        InputError
            If all x are equal: there is no spread to divide by.
        """
        import numpy as np

        x = self.x.astype(np.float64)
        mean, std = float(x.mean()), float(x.std())
        # The spread of equal numbers is what rounding their mean leaves.
        if std <= abs(mean) * 1e-15 or self.x.min() == self.x.max():
            raise InputError("own-no-spread", value=f"{self.x[0]:g}")
        maps = Standardised(self, mean, std)
        true_w = None if self.true_w is None else maps.weights(self.true_w)
        return maps._replace(data=OwnData(((x - mean) / std).astype(np.float32), self.y, self.name, true_w))

    def _edited(self, x: Floats, y: Floats) -> OwnData:
        return OwnData(x, y, self.name, self.true_w)

    def _check_index(self, i: int) -> None:
        if not 0 <= i < len(self):
            raise IndexError(f"there is no datum {i} among {len(self)}")


class Standardised(NamedTuple):
    """Standardised data and how their weights and the raw data's correspond.

    With x′ = (x − mean) / std the two models say the same, w0 + w1·x = w0′ + w1′·x′ for all x, exactly if
    their coefficients of 1 and x agree: w1 = w1′ / std and w0 = w0′ − w1′·mean / std. Solved for the primed
    ones: w1′ = std·w1 and w0′ = w0 + mean·w1. (x′ itself is rounded to float32, so losses at corresponding
    weights differ by some 1e-7 of their size.)
    """

    data: OwnData
    mean: float
    std: float

    def weights(self, raw: tuple[float, ...]) -> tuple[float, float]:
        """w′, for the standardised data, from w for the raw ones."""
        return raw[0] + self.mean * raw[1], self.std * raw[1]


def _column(name: str, values: Values) -> Floats:
    """`values` as a read-only float32 column of our own."""
    import numpy as np

    with np.errstate(over="ignore"):
        given = np.asarray(values)
        column = given.astype(np.float32, order="C", copy=given.flags.writeable).reshape(-1)
    if not len(column):
        raise InputError("own-empty")
    if len(column) > MOST_ROWS:
        raise InputError("own-too-many", rows=f"{len(column):,}", most=f"{MOST_ROWS:,}")
    finite = np.isfinite(column)
    if not finite.all():
        row = int(np.argmin(finite))
        raise InputError("own-not-finite", field=name, row=row + 1, value=f"{given.reshape(-1)[row]:g}")
    column.flags.writeable = False
    return column


def _number(name: str, i: int, value: float) -> float:
    if not -LARGEST <= value <= LARGEST:
        raise InputError("own-not-finite", field=name, row=i + 1, value=f"{value:g}")
    return value
