"""The MNIST lab: its data, its networks, how they train, and what can be seen in them."""
