"""A camera's frames as pictures: small ones to look at, the whole file to keep. For workers, on plain values only.

Qt's own conversion wants the screen's thread and up to a tenth of a second for a large frame. A JPEG is decoded at a
fraction of its size here; whatever comes raw is made small as soon as it has colours.
"""

from collections.abc import Callable
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from kiosk.devices.camera import no_picture
