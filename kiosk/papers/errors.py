"""What can go wrong with papers."""


class PaperTrouble(Exception):
    """Base of this package's errors: a paper cannot be set.

    `sentence` is for the citizen; the text is for the log and holds nothing that a person wrote.
    """

    def __init__(
        self, reason: str, sentence: str = "这份材料现在排不出来。请到窗口，让工作人员帮您填写纸质表格。"
    ) -> None:
        super().__init__(reason)
        self.sentence = sentence


class PaperRefused(PaperTrouble):
    """What was given does not make this paper: an unknown form, a field too many, a picture that is none."""
