"""What can go wrong with a form. `sentence` is for the citizen, the text itself for the log."""


class ServiceError(Exception):
    """Base of this package's errors."""

    def __init__(self, reason: str, sentence: str = "") -> None:
        super().__init__(reason)
        self.sentence = sentence


class AnswerRefused(ServiceError):
    """An answer cannot be used; the question stays."""

    def __init__(self, sentence: str) -> None:
        super().__init__("answer refused", sentence)


class FormIncomplete(ServiceError):
    """A form is submitted with questions open; the sentence names the first."""


class NothingToAdd(ServiceError):
    """A form that adds to an earlier matter is begun without one."""


class ConditionRefused(ServiceError):
    """A condition of a form is no expression, or names what is not there."""
