"""What can go wrong with statutes, said so that an editor can mend it."""


class LawError(Exception):
    """Base of this package's errors."""


class SourceRefused(LawError):
    """A source file cannot be taken in.

    Carries the line (1-based, or None where the whole file is meant) and a plain reason.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
