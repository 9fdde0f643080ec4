"""What the terminal knows and does: plain Python, no Qt, no network."""

__version__ = "0.1.0"
