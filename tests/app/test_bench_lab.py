"""The bench of the lab's training: the notebooks' way gives our numbers. Nothing here is timed."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch.utils.data import TensorDataset

from app.bench import lab_training
from app.bench.digits import _LabTraining
from app.bench.lab_notebook import Notebook
from engine.lab.config import TrainConfig
from engine.lab.dataset import DataSet
from engine.lab.networks import parse
from engine.lab.training import Training
from tests.few_digits import few

pytestmark = pytest.mark.usefixtures("one_thread")

CONFIG = TrainConfig(parse("784-12-ReLU-10"), "cross-entropy", "adam", 0.01, 4, batch=32, seed=3)


@pytest.fixture(scope="module")
def data() -> DataSet:
    return few(200)


@pytest.mark.parametrize("drop_last", [False, True])
@pytest.mark.parametrize("text", ["784-12-ReLU-10", "1×28×28-Conv(4,5,0,2)-BatchNorm-ReLU-Flatten-10"])
def test_the_notebooks_training_is_ours(data: DataSet, text: str, drop_last: bool) -> None:
    """Over the end of an epoch, in parts that do not fit its batches."""
    config = replace(CONFIG, network=parse(text), drop_last=drop_last)
    images = TensorDataset(data.train.inputs().unsqueeze(1), data.train.labels)
    with torch.random.fork_rng(devices=[]):
        notebook = Notebook(images, config)
        theirs = [loss for part in (5, 2, 6, 1) for loss in notebook.train(part)]
    training = Training(config, data)
    assert notebook.batches == training.batches == 7 - drop_last
    ours = [record.loss for _ in theirs if (record := training.train_batch())]
    assert ours == pytest.approx(theirs, rel=1e-3)


def test_epochs_are_counted_until_the_test_images_are_known(data: DataSet) -> None:
    every = [record.test_accuracy for record in Training(CONFIG, data).epochs()]
    assert every[0] < every[2]
    epochs, reached = lab_training.epochs_to(every[2], Training(CONFIG, data))
    assert (epochs, reached) == (every.index(reached) + 1, max(every[:epochs]))
    assert reached >= every[2]
    assert lab_training.epochs_to(1.01, Training(CONFIG, data)) == (4, every[-1])


@pytest.mark.parametrize("network", ["softmax", "cnn"])
def test_a_network_of_the_lab_trains_beside_the_digits(network: str) -> None:
    training = _LabTraining(network)
    training.enough = 2
    training.start()
    training.wait_until_under_way()
    training.stop()
    assert training.steps >= 2
