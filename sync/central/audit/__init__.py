"""Who looked at or changed what: one chain of lines."""
