"""The page of the four steps: one epoch line by line, with its numbers, and the gradient checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from app.actions import Actions
from app.descent.picture import Picture, Shown
from app.descent.setup import Setup
from engine.anatomy import ABOUT, Anatomy, Term, anatomy, code, script
from engine.errors import QT_TRANSLATE_NOOP
from engine.gradient_check import STEPS, GradientCheck, error_by_h, gradient_check
from engine.preview.batches import batch_problem
from engine.problem import Problem
from viz import numbers
from viz.code_pane import CodeLine
from viz.gradient_check_view import CheckRow, GradientCheckView
from viz.steps_view import StepsView, TermRow
from viz.surface_view import Arrow

if TYPE_CHECKING:
    from app.descent.controller import DescentController

BACKWARD = 3
"""The step beside which the gradient is checked."""
H = 1e-3
"""The notes' own h."""
MOST_CHECKED = 100_000
"""With more data the curve of errors would keep the window waiting."""
MOST_SPELT = 20_000
"""A script with more data of one's own than these would be longer than anybody's editor likes."""
SUBSCRIPTS = "₁₂₃₄₅₆₇₈₉"
DIGITS = 5

TITLES = (
    QT_TRANSLATE_NOOP("steps", "Step 1: the prediction ŷ = net(x)"),
    QT_TRANSLATE_NOOP("steps", "Step 2: the loss"),
    QT_TRANSLATE_NOOP("steps", "Step 3: the gradient, backward"),
    QT_TRANSLATE_NOOP("steps", "Step 4: the update"),
)
TYPED_TITLES = {
    "formula": QT_TRANSLATE_NOOP("steps", "Step 1: the prediction ŷ = f(x; w0, w1)"),
    "surface": QT_TRANSLATE_NOOP("steps", "Step 1: the height of the surface"),
}
"""Step 1 where the model, or the surface, is a typed formula."""
SETUP_TIP = QT_TRANSLATE_NOOP("steps", "Before the first epoch")

WAYS = {
    "autograd": (
        QT_TRANSLATE_NOOP("check", "autograd"),
        QT_TRANSLATE_NOOP("check", "What loss.backward() gives, in float32: training uses this one."),
    ),
    "formula": (
        QT_TRANSLATE_NOOP("check", "formula"),
        QT_TRANSLATE_NOOP("check", "The derivative written out, {formula}, evaluated in float32."),
    ),
    "forward": (
        QT_TRANSLATE_NOOP("check", "forward"),
        QT_TRANSLATE_NOOP(
            "check",
            "(f(w + h) − f(w)) / h in float32: with a small h rounding is divided by h, with a large h the "
            "slope bends away.",
        ),
    ),
    "central": (
        QT_TRANSLATE_NOOP("check", "central"),
        QT_TRANSLATE_NOOP(
            "check", "(f(w + h) − f(w − h)) / 2h in float32: the bend cancels, the rounding stays."
        ),
    ),
    "exact": (
        QT_TRANSLATE_NOOP("check", "float64"),
        QT_TRANSLATE_NOOP("check", "The formula with twice the digits: what the others are measured by."),
    ),
}
"""The ways to the gradient, in the order in which they are shown: name and explanation."""


