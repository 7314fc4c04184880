"""The pages of the lab's drawer."""
