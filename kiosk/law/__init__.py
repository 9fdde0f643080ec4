"""Statutes: one model, two importers, an index and a search over it."""
