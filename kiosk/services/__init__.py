"""Matters that a citizen can start: declared forms, eligibility, what is handed in and what is told of it."""
