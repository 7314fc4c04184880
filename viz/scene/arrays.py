"""Array types of the scene."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Pair = tuple[float, float]
Pixels = npt.NDArray[np.uint8]
