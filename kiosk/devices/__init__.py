"""The terminal's devices, each behind a small interface with a real driver and a virtual one that says so."""
