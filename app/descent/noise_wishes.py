"""What the person does in the folded part of the panel, turned into changes of the setup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.descent.noise_fields import NoiseFields
from engine.errors import InputError
from engine.initial import draw_initial
from engine.schedules import suited

if TYPE_CHECKING:
    from app.descent.controller import DescentController


class NoiseWishes(QObject):
    """Batches, schedule, frozen weights, and starts that are drawn; each can be undone."""

    def __init__(self, controller: DescentController, fields: NoiseFields) -> None:
        super().__init__(controller)
        self._controller = controller
        fields.batch_requested.connect(lambda batch: controller.request(self.tr("batch"), batch=batch))
        fields.batch_seed_requested.connect(
            lambda seed: controller.request(self.tr("seed of the batches"), batch_seed=seed)
        )
        fields.schedule_requested.connect(self._on_fields_schedule_requested)
        fields.schedule_hyper_requested.connect(self._on_fields_schedule_hyper_requested)
        fields.frozen_requested.connect(self._on_fields_frozen_requested)
        fields.start_drawn.connect(self._on_fields_start_drawn)

    def _on_fields_schedule_requested(self, name: str) -> None:
        setup = self._controller.setup
        if setup is not None and name != setup.config_of(setup.chosen).schedule:
            spanning = suited(name, setup.config_of(setup.chosen).epochs)
            self._controller.request(self.tr("schedule"), schedule=name, schedule_hyper=spanning)

    def _on_fields_schedule_hyper_requested(self, name: str, value: float) -> None:
        setup = self._controller.setup
        if setup is not None:
            config = setup.config_of(setup.chosen)
            given = {**dict(config.schedule_hyper), name: value}
            hyper = tuple(given.items())
            self._controller.request(name, schedule=config.schedule, schedule_hyper=hyper)

    def _on_fields_frozen_requested(self, axis: int, on: bool) -> None:
        setup = self._controller.setup
        if setup is not None:
            frozen = list(setup.config_of(setup.chosen).frozen)
            frozen[axis] = on
            self._controller.request(self.tr("frozen weight"), frozen=(frozen[0], frozen[1]))

    def _on_fields_start_drawn(self, scheme: str, seed: int) -> None:
        if self._controller.setup is None:
            return
        try:
            start = draw_initial(scheme, seed)
        except InputError as error:
            self._controller.refuse(error)
        else:
            self._controller.request(self.tr("start"), start=start)
