"""Lessons of curves: what σ(Wx + b) is, the course's two families, and files that are broken."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.curve_lesson import (
    CurveLesson,
    all_lessons,
    curve_lessons,
    is_curve_lesson,
    load_curve_lesson,
    read_curve_lesson,
)
from engine.errors import InputError
from engine.lab.lessons import lab_lessons
from engine.lesson_file import LANGUAGES
from engine.lessons import GROUPS, lesson_names, load_lesson, two_input_lessons
from engine.sigmoid import SigmoidCurve, sampled

GOOD = """
group = "sigmoid"
order = 1
title = { en = "Title", ko = "제목" }
look = { en = "Look", ko = "볼 것" }
x = { span = [-5, 5], step = 0.1 }
families = [
    { varies = "w", values = [0.5, 1, 2], fixed = 0 },
    { varies = "b", values = [0.5, 1, 1.5], fixed = 1 },
]
free = { w = 1, b = -2, reach = [-5, 5] }
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "sigmoid-mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_course_s_two_families_are_there() -> None:
    assert [lesson.name for lesson in curve_lessons()] == ["sigmoid-explorer"]
    lesson = load_curve_lesson(" Sigmoid-Explorer ")
    by_w, by_b = (family.curves() for family in lesson.families)
    assert by_w == [(0.5, 0), (1, 0), (2, 0)]
    assert by_b == [(1, 0.5), (1, 1), (1, 1.5)]
    assert lesson.free not in by_w + by_b  # else it would lie on one of them
    for texts in (lesson.title, lesson.look):
        assert set(texts) == set(LANGUAGES)
        assert all(texts.values())
    assert len(lesson.title["en"]) <= 28


def test_x_goes_from_minus_five_up_to_but_not_to_five() -> None:
    lesson = load_curve_lesson("sigmoid-explorer")
    x = sampled(lesson.span, lesson.step)
    assert x[0] == -5
    assert x[-1] == pytest.approx(5 - lesson.step)
    assert len(x) == 500
    notes = np.arange(-5, 5, 0.1)
    np.testing.assert_allclose(sampled((-5, 5), 0.1), notes, atol=1e-12)


def test_it_is_listed_among_the_lessons_in_its_group_s_place() -> None:
    lessons = all_lessons()
    names = [lesson.name for lesson in lessons]
    two_inputs = [lesson.name for lesson in two_input_lessons()]
    curves, labs = ([lesson.name for lesson in found] for found in (curve_lessons(), lab_lessons()))
    assert sorted(names) == sorted([*lesson_names(), *two_inputs, *curves])
    assert [name for name in names if name in lesson_names()] == lesson_names()
    order = [list(GROUPS).index(lesson.group) for lesson in lessons]
    assert order == sorted(order)
    assert names.index("linear") < names.index("sigmoid-explorer") < names.index("logistic-mse-good")
    assert not set(curves) & {*lesson_names(), *labs}


def test_it_has_no_run_and_says_where_it_can_be_seen() -> None:
    with pytest.raises(InputError, match="no run") as caught:
        load_lesson("SIGMOID-explorer")
    assert caught.value.code == "no-run"
    assert "--lesson sigmoid-explorer" in str(caught.value)
    with pytest.raises(InputError, match="Did you mean sigmoid-explorer"):
        load_lesson("sigmoid-explorr")
    assert is_curve_lesson(" Sigmoid-Explorer")
    assert not is_curve_lesson("linear")


def test_as_json_it_holds_all_that_its_file_says() -> None:
    values = json.loads(json.dumps(load_curve_lesson("sigmoid-explorer").as_json()))
    assert values["span"] == [-5, 5]
    assert values["families"][1] == {"varies": "b", "values": [0.5, 1, 1.5], "fixed": 1}
    assert values["free"] == [1, -2]


@pytest.mark.parametrize(
    ("w", "b"), [(1.0, -2.0), (0.5, 0.0), (-2.0, 1.5), (40.0, -300.0), (1e6, 1e6), (-1e-3, 1e6)]
)
def test_the_three_numbers_are_those_of_the_curve(w: float, b: float) -> None:
    curve = SigmoidCurve(w, b)
    crossing = curve.crossing
    assert crossing is not None
    assert curve.at_zero == curve.at(np.zeros(1))[0]
    assert curve.at(np.array([crossing]))[0] == pytest.approx(0.5, abs=1e-9)
    h = 1e-4 / abs(w)
    ahead, behind = curve.at(np.array([crossing + h, crossing - h]))
    assert (ahead - behind) / (2 * h) == pytest.approx(curve.slope, rel=1e-5)


