"""The terminal of tests/terminal.py for the tests of this folder."""

from terminal import qml_warnings, visit

__all__ = ["qml_warnings", "visit"]
