"""The MNIST tab."""
