"""Numbers that several devices share; apart from the modules that need slow libraries to use them."""

MAX_BYTES = 25_000_000  # of a picture file
MAX_PIXELS = 60_000_000  # of a picture before it is made small
LONGEST_SIDE = 2400  # pixels of a picture taken in: an A4 sheet at 200 dots an inch, which prints and reads well

WIDTH_80MM = 576  # dots of a slip printer's head, 8 a millimetre
WIDTH_58MM = 384
