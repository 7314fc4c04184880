"""The quiet table: large type finds its size, whatever comes in whatever order."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.viz.test_drawer import Shouting
from viz.cell_model import Column, Line
from viz.quiet_cells import LARGE
from viz.quiet_table import QuietTable
from viz.run_table import RunRow, RunTable
from viz.theme import DARK, LIGHT

KOREAN = ("실행", "옵티마이저", "학습률", "에폭", "ŵ₀, ŵ₁", "손실", "목표까지", "상태", "")


def row(key: int, name: str) -> RunRow:
    return RunRow(
        key, name, DARK.runs[key % 8], "SGD", "0.0083", "100", "−0.7500  3.5880", "5.4321 × 10¹⁹",
        "12", "끝남", visible=True, pinned=False, lead=key == 0,
    )  # fmt: skip


def korean(qtbot: QtBot, width: int) -> RunTable:
    table = RunTable()
    qtbot.addWidget(table)
    table.resize(width, 204)
    table.show()
    qtbot.waitExposed(table)
    columns = [
        replace(column, name=name) for name, column in zip(KOREAN, table.table.cells.columns, strict=True)
    ]
    table.table.set_columns(columns)
    return table


@pytest.mark.parametrize("width", range(560, 860, 12))
def test_one_run_becomes_eight_in_korean_and_large_type(qtbot: QtBot, width: int) -> None:
    """Type swung between two sizes, each a resize within the other, until the stack was full."""
    table = korean(qtbot, width)
    table.set_large_type(True)
    table.set_rows([row(0, "SGD")])
    QTest.qWait(1)
    table.set_rows([row(key, f"학습률 0.00{key}3") for key in range(8)])
    QTest.qWait(1)
    assert LARGE[0] <= table.table.type_scale <= LARGE[1] + 0.02
    assert table.table.horizontalScrollBar().maximum() == 0


def test_the_size_of_large_type_follows_from_width_and_texts_alone(qtbot: QtBot) -> None:
    table = QuietTable()
    qtbot.addWidget(table)
    table.set_columns([Column("name"), Column("number", right=True)])
    table.set_lines([Line(i, (f"a name of some length {i}", "−12345.678")) for i in range(6)])
    table.show()
    table.set_large_type(True)
    sizes: dict[int, float] = {}
    widths = list(range(180, 480, 7))
    for width in (*widths, *reversed(widths), *random.Random(1).sample(widths, len(widths))):
        table.resize(width, 140)
        assert sizes.setdefault(width, table.type_scale) == table.type_scale
    assert len(set(sizes.values())) == 5
    assert sorted(sizes.values()) == [sizes[width] for width in widths]


@pytest.mark.parametrize("seed", range(6))
def test_anything_in_any_order(qtbot: QtBot, seed: int) -> None:
    chance = random.Random(seed)
    table = RunTable()
    qtbot.addWidget(table)
    table.resize(760, 264)
    table.show()
    qtbot.waitExposed(table)
    names = ("SGD", "learning rate 0.0083", "학습률 0.0083", "x" * 40, "·")
    translator = Shouting()
    shouting = False
    for _ in range(150):
        match chance.randrange(8):
            case 0:
                table.set_large_type(chance.random() < 0.7)
            case 1:
                table.set_theme(chance.choice((DARK, LIGHT)))
            case 2:
                table.resize(chance.randrange(300, 1300), chance.randrange(90, 400))
            case 3:
                shouting = not shouting
                change = QCoreApplication.installTranslator if shouting else QCoreApplication.removeTranslator
                change(translator)
                QCoreApplication.sendEvent(table, QEvent(QEvent.Type.LanguageChange))
            case 4:
                table.select(chance.randrange(9))
            case 5:
                table.table.edit_name()
                editor = table.table.findChild(QLineEdit)
                if editor is not None and chance.random() < 0.5:
                    QTest.keyClicks(editor, "mine")
            case _:
                keys = chance.sample(range(12), chance.randrange(9))
                table.set_rows([row(key, chance.choice(names)) for key in keys])
        if chance.random() < 0.5:
            QCoreApplication.processEvents()
        rows = table.table
        assert len(rows.rows) == len(rows.cells.lines)
        assert rows.type_scale == 1.0 or LARGE[0] <= rows.type_scale <= LARGE[1] + 0.02
    if shouting:
        QCoreApplication.removeTranslator(translator)
