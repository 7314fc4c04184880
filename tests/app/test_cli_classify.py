"""`classify`: one line a picture, as columns or JSON; what cannot be read is named, the rest still read."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageDraw

from app.cli import classify


@pytest.fixture
def seven(tmp_path):
    path = tmp_path / "a seven.png"
    picture = Image.new("RGB", (300, 300), "white")
    ImageDraw.Draw(picture).line([(80, 50), (210, 55), (140, 260)], fill="navy", width=3)
    picture.save(path)
    return str(path)


@pytest.fixture
def scribble(tmp_path):
    path = tmp_path / "scribble.png"
    picture = Image.new("L", (300, 300), 255)
    pen = ImageDraw.Draw(picture)
    for k in range(20):
        pen.line([(40 + 11 * k, 60 + 90 * (k % 2)), (60 + 9 * k, 250 - 120 * (k % 3))], fill=0, width=2)
    picture.save(path)
    return str(path)


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    classify.add_arguments(parser)
    return classify.main(parser.parse_args(arguments))


def test_a_line_says_digit_probability_and_file(seven, capsys):
    assert run(seven) == 0
    out, err = capsys.readouterr()
    assert err == ""
    digit, percent, sign, *file = out.split()
    assert (digit, sign, " ".join(file)) == ("7", "%", seven)
    assert 60 < float(percent) <= 100


def test_lines_are_aligned_and_say_when_not_sure(seven, scribble, capsys):
    assert run(seven, scribble) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.index("%") == second.index("%")
    assert "not sure" in second
    assert "not sure" not in first


def test_json(seven, scribble, capsys):
    assert run("--json", seven, scribble) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert list(first) == ["file", "digit", "probabilities", "sure"]
    assert (first["file"], first["digit"], first["sure"]) == (seven, 7, True)
    assert sum(first["probabilities"]) == pytest.approx(1)
    assert len(first["probabilities"]) == 10
    assert second["sure"] is False


def test_what_was_cut_out_is_said_when_asked(seven, capsys):
    assert run("--cut", seven) == 0
    line, cut = capsys.readouterr().out.splitlines()
    assert line.startswith("7 ")
    assert "of 300 × 300" in cut
    assert "The page has one colour; the ink is darker." in cut
    assert run("--cut", "--json", seven) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["digit"] == 7
    left, top, width, height = answer["cut"]["box"]
    assert (left, top) == pytest.approx((79, 49), abs=3)
    assert (width, height) == pytest.approx((133, 213), abs=5)
    assert (answer["cut"]["page"], answer["cut"]["lines"]) == ("even", 0)


def test_a_photograph_is_read(seven, tmp_path, capsys):
    drawn = np.asarray(Image.open(seven).resize((1200, 1200)), np.float32)
    light = np.linspace(1, 0.35, 1200)[:, None]  # darker towards the bottom
    path = tmp_path / "photograph.jpg"
    Image.fromarray((drawn * light[..., None]).astype(np.uint8)).save(path, quality=70)
    assert run("--cut", str(path)) == 0
    line, cut = capsys.readouterr().out.splitlines()
    assert line.startswith("7 ")
    assert "lit unevenly" in cut


def test_what_cannot_be_read_is_named_and_the_rest_still_read(seven, tmp_path, capsys):
    empty = tmp_path / "empty.png"
    Image.new("L", (50, 50), 255).save(empty)
    text = tmp_path / "text.png"
    text.write_text("no picture")
    missing = tmp_path / "missing.png"
    assert run(str(missing), str(text), seven, str(empty), str(tmp_path)) == 2
    out, err = capsys.readouterr()
    assert out.startswith("7 ")
    assert len(out.splitlines()) == 1
    lines = err.splitlines()
    assert len(lines) == 4
    for line, path in zip(lines, (missing, text, empty, tmp_path), strict=True):
        assert line.startswith(f"lossland: {path}: ")


@pytest.mark.parametrize(("option", "word"), [("--network", "network"), ("--device", "device")])
def test_unknown_choices_are_one_line(seven, option, word, capsys):
    assert run(option, "nothing", seven) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"lossland: {word}: “nothing”")
    assert len(err.splitlines()) == 1


def test_help_needs_neither_torch_nor_qt():
    code = "import sys, app.cli.classify; print({'torch', 'PySide6', 'numpy', 'PIL'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