class StepsPage(QObject):
    """Goes from line to line inside an epoch, and from epoch to epoch after the last line."""

    def __init__(self, controller: DescentController, actions: Actions) -> None:
        super().__init__(controller)
        self._controller = controller
        self._open = False
        self._lit = 1
        self._h = H
        self._drawn: object = None
        self._checked: object = None
        self._coded: object = None
        self.widget = self.steps = StepsView()
        self.check = GradientCheckView(self.steps)
        self.steps.set_view(BACKWARD, self.check)
        self.steps.next_requested.connect(self.next_line)
        self.steps.previous_requested.connect(self.previous_line)
        self.steps.step_chosen.connect(self.light)
        self.check.h_dragged.connect(self._on_check_h_dragged)
        self.check.text_refused.connect(controller.speaker.say_unreadable)
        self.steps.add_tool(actions["copy_script"])
        actions["copy_script"].triggered.connect(lambda _checked=False: self.copy_script())
        actions["next_line"].triggered.connect(lambda _checked=False: self.next_line())
        actions["previous_line"].triggered.connect(lambda _checked=False: self.previous_line())
        self._resting = QTimer(self)  # the curve of errors is not needed in every frame of a run
        self._resting.setSingleShot(True)
        self._resting.setInterval(120)
        self._resting.timeout.connect(self._draw_errors)

    def parts(self) -> tuple[StepsView, GradientCheckView]:
        """What follows theme and type."""
        return self.steps, self.check

    def set_open(self, on: bool) -> None:
        """Whether the page is seen; only then the step is drawn on the surface."""
        self._open = on
        self._drawn = self._checked = None
        if not on and self._controller.surfaces is not None:
            self._controller.surfaces.first.view.set_arrows(())

    def show(self, setup: Setup) -> None:
        """Another setup: other code."""
        self._drawn = self._checked = None

    def retranslate(self) -> None:
        """Write everything anew at the next drawing."""
        self._drawn = self._checked = self._coded = None

    # What is done

    def light(self, step: int) -> None:
        """Light a step, 1 to 4."""
        self._lit = step
        self._drawn = None
        self._controller.redraw()

    def copy_script(self) -> None:
        """Put the chosen run on the clipboard as a script of its own."""
        setup = self._controller.setup
        if setup is None:
            return
        config = setup.config_of(setup.chosen)
        n = 0 if config.data.own is None else len(config.data.own)
        if n > MOST_SPELT:
            self._controller.speaker.say_note(
                self.tr("A script would have to spell out all {n} points; it does up to {most}.").format(
                    n=f"{n:,}", most=f"{MOST_SPELT:,}"
                )
            )
            return
        QGuiApplication.clipboard().setText(script(config))
        self._controller.speaker.say_note(self.tr("Copied: a PyTorch script that repeats this run anywhere."))

    def next_line(self) -> None:
        """The next step; after the last one the next epoch's first."""
        self._controller.open_page("steps")
        if self._lit < 4:
            self.light(self._lit + 1)
            return
        player = self._controller.player
        if not player.all_over or player.shown < player.last:
            self._lit = 1
            player.step()

    def previous_line(self) -> None:
        """The step before; before the first one the last of the epoch before."""
        self._controller.open_page("steps")
        if self._lit > 1:
            self.light(self._lit - 1)
            return
        player = self._controller.player
        if player.shown_recorded > 0:
            self._lit = 4
            player.seek(player.shown_recorded - 1)

    def _on_check_h_dragged(self, h: float) -> None:
        self._h = h
        self._checked = None
        self._controller.redraw()

    # What is shown

    def draw(self, picture: Picture) -> None:
        """The epoch shown of the chosen run."""
        setup = self._controller.setup
        if setup is None or self._controller.surfaces is None:
            return
        one = picture.one(setup.chosen)
        self._write_code(one)
        following = one.run is None or one.record.epoch < one.run.epochs
        self.steps.set_possible(
            previous=self._lit > 1 or one.record.epoch > 0, following=self._lit < 4 or following
        )
        recorded = one.run.last if one.run is not None else -1
        now = (one.config, one.record, self._lit, recorded > one.record.epoch, id(one.run))
        if now != self._drawn:
            self._drawn = now
            self._write_steps(one)
        batch = (one.config.batch, one.config.batch_seed, one.record.epoch) if one.config.batch else ()
        what = (one.config.data, one.config.link, one.config.formula, one.config.loss)
        place = (*what, batch, one.record.w, self._h)
        if self._lit == BACKWARD and place != self._checked:
            self._checked = place
            self._write_check(one)

    def _write_code(self, one: Shown) -> None:
        if one.config == self._coded:
            self.steps.set_lit(self._lit)
            return
        self._coded = one.config
        lines = code(one.config)
        before = QCoreApplication.translate("steps", SETUP_TIP)
        shown = [CodeLine(line, None, before) for line in lines.setup]
        for step, texts in enumerate(lines.steps, 1):
            tip = self._title(one, step)
            shown += [CodeLine(line, step, tip) for line in texts]
        self.steps.set_code(shown)
        self.steps.set_lit(self._lit)

    @staticmethod
    def _title(one: Shown, step: int) -> str:
        title = TYPED_TITLES.get(one.config.link) if step == 1 else None
        return QCoreApplication.translate("steps", title or TITLES[step - 1])

    def _write_steps(self, one: Shown) -> None:
        taken = self._taken_apart(one)
        self.steps.set_lit(self._lit)
        title = self._title(one, self._lit)
        if taken is None:
            self.steps.set_terms(title, ())
            return
        template = QCoreApplication.translate("steps", "epoch {epoch} · {title}")
        self.steps.set_terms(template.format(epoch=f"{taken.epoch:,}", title=title), self._terms(taken))
        self._draw_step(taken)

    def _taken_apart(self, one: Shown) -> Anatomy | None:
        run = one.run
        if run is None or run.last < 0:
            return None
        epoch = one.record.epoch
        before = run.timeline.state_at(epoch)
        after = run.timeline.state_at(epoch + 1) if epoch < run.last else None
        if after is not None and after.config != before.config:
            after = None  # a fork begins here
        return anatomy(before, after)

    def _terms(self, taken: Anatomy) -> list[TermRow]:
        if self._lit < BACKWARD and not taken.data:  # a surface: its height is the loss
            return [TermRow("loss", taken.loss_formula, ("", numbers.significant(taken.loss, 7)))]
        if self._lit == 1:
            return [
                TermRow(
                    f"ŷ{SUBSCRIPTS[k]}",
                    re.sub(r"\bx\b", f"x{SUBSCRIPTS[k]}", taken.prediction),
                    (f"x{SUBSCRIPTS[k]} = {written(datum.x)}", written(datum.yhat)),
                )
                for k, datum in enumerate(taken.data)
            ]
        if self._lit == 2:
            rows = [
                TermRow(
                    self.tr("datum {number}").format(number=k + 1),
                    taken.term_formula,
                    (f"y = {written(datum.y)}", written(datum.term)),
                )
                for k, datum in enumerate(taken.data)
            ]
            everything = self.tr("{formula}, n = {n}").format(formula=taken.loss_formula, n=f"{taken.n:,}")
            return [*rows, TermRow("loss", everything, ("", numbers.significant(taken.loss, 7)))]
        if self._lit == BACKWARD:
            return []  # the gradient is checked instead
        return [
            TermRow(
                term.symbol,
                term.formula,
                tuple(map(written, term.values)) if len(term.values) > 1 else (single(term),),
                QCoreApplication.translate("anatomy", ABOUT[term.name]),
            )
            for term in taken.update.terms
        ]

    def _draw_step(self, taken: Anatomy) -> None:
        """Step 4 on the surface, true to scale; the gradient's direction is there in every epoch."""
        assert self._controller.surfaces is not None
        arrows = []
        if self._open and self._lit == 4:
            update = taken.update
            if update.scale is not None:
                arrows.append(Arrow(taken.w, update.scale, "scale", self.tr("scale")))
            if update.momentum is not None:
                arrows.append(Arrow(taken.w, update.momentum, "momentum", self.tr("momentum")))
            arrows.append(Arrow(taken.w, taken.step, "step", self.tr("step")))
        self._controller.surfaces.first.view.set_arrows(arrows)

    def _write_check(self, one: Shown) -> None:
        check = gradient_check(seen_by_update(one), one.record.w, self._h)
        self.check.set_rows(rows(check))
        self.check.set_h(self._h, check.error(check.forward))
        self._resting.start()

    def _draw_errors(self) -> None:
        picture, setup = self._controller.picture(), self._controller.setup
        if not self._open or picture is None or setup is None:
            return
        one = picture.one(setup.chosen)
        problem, w = seen_by_update(one), one.record.w
        if problem.n <= MOST_CHECKED:
            central = error_by_h(problem, w, method="central")
            self.check.set_errors(STEPS, error_by_h(problem, w), central)


def single(term: Term) -> str:
    """A line's only number: as it was set, but a schedule's rounded like all that is computed."""
    return written(term.values[0]) if term.name == "scheduled" else numbers.plain(term.values[0])


def seen_by_update(one: Shown) -> Problem:
    """The loss that the next update descends on: of its batch, or of all data."""
    config = one.config
    return batch_problem(Problem.of(config), config.batch, config.batch_seed, one.record.epoch)


def rows(check: GradientCheck) -> list[CheckRow]:
    """The ways to the gradient, each with its distance from the exact one."""
    found = (check.autograd, check.formula, check.forward, check.central, check.exact)
    return [
        CheckRow(
            QCoreApplication.translate("check", label),
            numbers.significant(gradient[0], 7),
            numbers.significant(gradient[1], 7),
            "—" if name == "exact" else numbers.significant(check.error(gradient), 2),
            QCoreApplication.translate("check", tip).format(formula=check.formula_text),
        )
        for (name, (label, tip)), gradient in zip(WAYS.items(), found, strict=True)
    ]


def written(value: float) -> str:
    """A number as the page writes it."""
    return numbers.significant(value, DIGITS)
