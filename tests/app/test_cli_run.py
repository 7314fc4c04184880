"""The command line: `lessons`, `run`, and what is said about mistakes."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import Any

import pytest

from app.__main__ import main
from app.cli.console import make_safe
from app.cli.parser import COMMANDS
from app.cli.run import LINES, stride
from engine.curve_lesson import all_lessons
from engine.lab.lessons import lab_lessons
from tests.app.cli_driving import CHECKOUT, Capture, interrupted, mistake, run_json, start

ALL = [lesson.name for lesson in all_lessons()]
LISTED = [*ALL, *(lesson.name for lesson in lab_lessons())]


def test_json_gives_every_epoch_and_the_end(capsys: Capture) -> None:
    epochs, end = run_json(capsys, "linear")
    assert [epoch["epoch"] for epoch in epochs] == list(range(31))
    assert epochs[0]["w"] == [-5, 10]
    assert epochs[0]["loss"] == 8587.6875
    assert epochs[0]["grad"] == pytest.approx([-1342.2523, 1188.9307], rel=1e-6)
    assert epochs[30]["w"] == pytest.approx([2.4289560, 4.0144439])
    assert (end["end"], end["epochs"], end["lesson"], end["diagnosis"]) == ("finished", 30, "linear", None)
    assert end["run"]["optimizer"] == "sgd"


def test_a_model_that_cannot_be_read_is_refused_at_its_place(capsys: Capture) -> None:
    assert "Character 6: an operator" in mistake(capsys, "run", "linear", "--model", "2*w0 w1")
    assert "logistic" not in mistake(capsys, "run", "logistic-bce-good", "--model", "os.system(1)")
    assert "at most 400" in mistake(capsys, "run", "linear", "--model", "(" * 100_000)


def test_a_diverged_run_ends_with_its_last_finite_epoch_and_the_reason(capsys: Capture) -> None:
    epochs, end = run_json(capsys, "linear-lr-0.015", "--epochs", "100")
    assert (end["end"], end["epochs"], len(epochs)) == ("diverged", 42, 43)
    assert "0.015 is above 2/λmax = 0.00823825" in end["diagnosis"]


def test_a_gradient_that_overflows_before_the_loss_is_null(capsys: Capture) -> None:
    """With x = w = 1e6 all is finite; the weight decay makes the next weight infinite while MSE is flat."""
    epochs, end = run_json(capsys, "logistic-mse-good", "--lr", "1e6", "--hyper", "weight_decay=100")
    assert end["end"] == "diverged"
    assert all(None not in epoch["w"] for epoch in epochs)


@pytest.mark.parametrize(
    ("arguments", "check"),
    [
        (["--w0", "1.5"], lambda epoch, run: epoch["w"] == [1.5, 10]),
        (["--w1", "-2e-1", "--w0", "−3"], lambda epoch, run: epoch["w"] == pytest.approx([-3, -0.2])),
        (["--lr", "0.002"], lambda epoch, run: run["lr"] == 0.002),
        (["--optimizer", "Adam", "--hyper", "BETA1=.5"], lambda epoch, run: run["hyper"]["beta1"] == 0.5),
        (["--loss", "MSE"], lambda epoch, run: epoch["loss"] == pytest.approx(85.876875)),
        (["--seed", "1"], lambda epoch, run: run["seed"] == 1 and epoch["loss"] != 8587.6875),
        (["--model", "w0+w1*x"], lambda epoch, run: epoch["loss"] == 8587.6875 and run["link"] == "formula"),
        (["--model", "w0*x^2+w1"], lambda epoch, run: run["formula"] == "w0 * x^2 + w1"),
        (["--device", "CPU"], lambda epoch, run: epoch["loss"] == 8587.6875),
    ],
)
def test_each_option_replaces_what_it_names(capsys: Capture, arguments: list[str], check: Any) -> None:
    epochs, end = run_json(capsys, "LINEAR", "--epochs", "2", *arguments)
    assert len(epochs) == 3
    assert check(epochs[0], end["run"])


def test_a_drawn_start_keeps_the_half_that_is_not_replaced(capsys: Capture) -> None:
    epochs, _ = run_json(capsys, "logistic-seed42", "--w0", "0", "--epochs", "1")
    assert epochs[0]["w"] == pytest.approx([0, 0.76453855])


def test_a_seed_draws_the_start_anew_where_the_lesson_draws_it(capsys: Capture) -> None:
    epochs, _ = run_json(capsys, "logistic-seeded-mse", "--seed", "42", "--epochs", "1")
    assert epochs[0]["w"] == pytest.approx([0.8300079107284546, 0.7645385265350342])


def test_the_table_shows_first_and_last_in_at_most_forty_rows(capsys: Capture) -> None:
    assert main(["run", "linear-lr-0.0085", "--epochs", "700"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [line.split() for line in lines if line.split()[0].isdigit()]
    assert len(rows) <= LINES
    assert (rows[0][0], rows[-1][0]) == ("0", "674")
    assert len({len(line) for line in lines[1 : len(rows) + 2]}) == 1  # aligned
    assert "SSE = Σ (y − ŷ)²" in lines[0]
    assert lines[-2] == "diverged after epoch 674"
    assert "above 2/λmax" in lines[-1]


@pytest.mark.parametrize("epochs", [1, 2, 37, 38, 39, 40, 77, 100, 999, 1000, 6000, 123_457, 1_000_000])
def test_any_number_of_epochs_fits_the_table(epochs: int) -> None:
    shown = set(range(0, epochs + 1, stride(epochs))) | {epochs}
    assert len(shown) <= LINES
    assert stride(epochs) == 1 or len(shown) > LINES / 3


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("run linera", "There is no lesson named “linera”. Did you mean linear?"),
        ("run", "LESSON"),
        ("run linear --lr nan", "lr: “nan” is not a finite number"),
        ("run linear --lr 1e9", "lr: 1e+09 is outside the range from 1e-12 to 1e+06"),
        ("run linear --lr -1", "lr: -1 is outside"),
        ("run linear --lr fast", "--lr: “fast” is not a number"),
        ("run linear --epochs 0", "epochs: 0 is outside the range from 1 to 1000000"),
        ("run linear --epochs 1000000000", "epochs: 1000000000 is outside"),
        ("run linear --epochs 1.5", "--epochs: “1.5” is not a whole number"),
        ("run linear --w0 -inf", "w0: “-inf” is not a finite number"),
        ("run linear --w1 -1e9", "w1: -1e+09 is outside"),
        ("run linear --optimizer lion", "optimizer: “lion” is not one of sgd, momentum"),
        ("run linear --loss hinge", "loss: “hinge” is not one of sse, mse, bce"),
        ("run linear --loss bce", "BCE does not fit"),
        ("run linear --hyper beta1=0.5", "“beta1” is not one of weight_decay"),
        ("run linear --hyper weight_decay", "“weight_decay” is not NAME=VALUE"),
        ("run linear --seed -1", "seed: -1 is outside"),
        ("run logistic-toy --seed 1", "nothing in the data “toy” is drawn"),
        ("run linear --device tpu", "device: “tpu” is not one of cpu, cuda"),
        ("run sigmoid-explorer", "sigmoid-explorer has curves to look at and no run"),
        ("run Sigmoid-Explorer --json", "--lesson sigmoid-explorer"),
        ("run linear --data .", "--data: the lesson linear has no such setting"),
        ("run linear --epoch 3", "unrecognized arguments: --epoch"),
        ("rum linear", "invalid choice: 'rum'"),
        ("--theme pink", "invalid choice: 'pink'"),
    ],
)
def test_a_mistake_is_one_line_on_stderr(capsys: Capture, line: str, said: str) -> None:
    assert said in mistake(capsys, *line.split())


def test_lessons_are_listed_by_name_and_title(capsys: Capture) -> None:
    assert main(["lessons"]) == 0
    out = capsys.readouterr().out
    positions = [out.index(f"  {name} ") for name in LISTED]
    assert positions == sorted(positions)
    assert "Linear regression" in out
    assert "\nMNIST\n" in out


def test_lessons_as_json_hold_all_that_their_files_say(capsys: Capture) -> None:
    assert main(["lessons", "--json"]) == 0
    lessons = json.loads(capsys.readouterr().out)
    assert [lesson["name"] for lesson in lessons] == LISTED
    assert lessons[0]["start"] == [-5, 10]
    assert lessons[0]["title"]["ko"] == "선형 회귀"
    assert next(lesson for lesson in lessons if lesson["name"] == "logistic-5000")["more"] == 4900
    softmax = lessons[-1]
    assert (softmax["group"], softmax["train"]["network"], softmax["pick"]) == ("mnist", "784-10", 777)


def test_help_names_every_command(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(f" {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("line", ["--help", "lessons --json", "run --help", "run linear --lr nan"])
def test_quick_answers_do_not_load_torch_or_qt(line: str) -> None:
    code = (
        "import sys\nfrom app.__main__ import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print(sorted({'torch', 'numpy', 'PySide6'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *line.split()], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("encoding", "printed"),
    [("ascii", "-1.064 x 10^38 lambdamax ?"), ("utf-8", "−1.064 × 10³⁸ λmax 한"), ("cp949", None)],
)
def test_any_console_can_print_mathematics(encoding: str, printed: str | None) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    make_safe(stream, None)
    stream.write("−1.064 × 10³⁸ λmax 한")
    stream.flush()
    shown = raw.getvalue().decode(encoding)
    assert "1.064" in shown
    assert printed is None or shown == printed


def test_the_program_speaks_on_a_pipe_that_knows_only_latin_1() -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    with start("run", "linear-lr-0.015", encoding="latin-1", env=environment) as process:
        out, err = process.communicate(timeout=120)
    assert (process.returncode, err) == (0, "")
    assert "-2.642" in out


def test_a_reader_that_goes_away_is_not_an_error() -> None:
    with start("run", "logistic-5000", "--json", "--epochs", "20000") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["epoch"] == 0
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=120) == 141


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to send to a process on Windows")
def test_ctrl_c_ends_the_run_as_stopped_with_nothing_lost() -> None:
    epochs, _ = interrupted("logistic-5000", "--epochs", "1000000")
    assert [epoch["epoch"] for epoch in epochs] == list(range(len(epochs)))
