"""`python -m app`, or `lossland`: the window, or a command. What is not asked for is not imported."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from app.cli.console import make_safe
from app.cli.parser import UsageError, make_parser
from app.display import DisplayError
from engine.errors import InputError

BAD_INPUT, NO_DISPLAY, INTERRUPTED, BROKEN_PIPE = 2, 3, 130, 141
"""Exit statuses besides 0; the last two are what a shell reports for SIGINT and SIGPIPE."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks for and return the exit status; every failure is one line."""
    make_safe(sys.stdout, sys.stderr)
    try:
        args = make_parser().parse_args(argv)
        status: int = args.run(args)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a reader that has gone away can still be handled
        return status
    except (UsageError, InputError) as error:
        return _fail(error, BAD_INPUT)
    except DisplayError as error:
        return _fail(error, NO_DISPLAY)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more at exit: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE


def _fail(error: Exception, status: int) -> int:
    print(f"lossland: {error}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
