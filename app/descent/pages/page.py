"""What every page of Descent's drawer is."""

from __future__ import annotations

from typing import Protocol

from app import page
from app.descent.picture import Picture
from app.descent.setup import Setup


class Page(page.Page, Protocol):
    """A page of the drawer: told of every setup, drawn only while it is seen."""

    def show(self, setup: Setup) -> None:
        """There is another setup."""

    def draw(self, picture: Picture) -> None:
        """There is another epoch, or another start, while it is seen."""
