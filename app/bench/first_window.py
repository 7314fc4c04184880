"""A child of the bench: opens the window and prints when it was painted and when its start could be dragged.

With the argument `everything` all libraries are imported first, as a script does that begins with its
imports; with `program` the program's own order is kept.
"""

from __future__ import annotations

import json
import sys
import tempfile

from app.bench.child import since_start


def import_everything() -> None:
    """What the whole program will ever need."""
    import OpenGL.GL  # noqa: F401
    import pyqtgraph.opengl  # noqa: F401
    import torch
    import torchvision  # noqa: F401
    from PIL import Image  # noqa: F401
    from safetensors import torch as _  # noqa: F401

    torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)


def main(mode: str) -> None:
    """Open, wait until all is there, print, close."""
    import engine  # noqa: F401  # keeps Triton out, in both ways alike

    if mode == "everything":
        import_everything()
    from PySide6.QtCore import QSettings

    from app.driving import wait_until
    from app.settings import Settings
    from app.startup import make_application, make_window

    times: dict[str, float] = {}

    def note(name: str) -> None:
        times.setdefault(name, since_start())

    app = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(QSettings(f"{folder}/settings.ini", QSettings.Format.IniFormat))
        settings.setValue("motion", False)
        window, loader = make_window(settings, lesson="linear")
        controller = window.descent_controller
        window.first_painted.connect(lambda: note("painted"))
        controller.furnished.connect(lambda: note("draggable"))
        window.show()
        wait_until(lambda: "draggable" in times and loader.ready, "the window’s being ready", 120)
        note("ready")
        window.close()
        window.deleteLater()
    print(json.dumps(times), flush=True)
    del app


if __name__ == "__main__":
    main(sys.argv[1])
