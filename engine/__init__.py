"""Data, losses, optimizers, training, surfaces and digits. Runs without Qt."""

import sys

# The first optimizer makes torch import its compiler, and that imports Triton where it is installed. Triton
# and Mesa's software renderer each carry an LLVM of their own: loaded after an OpenGL context exists,
# Triton ends the process (seen with Triton 3.9 and Mesa 22.3). Nothing here compiles kernels, so torch is
# told that there is no Triton, which it takes as it does on machines without one, and starts sooner.
sys.modules.setdefault("triton", None)  # type: ignore[arg-type]
