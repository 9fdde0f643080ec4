"""What a round can end with before it is through. The codes are those of `wire.TROUBLES`; none holds anything personal."""


class SyncError(Exception):
    """Base of this package's errors. `code` says what it is in one word, for the link's `trouble`."""

    code = "trouble"


class NoAnswer(SyncError):
    """Nothing came, or what came is not the centre's: no network, a portal's page, a proxy's error, an answer cut off."""

    code = "no-answer"


class Refused(SyncError):
    """The centre answered that it will not do this."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


class Revoked(Refused):
    """The centre has shut this terminal's key out: it must be enrolled again."""


class Later(SyncError):
    """The centre is busy or full; `after_s` is how long it wants to be left alone."""

    code = "later"

    def __init__(self, after_s: float) -> None:
        super().__init__(f"later, after {after_s:.0f} s")
        self.after_s = after_s
