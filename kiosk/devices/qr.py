"""Reading a code (QR) in a photo, as of a receipt that is held under the document camera."""

import cv2
import numpy as np


def read_qr(photo: bytes) -> str:
    """The text of the code in a photo (JPEG or PNG); nothing where none is seen."""
    picture = cv2.imdecode(np.frombuffer(photo, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        return ""
    try:
        return str(cv2.QRCodeDetector().detectAndDecode(picture)[0])
    except cv2.error:  # what it took for a code is none
        return ""
