"""Ratios against the notebooks' way, measured side by side in one run."""
