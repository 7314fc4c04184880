"""Handwritten digits: drawings and pictures prepared as MNIST was made, and the network that reads them."""
