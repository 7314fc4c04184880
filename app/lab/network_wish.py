"""What a person types for a network, until it becomes the one that is trained."""

from __future__ import annotations

from dataclasses import replace

from app.i18n import sentence
from engine.errors import InputError
from engine.lab.config import TrainConfig
from engine.lab.networks import NetworkSpec, describe, parse, shape_text
from viz.network_form import LayerFact, NetworkForm


class NetworkWish:
    """Reads the form's text with each letter, and says in it what is known of the network."""

    def __init__(self, form: NetworkForm) -> None:
        self._form = form
        self.wanted: TrainConfig | None = None
        """Settings with the network that is typed; None where it is the one there is, or none."""
        self.faulty = False
        """Whether what is typed is no network that could be trained."""

    def show(self, config: TrainConfig) -> None:
        """Show the network of the settings, unless a person is typing another."""
        if self.wanted is None and not self.faulty:
            self._form.set_network(str(config.network))
            self._show_facts(config.network)

    def forget(self) -> None:
        """Give up what is typed."""
        self.wanted, self.faulty = None, False

    def take(self) -> TrainConfig | None:
        """The settings that are wanted, which are now those there are."""
        wanted, self.wanted = self.wanted, None
        return wanted

    def read(self, text: str, config: TrainConfig) -> None:
        """Take a text that a person typed, for a network in place of that of `config`."""
        found = self._read(text, config)
        self.faulty = found is None
        self.wanted = found if found != config else None

    def _read(self, text: str, config: TrainConfig) -> TrainConfig | None:
        form = self._form
        try:
            network = parse(text)
        except InputError as error:
            at = error.values.get("place")
            form.set_facts((), None, sentence(error), at if isinstance(at, int) else None)
            return None
        self._show_facts(network)
        form.set_network(text)
        try:
            return replace(config, network=network)
        except InputError as error:  # it can be built, but does not fit the loss or the digits
            self._show_facts(network, sentence(error))
            return None

    def _show_facts(self, network: NetworkSpec, fault: str = "") -> None:
        """What is known of each layer; a fault of the whole is the last one's."""
        rows = [LayerFact(shape_text(facts.shape), facts.parameters) for facts in describe(network)]
        self._form.set_facts(rows, network.parameters, fault, len(rows) if fault else None)
