"""`run mnist-…`: the lab's trainings on the command line."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import torch

from app.__main__ import main
from app.cli import progress, run_lab
from app.cli.progress import ProgressLine, duration
from app.cli.run import LINES
from engine.lab.dataset import DataSet, Digits
from tests.app.cli_driving import Capture, interrupted, mistake, run_json


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> DataSet:
    """A data set that is trained on in no time, found wherever MNIST is looked for."""
    own = torch.Generator().manual_seed(1)
    parts = []
    for count in (300, 150):
        labels = torch.arange(count) % 10
        images = torch.randint(0, 90, (count, 28, 28), generator=own, dtype=torch.uint8)
        images[torch.arange(count), 5 + 2 * labels] = 255
        parts.append(Digits(images, labels, "mnist", "Few"))
    data = DataSet(*parts)
    monkeypatch.setattr(run_lab, "find_data", lambda lesson, folder: data)
    monkeypatch.setattr(run_lab, "THREADS", 1)
    return data


@pytest.mark.usefixtures("few")
def test_json_gives_every_epoch_and_the_end(capsys: Capture) -> None:
    epochs, end = run_json(capsys, "MNIST-01", "--epochs", "3")
    assert [epoch["epoch"] for epoch in epochs] == [1, 2, 3]
    assert epochs[0].keys() == {"epoch", "loss", "train_accuracy", "test_accuracy"}
    assert (end["end"], end["epochs"], end["lesson"]) == ("finished", 3, "mnist-01")
    assert end["test_accuracy"] == epochs[-1]["test_accuracy"]
    assert end["expected"]["test"] == 0.9986
    run = end["run"]
    assert (run["network"], run["parameters"], run["images"]) == ("784-32-ReLU-1-Sigmoid", 25153, [60, 30])
    assert (run["data"], run["device"], run["seed"]) == ("Few", "cpu", 1)


@pytest.mark.usefixtures("few")
def test_options_replace_what_they_name(capsys: Capture) -> None:
    options = ["--lr", "0.5", "--optimizer", "Momentum", "--hyper", "momentum=.5", "--seed", "3"]
    epochs, end = run_json(capsys, "mnist-softmax", "--epochs", "2", *options)
    run = end["run"]
    assert (run["lr"], run["optimizer"], run["hyper"]["momentum"], run["seed"]) == (0.5, "momentum", 0.5, 3)
    again, _ = run_json(capsys, "mnist-softmax", "--epochs", "2", *options)
    other, _ = run_json(capsys, "mnist-softmax", "--epochs", "2", *options[:-1], "4")
    assert epochs == again
    assert epochs != other


@pytest.mark.usefixtures("few")
def test_the_logits_are_trained_twice_side_by_side(capsys: Capture) -> None:
    epochs, end = run_json(capsys, "mnist-01-logits")
    assert len(epochs) == 10
    for epoch in epochs:
        assert epoch["second"]["loss_name"] == end["run"]["second_loss"] == "bce-logits"
        assert epoch["second"]["loss"] == pytest.approx(epoch["loss"], rel=1e-5)
    assert main(["run", "mnist-01-logits"]) == 0
    assert "The two losses differ by" in capsys.readouterr().out


def test_softmax_ends_with_a_test_image_and_the_notes_slip(capsys: Capture, few: DataSet) -> None:
    _, end = run_json(capsys, "mnist-softmax", "--epochs", "2")
    picked = end["picked"]
    assert picked["label"] == int(few.test.labels[picked["index"]])
    assert 0 <= end["test_accuracy_undivided"] <= 1
    assert main(["run", "mnist-softmax", "--epochs", "2"]) == 0
    assert "not divided by 255" in capsys.readouterr().out


@pytest.mark.usefixtures("few")
def test_the_table_is_aligned_thinned_and_says_what_the_notes_have(capsys: Capture) -> None:
    assert main(["run", "mnist-01"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = [line for line in lines if line.split()[0].isdigit()]
    assert len(rows) <= LINES
    assert (rows[0].split()[0], rows[-1].split()[0]) == ("1", "500")
    assert len({len(line) for line in lines[3 : len(rows) + 4]}) == 1
    assert lines[-2:] == ["finished after epoch 500", "The notes: train 0.9936, test 0.9986"]
    assert main(["run", "mnist-01", "--epochs", "1"]) == 0
    assert "The notes" not in capsys.readouterr().out  # their accuracies are of another run


@pytest.mark.usefixtures("few")
def test_a_training_that_diverges_says_so(capsys: Capture) -> None:
    options = ["--lr", "100", "--hyper", "weight_decay=100", "--epochs", "30"]
    epochs, end = run_json(capsys, "mnist-softmax", *options)
    assert end["end"] == "diverged"
    assert end["epochs"] == len(epochs) < 30
    assert "picked" not in end


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("run mnist-02", "There is no lesson named “mnist-02”. Did you mean mnist-01"),
        ("run mnist-01 --w0 1", "--w0: the lesson mnist-01 has no such setting"),
        ("run mnist-01 --loss mse", "--loss: the lesson mnist-01 has no such setting"),
        ("run mnist-01 --lr nan", "lr: “nan” is not a finite number"),
        ("run mnist-01 --epochs 100000", "epochs: 100000 is outside the range from 1 to 10000"),
        ("run mnist-01 --optimizer lion", "optimizer: “lion” is not one of sgd"),
        ("run mnist-01 --hyper beta1=0.5", "“beta1” is not one of weight_decay"),
        ("run mnist-01 --device tpu", "device: “tpu” is not one of cpu"),
        ("run mnist-01 --data /nowhere", "/nowhere: not all of MNIST is here"),
    ],
)
def test_a_mistake_is_one_line_on_stderr(capsys: Capture, line: str, said: str) -> None:
    assert said in mistake(capsys, *line.split())


def test_without_data_one_sentence_says_what_to_do(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LOSSLAND_MNIST", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    err = mistake(capsys, "run", "mnist-softmax")
    assert "mnist-softmax needs MNIST, which is not found on this machine" in err
    assert "--data" in err


@pytest.mark.skipif(sys.platform == "win32", reason="needs Linux or macOS: there is no SIGINT to send")
def test_ctrl_c_ends_the_training_as_stopped_with_nothing_lost(mnist_root: Path) -> None:
    epochs, _ = interrupted("mnist-01", "--data", str(mnist_root))
    assert [epoch["epoch"] for epoch in epochs] == list(range(1, len(epochs) + 1))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_one_line_on_a_terminal_and_nothing_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    terminal, pipe = Terminal(), io.StringIO()
    shown, silent = ProgressLine(terminal), ProgressLine(pipe)
    for second in range(5):
        clock[0] = 100.0 + second
        for line in (shown, silent):
            line.show(second / 5, f"epoch {second}")
            line.show(second / 5, "too soon to be written again")
    ProgressLine(None).show(0.5, "")
    *_, last = terminal.getvalue().split("\r")
    assert last == "[" + "#" * 19 + "-" * 5 + "]   80%  epoch 4  1 s left"
    assert "too soon" not in terminal.getvalue()
    shown.clear()
    assert terminal.getvalue().endswith("\r" + " " * len(last) + "\r")
    assert pipe.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "0 s"), (59.4, "59 s"), (65, "1 min 05 s"), (3720, "1 h 02 min")]
)
def test_durations_are_short(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.usefixtures("few")
def test_a_terminal_shows_progress_that_never_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    shares: list[float] = []
    monkeypatch.setattr(ProgressLine, "show", lambda self, share, text: shares.append(share))
    assert main(["run", "mnist-01-logits", "--epochs", "2"]) == 0
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
