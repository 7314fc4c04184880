"""Lessons, icons, translations and trained weights, read through `importlib.resources`."""
