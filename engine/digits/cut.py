"""What was cut out of a picture, and how: the facts a person can check with his own eyes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from engine.errors import QT_TRANSLATE_NOOP

Page = Literal["even", "uneven", "none"]
Tone = Literal["dark", "light"]

SENTENCES: dict[str, str] = {
    "box": QT_TRANSLATE_NOOP(
        "cut", "Cut out: {width} × {height} pixels at ({left}, {top}) of {across} × {down}."
    ),
    "turned": QT_TRANSLATE_NOOP("cut", "Turned upright by {degrees}°, as the camera noted."),
    "page-even-dark": QT_TRANSLATE_NOOP("cut", "The page has one colour; the ink is darker."),
    "page-even-light": QT_TRANSLATE_NOOP("cut", "The page has one colour; the ink is lighter."),
    "page-uneven-dark": QT_TRANSLATE_NOOP(
        "cut",
        "The page is lit unevenly: it was estimated from around the ink, which is darker, and taken away.",
    ),
    "page-uneven-light": QT_TRANSLATE_NOOP(
        "cut",
        "The page is lit unevenly: it was estimated from around the ink, which is lighter, and taken away.",
    ),
    "page-none": QT_TRANSLATE_NOOP("cut", "There is no page: what is opaque is the ink."),
    "threshold": QT_TRANSLATE_NOOP(
        "cut",
        "Ink is what differs from the page by more than {threshold} %; full ink differs by {contrast} %.",
    ),
    "frame": QT_TRANSLATE_NOOP("cut", "A frame along the edge was left out."),
    "ruling": QT_TRANSLATE_NOOP("cut", "Ruled lines were taken away: {count}."),
    "beside": QT_TRANSLATE_NOOP(
        "cut",
        "The ink falls into {count} parts of one height: if each is a digit, cut them out one by one, as the "
        "network reads them as one.",
    ),
    "others": QT_TRANSLATE_NOOP("cut", "Other ink of this size, elsewhere on the page, was left out."),
}
"""What is said of a cut, by code."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the ink lay in a picture and what was done to find it.

    Attributes
    ----------
    picture
        Width and height of the upright picture, in its own pixels.
    box
        Left, top, width and height of the ink, in the picture's own pixels: as exact as the picture was
        read, which for large ones is a pixel of some hundredths of a percent of the side.
    page
        `even`: told by its colour; `uneven`: estimated at each place; `none`: a transparent ground.
    ink
        Whether it is darker or lighter than the page; `dark` on a transparent ground.
    contrast
        Difference of full ink from the page, of 1; for dark ink on an uneven page as a share of the
        page's own brightness.
    threshold
        Difference from which a pixel can be ink.
    turned
        Degrees clockwise by which the picture was turned, as its Exif says: 0, 90, 180 or 270. Beyond
        that nothing is rotated.
    frame
        Whether a frame at the very edge was left out.
    lines
        How many ruled lines were taken away.
    beside
        Into how many parts of about one height the ink falls: 1 for a single digit.
    others
        How many other parts, of the size of the digit, lay elsewhere and were left out.
    """

    picture: tuple[int, int]
    box: tuple[int, int, int, int]
    page: Page
    ink: Tone
    contrast: float
    threshold: float
    turned: int = 0
    frame: bool = False
    lines: int = 0
    beside: int = 1
    others: int = 0

    def facts(self) -> list[tuple[str, dict[str, Any]]]:
        """Codes of `SENTENCES` that apply, in order, each with what its braces name."""
        left, top, width, height = self.box
        across, down = self.picture
        box = {
            "left": left,
            "top": top,
            "width": width,
            "height": height,
            "across": across,
            "down": down,
        }
        found: list[tuple[str, dict[str, Any]]] = [("box", box)]
        if self.beside > 1:
            found.append(("beside", {"count": self.beside}))
        if self.others:
            found.append(("others", {}))
        if self.turned:
            found.append(("turned", {"degrees": self.turned}))
        found.append(("page-none" if self.page == "none" else f"page-{self.page}-{self.ink}", {}))
        if self.frame:
            found.append(("frame", {}))
        if self.lines:
            found.append(("ruling", {"count": self.lines}))
        numbers = {"threshold": f"{100 * self.threshold:.0f}", "contrast": f"{100 * self.contrast:.0f}"}
        return [*found, ("threshold", numbers)]

    def __str__(self) -> str:
        return " ".join(SENTENCES[code].format(**values) for code, values in self.facts())