def test_a_flat_curve_crosses_one_half_nowhere() -> None:
    assert SigmoidCurve(0.0, 1.0).crossing is None
    assert SigmoidCurve(0.0, 0.0).crossing is None
    assert SigmoidCurve(0.0, 1.0).slope == 0
    assert str(SigmoidCurve(1.0, 0.0).crossing) == "0.0"
    assert SigmoidCurve(5e-324, 1.0).crossing == -np.inf


def test_a_curve_is_sigma_without_overflow() -> None:
    x = np.linspace(-5, 5, 11)
    np.testing.assert_allclose(SigmoidCurve(1.3, -0.4).at(x), 1 / (1 + np.exp(-(1.3 * x - 0.4))), rtol=1e-14)
    ends = SigmoidCurve(1e6, 0.0).at(np.array([-5.0, 5.0]))
    assert ends.tolist() == [0.0, 1.0]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    lesson = read_curve_lesson(write(tmp_path, GOOD))
    assert isinstance(lesson, CurveLesson)
    assert (lesson.name, lesson.span, lesson.step, lesson.free) == ("sigmoid-mine", (-5, 5), 0.1, (1, -2))


@pytest.mark.parametrize(
    ("old", "new", "field", "expected", "found"),
    [
        ("order = 1", "", "order", "a whole number from 1", "nothing"),
        ('"sigmoid"', '"cubic"', "group", "one of linear, sigmoid", "the text “cubic”"),
        (', ko = "볼 것"', "", "look.ko", "a text", "nothing"),
        ("span = [-5, 5]", "span = [5, -5]", "x.span", "the lower end before", "[5.0, -5.0]"),
        ("step = 0.1", "step = 2", "x.step", "a number from 0.001 to 1", "the number 2"),
        ("step = 0.1", "step = 0.1, epochs = 3", "x.epochs", "no such field", "the number 3"),
        ('varies = "b"', 'varies = "c"', "families.2.varies", "one of w, b", "the text “c”"),
        ('varies = "b"', 'varies = "w"', "families", "one for w, one for b", "w, w"),
        ("[0.5, 1, 2]", "[0.5]", "families.1.values", "2 to 4 numbers", "[0.5]"),
        ("[0.5, 1, 2]", "[0.5, 1, inf]", "families.1.values", "2 to 4 numbers", "inf"),
        ("[0.5, 1, 2]", "[0.5, 1, 1]", "families.1.values", "different numbers", "0.5, 1, 1"),
        ("fixed = 1 }", 'fixed = "1" }', "families.2.fixed", "a number", "the text “1”"),
        ("b = -2", "b = -7", "free.reach", "an interval that holds w and b", "b = -7"),
        ("reach = [-5, 5]", "reach = [5, 5]", "free.reach", "the lower end before", "[5.0, 5.0]"),
        ("free = {", "model = { link = 1 }\nfree = {", "model", "no such field", "link"),
    ],
)
def test_a_broken_file_names_itself_the_field_and_what_was_expected(
    tmp_path: Path, old: str, new: str, field: str, expected: str, found: str
) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(InputError) as caught:
        read_curve_lesson(write(tmp_path, GOOD.replace(old, new)))
    assert caught.value.code == "lesson-file"
    values = caught.value.values
    assert (values["file"], values["field"]) == ("sigmoid-mine.toml", field)
    assert expected in str(values["expected"])
    assert found in str(values["found"])


def test_a_file_without_families_or_toml_is_said(tmp_path: Path) -> None:
    without = GOOD[: GOOD.index("families")] + GOOD[GOOD.index("free") :]
    with pytest.raises(InputError, match=r"sigmoid-mine\.toml: families: expected one for w"):
        read_curve_lesson(write(tmp_path, without))
    with pytest.raises(InputError, match=r"sigmoid-mine\.toml: cannot be read as TOML"):
        read_curve_lesson(write(tmp_path, "order ="))


def test_listing_them_needs_neither_torch_nor_numpy() -> None:
    code = (
        "import sys, engine.curve_lesson as c; c.all_lessons(); print({'torch', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_curves_themselves_need_no_torch() -> None:
    code = "import sys, engine.sigmoid; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
