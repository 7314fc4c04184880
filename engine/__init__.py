"""Data, losses, optimizers, training, surfaces and digits. Runs without Qt."""
