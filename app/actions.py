"""All actions of the program in one table: name, text, keys, icon, what they teach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from app.icons import icon
from engine.errors import QT_TRANSLATE_NOOP
from viz.theme import Theme

Place = Literal["window", "run", "view", "studio", "lab"]


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row of the table. `place` is where the help page lists it.

    Of a series of actions that differ by a digit, only the first is listed: up to the keys `last`.
    """

    name: str
    place: Place
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    last: str = ""
    listed: bool = True


_C = "actions"
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "play", "run", QT_TRANSLATE_NOOP("actions", "Play"),
        QT_TRANSLATE_NOOP("actions", "Train from the start point, epoch by epoch"), ("Space",), "play",
    ),
    ActionSpec(
        "step", "run", QT_TRANSLATE_NOOP("actions", "Step"),
        QT_TRANSLATE_NOOP("actions", "One epoch: ŷ, loss, gradient, update"), (".",), "step",
    ),
    ActionSpec(
        "step_back", "run", QT_TRANSLATE_NOOP("actions", "Step back"),
        QT_TRANSLATE_NOOP("actions", "Show the epoch before; nothing recorded is lost"), (",",), "step-back",
    ),
    ActionSpec(
        "to_start", "run", QT_TRANSLATE_NOOP("actions", "To start"),
        QT_TRANSLATE_NOOP("actions", "Show epoch 0, the start itself"), ("Home",), "to-start",
    ),
    ActionSpec(
        "to_end", "run", QT_TRANSLATE_NOOP("actions", "To end"),
        QT_TRANSLATE_NOOP("actions", "Train flat out to the last epoch"), ("End",), "to-end",
    ),
    ActionSpec(
        "reset", "run", QT_TRANSLATE_NOOP("actions", "Reset"),
        QT_TRANSLATE_NOOP("actions", "Back to the lesson’s own start and settings"), ("Ctrl+R",), "reset",
    ),
    ActionSpec(
        "more", "run", QT_TRANSLATE_NOOP("actions", "More epochs"),
        QT_TRANSLATE_NOOP("actions", "Let the run go on, as the notes do"), ("Ctrl+M",), "more",
    ),
    ActionSpec(
        "fit", "view", QT_TRANSLATE_NOOP("actions", "Fit"),
        QT_TRANSLATE_NOOP("actions", "Bring the whole surface into view"), ("F",),
    ),
    ActionSpec(
        "top_view", "view", QT_TRANSLATE_NOOP("actions", "Top"),
        QT_TRANSLATE_NOOP("actions", "Look straight down on the weights"), ("T",),
    ),
    ActionSpec(
        "notes_view", "view", QT_TRANSLATE_NOOP("actions", "Notes’ view"),
        QT_TRANSLATE_NOOP("actions", "The camera of the lecture notes"), ("N",),
    ),
    ActionSpec(
        "log_height", "view", QT_TRANSLATE_NOOP("actions", "Log height"),
        QT_TRANSLATE_NOOP("actions", "Height as the logarithm of the loss: flat valleys show their slope"),
        ("H",), checkable=True,
    ),
    ActionSpec(
        "slope_colours", "view", QT_TRANSLATE_NOOP("actions", "Gradient colours"),
        QT_TRANSLATE_NOOP(
            "actions", "Colour the surface by the size of the gradient: where it is dark, descent crawls"
        ), ("G",), "slope", checkable=True,
    ),
    ActionSpec(
        "two_surfaces", "view", QT_TRANSLATE_NOOP("actions", "Two losses"),
        QT_TRANSLATE_NOOP("actions", "The same run under another loss beside it: cameras, start and epoch go "
        "together"), ("B",), "two-surfaces", checkable=True,
    ),
    ActionSpec(
        "map", "view", QT_TRANSLATE_NOOP("actions", "Contour map"),
        QT_TRANSLATE_NOOP("actions", "The surface from above with labelled contour lines, beside it"), ("M",),
        "map", checkable=True,
    ),
    ActionSpec(
        "batch_surface", "view", QT_TRANSLATE_NOOP("actions", "Surface of the batch"),
        QT_TRANSLATE_NOOP("actions", "The loss of the batch that the next update sees, beside that of all"),
        ("Ctrl+Alt+B",), checkable=True,
    ),
    ActionSpec(
        "log_loss", "view", QT_TRANSLATE_NOOP("actions", "Log loss"),
        QT_TRANSLATE_NOOP("actions", "Loss curve on a logarithmic scale"), ("L",), checkable=True,
    ),
    ActionSpec(
        "copy", "run", QT_TRANSLATE_NOOP("actions", "Copy the numbers"),
        QT_TRANSLATE_NOOP("actions", "Copy epoch, weights, loss, gradient and step, to check them by hand"),
        ("Ctrl+Shift+C",), "copy",
    ),
    ActionSpec(
        "runs_page", "studio", QT_TRANSLATE_NOOP("actions", "Runs"),
        QT_TRANSLATE_NOOP("actions", "Table of the runs: race several, pin, name, hide, fork"),
        ("R",), "runs", checkable=True,
    ),
    ActionSpec(
        "steps_page", "studio", QT_TRANSLATE_NOOP("actions", "Four steps"),
        QT_TRANSLATE_NOOP("actions", "One epoch line by line, with its numbers, and the gradient checked"),
        ("S",), "steps", checkable=True,
    ),
    ActionSpec(
        "curvature_page", "studio", QT_TRANSLATE_NOOP("actions", "Curvature"),
        QT_TRANSLATE_NOOP("actions", "How steep the surface bends, and which learning rates that allows"),
        ("C",), "curvature", checkable=True,
    ),
    ActionSpec(
        "maps_page", "studio", QT_TRANSLATE_NOOP("actions", "Maps"),
        QT_TRANSLATE_NOOP("actions", "How a run ends from every start, and with every learning rate"), ("A",),
        checkable=True,
    ),
    ActionSpec(
        "data_page", "studio", QT_TRANSLATE_NOOP("actions", "Data"),
        QT_TRANSLATE_NOOP("actions", "Your own data: drag points, open a CSV file, generate"), ("D",), "data",
        checkable=True,
    ),
    ActionSpec(
        "race_optimizers", "studio", QT_TRANSLATE_NOOP("actions", "Race optimizers"),
        QT_TRANSLATE_NOOP("actions", "All optimizers from this start, with this learning rate"),
        ("Ctrl+Alt+O",),
    ),
    ActionSpec(
        "race_rates", "studio", QT_TRANSLATE_NOOP("actions", "Race learning rates"),
        QT_TRANSLATE_NOOP("actions", "Smaller and larger learning rates beside this one"), ("Ctrl+Alt+L",),
    ),
    ActionSpec(
        "race_starts", "studio", QT_TRANSLATE_NOOP("actions", "Race starts"),
        QT_TRANSLATE_NOOP("actions", "The same optimizer from four more starts"), ("Ctrl+Alt+S",),
    ),
    ActionSpec(
        "pin", "studio", QT_TRANSLATE_NOOP("actions", "Pin"),
        QT_TRANSLATE_NOOP("actions", "Keep this run as it is, beside whatever comes"), ("P",),
    ),
    ActionSpec(
        "fork", "studio", QT_TRANSLATE_NOOP("actions", "Fork here"),
        QT_TRANSLATE_NOOP("actions", "From the epoch shown, a second run with settings of its own"), ("Y",),
    ),
    ActionSpec(
        "one_run", "studio", QT_TRANSLATE_NOOP("actions", "One run again"),
        QT_TRANSLATE_NOOP("actions", "Take all other runs away"), ("Ctrl+Alt+X",),
    ),
    ActionSpec(
        "copy_script", "studio", QT_TRANSLATE_NOOP("actions", "Copy as a script"),
        QT_TRANSLATE_NOOP("actions", "A PyTorch script that repeats the chosen run anywhere, epoch by epoch"),
        ("Ctrl+Alt+C",), "copy",
    ),
    ActionSpec(
        "next_line", "studio", QT_TRANSLATE_NOOP("actions", "Next line"),
        QT_TRANSLATE_NOOP("actions", "Inside an epoch: the next of the four steps"), ("Ctrl+.",),
    ),
    ActionSpec(
        "previous_line", "studio", QT_TRANSLATE_NOOP("actions", "Line before"),
        QT_TRANSLATE_NOOP("actions", "Inside an epoch: the step before"), ("Ctrl+,",),
    ),
    ActionSpec(
        "open_data", "studio", QT_TRANSLATE_NOOP("actions", "Open data"),
        QT_TRANSLATE_NOOP("actions", "Read points from a CSV file; it can be dropped on the plot as well"),
        ("Ctrl+O",),
    ),
    ActionSpec(
        "paste_data", "studio", QT_TRANSLATE_NOOP("actions", "Paste data"),
        QT_TRANSLATE_NOOP("actions", "Read points from the clipboard: two columns, as from a spreadsheet"),
        ("Ctrl+Shift+V", "Ctrl+V"),
    ),
    ActionSpec(
        "edit_data", "studio", QT_TRANSLATE_NOOP("actions", "Edit points"),
        QT_TRANSLATE_NOOP("actions", "Drag, add and delete points in the plot; the surface follows"), ("E",),
        "edit", checkable=True,
    ),
    ActionSpec(
        "training_page", "lab", QT_TRANSLATE_NOOP("actions", "Training"),
        QT_TRANSLATE_NOOP("actions", "Train a network and watch loss and accuracy; it reads your drawing"),
        ("Ctrl+T",), checkable=True,
    ),
    ActionSpec(
        "results_page", "lab", QT_TRANSLATE_NOOP("actions", "Results"),
        QT_TRANSLATE_NOOP("actions", "What a network takes for what, where it errs, how honest it is"),
        ("Ctrl+E",), checkable=True,
    ),
    ActionSpec(
        "inside_page", "lab", QT_TRANSLATE_NOOP("actions", "Inside"),
        QT_TRANSLATE_NOOP("actions", "One image’s way through the network, layer by layer"),
        ("Ctrl+I",), checkable=True,
    ),
    ActionSpec(
        "handwriting_page", "lab", QT_TRANSLATE_NOOP("actions", "Handwriting"),
        QT_TRANSLATE_NOOP("actions", "Keep your own digits, test networks on them, teach them your hand"),
        ("Ctrl+H",), checkable=True,
    ),
    ActionSpec(
        "landscape_page", "lab", QT_TRANSLATE_NOOP("actions", "Landscape"),
        QT_TRANSLATE_NOOP("actions", "A slice of the loss surface of the network in training"),
        ("Ctrl+L",), checkable=True,
    ),
    ActionSpec(
        "train", "lab", QT_TRANSLATE_NOOP("actions", "Train"),
        QT_TRANSLATE_NOOP("actions", "Train the network of the MNIST tab, or pause it"), ("Ctrl+P",), "play",
    ),
    ActionSpec(
        "train_batch", "lab", QT_TRANSLATE_NOOP("actions", "One batch"),
        QT_TRANSLATE_NOOP("actions", "One update: forward, loss, backward, step on the next batch"),
        ("Ctrl+B",), "step",
    ),
    ActionSpec(
        "train_stop", "lab", QT_TRANSLATE_NOOP("actions", "Stop"),
        QT_TRANSLATE_NOOP("actions", "End this training; the network stays as it is now"),
        ("Ctrl+Shift+K",), "stop",
    ),
    ActionSpec(
        "train_more", "lab", QT_TRANSLATE_NOOP("actions", "Train on"),
        QT_TRANSLATE_NOOP("actions", "As many epochs again"), ("Ctrl+Shift+M",), "more",
    ),
    ActionSpec(
        "train_log", "lab", QT_TRANSLATE_NOOP("actions", "Log loss"),
        QT_TRANSLATE_NOOP("actions", "Loss curve on a logarithmic scale"), ("L",), checkable=True,
    ),
    ActionSpec(
        "mnist_folder", "lab", QT_TRANSLATE_NOOP("actions", "Choose folder"),
        QT_TRANSLATE_NOOP("actions", "Where MNIST’s files are; a folder can be dropped on the page as well"),
        ("Ctrl+Shift+O",),
    ),
    ActionSpec(
        "paste_picture", "lab", QT_TRANSLATE_NOOP("actions", "Paste picture"),
        QT_TRANSLATE_NOOP("actions", "Read a digit in a picture from the clipboard"), ("Ctrl+V",),
    ),
    ActionSpec(
        "save_network", "lab", QT_TRANSLATE_NOOP("actions", "Save network"),
        QT_TRANSLATE_NOOP("actions", "Its weights as safetensors, what it is as JSON beside them"),
        ("Ctrl+S",),
    ),
    ActionSpec(
        "load_network", "lab", QT_TRANSLATE_NOOP("actions", "Load network"),
        QT_TRANSLATE_NOOP("actions", "A network that was saved before: to read, look inside, compare"),
        ("Ctrl+Shift+L",),
    ),
    *(
        ActionSpec(
            f"label_{digit}", "lab", QT_TRANSLATE_NOOP("actions", "That was a …"),
            QT_TRANSLATE_NOOP("actions", "Keep the drawing with its digit in your own collection"),
            (f"Alt+{digit}",), last="Alt+9" if digit == 0 else "", listed=digit == 0,
        )
        for digit in range(10)
    ),
    ActionSpec(
        "undo", "window", QT_TRANSLATE_NOOP("actions", "Undo"),
        QT_TRANSLATE_NOOP("actions", "Take back the last change of yours"), ("Ctrl+Z",),
    ),
    ActionSpec(
        "redo", "window", QT_TRANSLATE_NOOP("actions", "Redo"),
        QT_TRANSLATE_NOOP("actions", "Do again what was taken back"), ("Ctrl+Shift+Z", "Ctrl+Y"),
    ),
    ActionSpec(
        "descent_tab", "window", QT_TRANSLATE_NOOP("actions", "Descent"),
        QT_TRANSLATE_NOOP("actions", "Loss surface and data"), ("Ctrl+1",),
    ),
    ActionSpec(
        "digits_tab", "window", QT_TRANSLATE_NOOP("actions", "MNIST"),
        QT_TRANSLATE_NOOP("actions", "Draw a digit"), ("Ctrl+2",),
    ),
    ActionSpec(
        "language", "window", QT_TRANSLATE_NOOP("actions", "Language"),
        QT_TRANSLATE_NOOP("actions", "한국어 or English"), ("F7",),
    ),
    ActionSpec(
        "theme", "window", QT_TRANSLATE_NOOP("actions", "Dark or light"),
        QT_TRANSLATE_NOOP("actions", "Change between the dark and the light theme"), ("F8",), "theme",
    ),
    ActionSpec(
        "large_type", "window", QT_TRANSLATE_NOOP("actions", "Large type"),
        QT_TRANSLATE_NOOP("actions", "Readable from the last row of a lecture hall"), ("F9",), "large-type",
        checkable=True,
    ),
    ActionSpec(
        "panel", "window", QT_TRANSLATE_NOOP("actions", "Settings panel"),
        QT_TRANSLATE_NOOP("actions", "Show or hide lessons and settings, to give the surface their room"),
        ("F4",), checkable=True,
    ),
    ActionSpec(
        "full_screen", "window", QT_TRANSLATE_NOOP("actions", "Full screen"),
        QT_TRANSLATE_NOOP("actions", "Fill the screen with the window"), ("F11",), checkable=True,
    ),
    ActionSpec(
        "motion", "window", QT_TRANSLATE_NOOP("actions", "Motion"),
        QT_TRANSLATE_NOOP("actions", "Let the camera glide and bars move smoothly"), ("F10",), checkable=True,
    ),
    ActionSpec(
        "help", "window", QT_TRANSLATE_NOOP("actions", "Help"),
        QT_TRANSLATE_NOOP("actions", "What can be done, and with which keys"), ("F1",), "help",
    ),
    ActionSpec(
        "quit", "window", QT_TRANSLATE_NOOP("actions", "Quit"),
        QT_TRANSLATE_NOOP("actions", "Close Lossland"), ("Ctrl+Q",),
    ),
)  # fmt: skip

