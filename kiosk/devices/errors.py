"""What can go wrong with devices, said so that a citizen knows what to do next."""


class DeviceError(Exception):
    """Base of this package's errors.

    `sentence` is plain Chinese for the citizen and says the way on by hand; the text is English for the log and holds
    nothing that a person handed in.
    """

    def __init__(self, reason: str, sentence: str) -> None:
        super().__init__(reason)
        self.sentence = sentence


class DeviceTrouble(DeviceError):
    """A device is absent, out of paper, jammed, pulled out, or does not answer in time."""


class PhotoRefused(DeviceError):
    """What was handed in is no picture that can be taken: wrong kind, too large, cut short, empty."""


class SettingRefused(DeviceError):
    """A setting names no driver of ours; for the operator."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, "这台设备没有设置好，请告诉工作人员。")
