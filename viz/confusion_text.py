"""A confusion matrix in words and digits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from viz.verdict import NBSP


def percent(part: int, total: int) -> str:
    """A share of counts with as many digits as accuracies have here: "92.27 %"; a dash of nothing."""
    if not total:
        return "—"
    return f"{100 * part / total:.2f}{NBSP}%"


def matrix_text(
    counts: npt.NDArray[np.int64], names: Sequence[str], corner: str, total: str, right: str
) -> str:
    """The matrix `counts`, (k, k), with sums and shares as tab-separated lines.

    `corner`, `total` and `right` are the words for the axes, the sums, and the shares read right.
    """
    lines = ["\t".join((corner, *names, total, right))]
    for i, (name, row) in enumerate(zip(names, counts.tolist(), strict=True)):
        lines.append("\t".join((name, *map(str, row), str(sum(row)), percent(row[i], sum(row)))))
    sums = counts.sum(axis=0).tolist()
    share = percent(int(np.trace(counts)), sum(sums))
    lines.append("\t".join((total, *map(str, sums), str(sum(sums)), share)))
    return "\n".join(lines)
