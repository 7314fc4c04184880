"""Handwritten digits: preparing a drawing, the networks, and classifying."""
