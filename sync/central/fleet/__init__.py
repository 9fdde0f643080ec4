"""Stations and the terminals that stand in them."""
