"""Stations, towns and timetables."""
