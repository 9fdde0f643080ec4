"""The wire format of identity-card readers with an SDT module (居民身份证验证安全控制模块, GA 450): frames and text block.

Host to reader: `AA AA AA 96 69`, two bytes of length, command, parameter, check. Reader to host: the same head and length,
three bytes of status, data, check. The length counts what follows it; the check is the XOR of all from the length on.
Text is a block of 256 bytes in UTF-16LE. Photo and fingerprint are not read out of the answer: no service needs them.
"""

from dataclasses import dataclass
from functools import reduce
from operator import xor

HEAD = b"\xaa\xaa\xaa\x96\x69"
FIND, SELECT, READ = b"\x20\x01", b"\x20\x02", b"\x30\x01"
OK = b"\x00\x00\x90"
FOUND = b"\x00\x00\x9f"
_TEXT_BYTES = 256
_NAME, _SEX, _BORN, _ADDRESS, _NUMBER, _KIND = (
    slice(0, 30),
    slice(30, 32),
    slice(36, 52),
    slice(52, 122),
    slice(122, 158),
    slice(248, 250),
)


class FrameBroken(ValueError):
    """Bytes that are no frame or no text block; the text names what is wrong and quotes none of them."""


@dataclass(slots=True, frozen=True)
class Answer:
    """What the reader said."""

    status: bytes
    data: bytes


@dataclass(slots=True, frozen=True)
class Fields:
    """The text block's fields as they are written on the card. `kind` is blank for a resident's card, `J` for that of
    residents from Hong Kong, Macao and Taiwan, `I` for a foreigner's, whose block is laid out differently.
    """

    name: str
    sex: str
    born: str
    address: str
    number: str
    kind: str


def frame(body: bytes) -> bytes:
    """A frame: head, length, body (a command, or status and data), check."""
    told = (len(body) + 1).to_bytes(2, "big") + body
    return HEAD + told + bytes([reduce(xor, told)])


def parse_answer(body: bytes, length: int) -> Answer:
    """An answer's body, that is, what follows its length.

    Raises:
        FrameBroken: too short, or the check does not match.
    """
    if len(body) != length or length < 4:
        raise FrameBroken("answer cut short")
    if reduce(xor, length.to_bytes(2, "big") + body) != 0:
        raise FrameBroken("wrong check")
    return Answer(body[:3], body[3:-1])


def parse_text(data: bytes) -> Fields:
    """The fields out of a READ answer's data: two lengths of two bytes, then text, then photo.

    Raises:
        FrameBroken: too short, of another length, or not UTF-16LE.
    """
    if len(data) < 4 or int.from_bytes(data[:2], "big") != _TEXT_BYTES or len(data) < 4 + _TEXT_BYTES:
        raise FrameBroken("no text block of 256 bytes")
    block = data[4 : 4 + _TEXT_BYTES]
    try:
        name, sex, born, address, number, kind = (
            block[part].decode("utf-16-le").strip(" \0\u3000")
            for part in (_NAME, _SEX, _BORN, _ADDRESS, _NUMBER, _KIND)
        )
    except UnicodeDecodeError:
        raise FrameBroken("text is not UTF-16LE") from None
    return Fields(name, sex, born, address, number, kind)
