"""What can go wrong with packs."""


class ContentError(Exception):
    """Base of this package's errors; its text is one plain line."""


class PackRefused(ContentError):
    """A file is no pack of ours, is damaged, or is of a newer format."""


class BuildRefused(ContentError):
    """A source cannot be made into a pack; names file and line where it can."""
