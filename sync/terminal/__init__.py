"""The terminal's end of the wire."""
