"""Packs: what staff publish, built once, opened read-only, swapped by an atomic rename."""
