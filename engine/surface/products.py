"""Matrix products that stay in the calling thread.

OpenBLAS, which NumPy brings along, wakes its own threads for products beyond a certain size. For products
that take a fraction of a millisecond this gains little on idle cores, and while training keeps them busy
it was measured to cost 50 times the product itself. So large products are taken in slices below that size.
"""

from __future__ import annotations

import numpy as np

from engine.problem import FloatArray

SERIAL_MATRIX = 1 << 18
"""Multiplications up to which OpenBLAS multiplies two matrices in the calling thread."""
SERIAL_VECTOR = 9000
"""Multiplications up to which it does so for a matrix and a vector."""


def product(a: FloatArray, b: FloatArray) -> FloatArray:
    """a @ b for many rows in `a`, in slices of rows."""
    out = np.empty((a.shape[0], b.shape[1]))
    rows = max(1, (SERIAL_MATRIX if b.shape[1] > 1 else SERIAL_VECTOR) // b.size)
    for start in range(0, len(a), rows):
        np.matmul(a[start : start + rows], b, out=out[start : start + rows])
    return out


def long_product(a: FloatArray, b: FloatArray) -> FloatArray:
    """a @ b for few rows in `a` and many in `b`, in slices of the axis summed over."""
    values = a.shape[0] * b.shape[1]
    length = max(1, (SERIAL_MATRIX if b.shape[1] > 1 else SERIAL_VECTOR) // values)
    if length >= len(b):
        return a @ b
    out = np.zeros((a.shape[0], b.shape[1]))
    for start in range(0, len(b), length):
        out += a[:, start : start + length] @ b[start : start + length]
    return out
