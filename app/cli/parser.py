"""The command line: its commands as a table, each in a module of its own that is imported when asked for.

A command's module has `add_arguments(parser)` and `main(args) -> exit status`, and imports torch or Qt
only inside `main`, so that help and mistakes are answered at once.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")

COMMANDS = {
    "lessons": ("app.cli.lessons", "list the lessons"),
    "run": ("app.cli.run", "train a lesson and print every epoch"),
    "classify": ("app.cli.classify", "tell which digit is in a picture"),
    "screenshot": ("app.cli.screenshot", "write pictures of the window"),
    "bench": ("app.bench.command", "measure the speed against the notebooks’ way"),
}
"""The commands: module and one line of help. Without a command the window opens."""


class UsageError(Exception):
    """The command line cannot be understood; the message is one line."""


class Parser(argparse.ArgumentParser):
    """argparse, with mistakes as `UsageError` instead of a page of usage, and numbers like -1e-3."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"allow_abbrev": False, **options})
        # argparse's own pattern takes "-1e-3" and "-inf" for options (until Python 3.14).
        self._negative_number_matcher = re.compile(r"-(\d|\.\d|inf|nan)", re.IGNORECASE)

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError`."""
        raise UsageError(f"{message} (`{self.prog} --help` explains)")


class CommandParser(Parser):
    """The parser of one command, which asks the command's module for its arguments when it is first used."""

    def __init__(self, *args: Any, module: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self._module: str | None = module

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse, after the module has added its arguments."""
        if self._module is not None:
            module, self._module = import_module(self._module), None
            self.description = module.__doc__
            self.set_defaults(run=module.main)
            module.add_arguments(self)
        return super().parse_known_args(args, namespace)


def make_parser() -> Parser:
    """Return the parser of the whole command line; `parse_args().run` is what to call with its result."""
    parser = Parser(
        prog="lossland",
        description="See and touch gradient descent. Without a command, the window opens.",
    )
    parser.add_argument("--version", action="version", version=f"lossland {_version()}")
    window = parser.add_argument_group("the window")
    window.add_argument("--lesson", dest="open_lesson", metavar="NAME", help="the lesson it opens on")
    window.add_argument("--language", choices=("ko", "en"), help="its language")
    window.add_argument("--theme", choices=("dark", "light"), help="its colours")
    parser.set_defaults(run=_open_window)

    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=CommandParser)
    for name, (module, help_line) in COMMANDS.items():
        commands.add_parser(name, module=module, help=help_line)
    return parser


def number(text: str) -> float:
    """Argument type: a number; a real minus sign, as the window prints it, will do."""
    return _convert(float, text, "a number")


def whole(text: str) -> int:
    """Argument type: a whole number."""
    return _convert(int, text, "a whole number")


def lower(text: str) -> str:
    """Argument type: a name, in any case."""
    return text.strip().lower()


def _convert(convert: Callable[[str], T], text: str, what: str) -> T:
    try:
        return convert(text.replace("−", "-"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not {what}") from None


def _open_window(args: argparse.Namespace) -> int:
    from app.startup import open_window

    return open_window(lesson=args.open_lesson, language=args.language, theme=args.theme)


def _version() -> str:
    try:
        return version("lossland")
    except PackageNotFoundError:
        return "(not installed)"
