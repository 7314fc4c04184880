"""The Descent tab."""
