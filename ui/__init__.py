"""The PySide6 touch interface."""
