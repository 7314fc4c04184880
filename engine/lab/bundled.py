"""Real handwritten digits without a download: the ones that come with scikit-learn.

They are 1,797 images of 8 × 8 counts from 0 to 16: Alpaydin and Kaynak, “Optical Recognition of Handwritten
Digits”, UCI Machine Learning Repository, 1998, the part that was written by 13 other people than the rest.
They are not MNIST and are never called so.
"""

from __future__ import annotations

import torch
from torch.nn import functional

from engine.digits.pen import BOX, SIDE
from engine.errors import InputError
from engine.lab.dataset import DataSet, Digits

NAME = "scikit-learn digits (8 × 8), not MNIST"
FULL = 16
"""The count of a pixel that is all ink."""
TEST = 360
"""Images kept for testing, the last ones of the file: neighbours are by one hand, so a split at random
would test with hands that were trained on."""


def load_bundled() -> DataSet:
    """scikit-learn's digits brought to 28 × 28: 1,437 to train on, 360 to test with, always the same.

    Each 8 × 8 image is enlarged bilinearly to 20 × 20, MNIST's box, and put in the middle of a 28 × 28
    field; counts of 0 to 16 become 0 to 255. Nothing is centred or drawn anew.

    Raises
    ------
    InputError
        `bundled-missing` if scikit-learn is not installed or lacks them.
    """
    try:
        from sklearn.datasets import load_digits  # type: ignore[import-untyped]

        bunch = load_digits()
    except (ImportError, OSError) as error:
        raise InputError("bundled-missing", reason=error) from error
    images = enlarged(torch.tensor(bunch.images, dtype=torch.float32))
    labels = torch.tensor(bunch.target, dtype=torch.int64)
    train, test = slice(None, -TEST), slice(-TEST, None)
    return DataSet(*(Digits(images[part], labels[part], "scikit-learn", NAME) for part in (train, test)))


def enlarged(counts: torch.Tensor) -> torch.Tensor:
    """Images (n, 8, 8) of counts, 0 to 16, as (n, 28, 28) uint8, 255 = ink."""
    shares = counts.unsqueeze(1) / FULL  # (n, 1, 8, 8)
    boxed = functional.interpolate(shares, size=(BOX, BOX), mode="bilinear", align_corners=False)
    margin = (SIDE - BOX) // 2
    fields = functional.pad(boxed, (margin,) * 4)  # (n, 1, 28, 28)
    return fields.mul(255).round().to(torch.uint8).squeeze(1)
