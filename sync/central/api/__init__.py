"""What terminals speak to (sync/wire.py)."""
