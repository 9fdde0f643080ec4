"""What can go wrong with the store. `sentence` is for the citizen, the text for the log; neither holds personal data."""


class StoreError(Exception):
    """Base of this package's errors."""

    sentence = "这台终端暂时存不了资料，请到窗口办理，或拨打12348。"

    def __init__(self, text: str, sentence: str = "") -> None:
        super().__init__(text)
        if sentence:
            self.sentence = sentence


class StoreRefused(StoreError):
    """The store is not to be opened: made by a newer program, another key, or a key that others can read."""

    sentence = "这台终端的存储设置需要工作人员处理，暂时不能在这里提交，请到窗口办理，或拨打12348。"


class StoreDamaged(StoreError):
    """A page, a file or the database as a whole is not what was written."""

    sentence = "这台终端的存储出了故障，暂时办不了这一项，请到窗口办理，或拨打12348。"


class StoreUnwritable(StoreError):
    """The disk is full or read-only, or the database stayed locked; nothing was written."""

    sentence = "这台终端现在存不下资料，这次没有提交成功，您填的内容还在。请告诉工作人员，或拨打12348。"


class RecordUnknown(StoreError):
    """No record of this store has that id or number."""

    sentence = "这台终端上没有找到这份记录，请对照回执核对编号，或到窗口查询。"


class AlreadySubmitted(StoreError):
    """The draft was submitted before with other content, which stands; `Store.receipt` gives its receipt."""

    sentence = "这份申请已经提交过了。要补充或更改，请用回执编号另交一份补充材料。"


class SlotTaken(StoreError):
    """The appointment slot is booked by another record."""

    sentence = "这个时段刚刚被约走了，请另选一个时间。"


class NumberRefused(StoreError):
    """What was typed is no receipt number."""

    sentence = "这不是回执编号，请对照回执再看一遍。"
