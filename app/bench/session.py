"""The recorded run, real torch epoch by epoch, against the notebook's loop."""

from __future__ import annotations

from app.bench.measure import Benchmark, Line, ratio, side_by_side

EPOCHS = 300


def epoch(name: str) -> Line:
    """An epoch of a recorded run at full speed; both keep weights and loss, ours the gradient as well."""
    from app.bench import notebook
    from engine.lessons import load_lesson
    from engine.records import History
    from engine.session import Session

    config = load_lesson("logistic-mse-good").config(epochs=EPOCHS)

    def ours() -> None:
        history = History()
        for record in Session(config):
            history.append(record)

    ours_s, theirs_s = side_by_side(ours, lambda: notebook.train(config, EPOCHS), rounds=11, repeats=1)
    return ratio(name, 1.5, (ours_s / EPOCHS, theirs_s / EPOCHS))


LINES = (Benchmark("session-epoch", epoch),)