assert len({spec.name for spec in ACTIONS}) == len(ACTIONS)
ON_DESCENT: tuple[Place, ...] = ("run", "view", "studio")
ON_MNIST: tuple[Place, ...] = ("lab",)
"""Places whose keys work on one tab only; the same key may mean something else on the other."""
for _other in (ON_DESCENT, ON_MNIST):
    _keys = [key for spec in ACTIONS if spec.place not in _other for key in spec.keys]
    assert len(_keys) == len(set(_keys))


PRIMARY = ("play", "train")
"""Actions whose buttons have the accent colour."""


class Actions:
    """One `QAction` for each row of the table, owned by `owner`."""

    def __init__(self, owner: QObject) -> None:
        self._actions: dict[str, QAction] = {}
        self._hindered: dict[str, set[str]] = {spec.name: set() for spec in ACTIONS}
        for spec in ACTIONS:
            action = QAction(owner)
            action.setObjectName(spec.name)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(spec.checkable)
            self._actions[spec.name] = action
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def all(self) -> list[QAction]:
        """Every action, in the table's order."""
        return list(self._actions.values())

    def set_reachable(self, place: Place, on: bool, *, by: str, but: tuple[str, ...] = ()) -> None:
        """Let the keys of a place work, or not, `but` these: those of what is not seen do not.

        Each hindrance, `by` its name, is lifted by itself: keys work once there is none left.
        """
        for spec in ACTIONS:
            if spec.place == place and spec.name not in but:
                hindered = self._hindered[spec.name]
                (hindered.discard if on else hindered.add)(by)
                keys = () if hindered else spec.keys
                self._actions[spec.name].setShortcuts([QKeySequence(key) for key in keys])

    def retranslate(self) -> None:
        """Set all texts in the language in force."""
        for spec in ACTIONS:
            action = self._actions[spec.name]
            keys = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(QCoreApplication.translate(_C, spec.text))
            action.setToolTip(f"{QCoreApplication.translate(_C, spec.tip)} ({keys})")

    def set_theme(self, theme: Theme) -> None:
        """Colour the icons."""
        for spec in ACTIONS:
            if spec.icon:
                colour = theme.on_accent if spec.name in PRIMARY else theme.text
                self._actions[spec.name].setIcon(icon(spec.icon, colour, theme.faint))
