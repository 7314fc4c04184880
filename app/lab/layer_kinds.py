"""Kinds of layers as the form of a network offers them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from engine.errors import QT_TRANSLATE_NOOP
from engine.lab.layers import LAYERS
from viz.network_form import LayerKind

_C = "layers"
_ARGUMENTS = {"Dropout": "0.5", "Conv": "16,5", "MaxPool": "2"}
_TEXTS = {
    "": (
        QT_TRANSLATE_NOOP("layers", "Linear"),
        QT_TRANSLATE_NOOP("layers", "units"),
        QT_TRANSLATE_NOOP("layers", "Fully connected: every unit sees all numbers before it"),
    ),
    "ReLU": ("ReLU", "", QT_TRANSLATE_NOOP("layers", "Negative numbers become zero")),
    "Sigmoid": ("Sigmoid", "", QT_TRANSLATE_NOOP("layers", "Squeezes every number between 0 and 1")),
    "Tanh": ("Tanh", "", QT_TRANSLATE_NOOP("layers", "Squeezes every number between −1 and 1")),
    "Dropout": (
        "Dropout",
        QT_TRANSLATE_NOOP("layers", "share dropped"),
        QT_TRANSLATE_NOOP("layers", "While training, this share of the numbers is silenced at random"),
    ),
    "Conv": (
        "Conv",
        QT_TRANSLATE_NOOP("layers", "channels, window"),
        QT_TRANSLATE_NOOP("layers", "The same small filters at every place of the image"),
    ),
    "MaxPool": (
        "MaxPool",
        QT_TRANSLATE_NOOP("layers", "window"),
        QT_TRANSLATE_NOOP("layers", "The largest number of each little square"),
    ),
    "BatchNorm": (
        "BatchNorm",
        "",
        QT_TRANSLATE_NOOP("layers", "Each channel is brought to mean 0 and spread 1 within the batch"),
    ),
    "Flatten": ("Flatten", "", QT_TRANSLATE_NOOP("layers", "All numbers in a row")),
}


def layer_kinds() -> list[LayerKind]:
    """Every kind, with titles in the language in force; the fully connected layer first."""
    names = ["", *(kind.name for kind in LAYERS.values())]
    kinds = []
    for name in names:
        title, argument, tip = (
            QCoreApplication.translate(_C, text) if text else "" for text in _TEXTS.get(name, (name, "", ""))
        )
        kinds.append(LayerKind(name, title, argument, "32" if not name else _ARGUMENTS.get(name, ""), tip))
    return kinds
