"""The terminal of tests/terminal.py for the tests of this folder."""

from terminal import fresh, qml_warnings, visit

__all__ = ["fresh", "qml_warnings", "visit"]
