"""Only pictures get in, only their dots, and nothing that a file claims is believed before it was checked."""

import io
import struct
import zlib

import numpy as np
import pillow_heif
import pytest
from devices.pictures import encoded, opened
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kiosk.devices import photo
from kiosk.devices.errors import PhotoRefused
from kiosk.devices.limits import LONGEST_SIDE, MAX_BYTES
from kiosk.devices.photo import accept_photo

KINDS = ("JPEG", "PNG", "WEBP", "HEIF")


def refused(data: bytes) -> PhotoRefused:
    with pytest.raises(PhotoRefused) as error:
        accept_photo(data)
    assert error.value.sentence.endswith("。")
    return error.value


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that claims to be of that size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


def never_decoded(monkeypatch):
    monkeypatch.setattr(photo, "_decoded", lambda picture: pytest.fail("decoded before it was checked"))


def test_an_empty_file():
    assert "空的" in refused(b"").sentence


def test_a_file_over_25_megabytes_is_refused_by_its_size_alone(monkeypatch):
    monkeypatch.setattr(Image, "open", lambda *a, **k: pytest.fail("opened before its size was checked"))
    assert "25兆" in refused(encoded() + bytes(MAX_BYTES)).sentence


@pytest.mark.parametrize("size", [(20_000, 15_000), (7750, 7750), (60_000_001, 1), (2**31 - 1, 2**31 - 1)])
def test_300_megapixels_are_refused_before_anything_is_decoded(monkeypatch, size):
    never_decoded(monkeypatch)
    assert "尺寸太大" in refused(claiming(*size)).sentence


def test_a_jpeg_that_claims_65535_by_65535(monkeypatch):
    never_decoded(monkeypatch)
    data = bytearray(encoded())
    at = data.find(b"\xff\xc0")
    data[at + 5 : at + 9] = b"\xff\xff\xff\xff"
    assert "尺寸太大" in refused(bytes(data)).sentence


def test_a_bomb_of_text_in_a_picture():
    told = PngInfo()
    told.add_text("comment", "x" * 80_000_000, zip=True)
    data = encoded("PNG", pnginfo=told)
    assert len(data) < 100_000
    refused(data)


def test_a_pdf_renamed_jpg_is_told_for_what_it_is():
    assert "PDF" in refused(b"%PDF-1.7\n" + encoded()).sentence


@pytest.mark.parametrize(
    "data",
    [b"MZ\x90\0" * 100, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + bytes(50), b"hello", b"\xff\xd8\xff"],
)
def test_what_is_no_picture_is_refused(data):
    refused(data)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PPM"])
def test_other_kinds_of_pictures_are_refused(kind):
    assert "不是照片" in refused(encoded(kind, (64, 64))).sentence


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_cut_short_on_its_way(kind):
    random = np.random.default_rng(1).integers(0, 255, (480, 640, 3), np.uint8)
    out = io.BytesIO()
    Image.fromarray(random).save(out, kind)
    refused(out.getvalue()[: len(out.getvalue()) * 2 // 3])


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_becomes_a_jpeg_of_its_size(kind):
    taken = accept_photo(encoded(kind, (640, 480)))
    with opened(taken.jpeg) as picture:
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (640, 480), "RGB")
        assert np.allclose(np.array(picture).mean(axis=(0, 1)), (90, 140, 200), atol=6)
    assert (taken.width, taken.height) == (640, 480)


@pytest.mark.parametrize("size", [(6000, 4000), (1, 9000), (9000, 1), (2400, 2400)])
def test_a_large_picture_is_made_small_and_keeps_its_shape(size):
    taken = accept_photo(encoded("PNG", size))
    assert max(taken.width, taken.height) <= LONGEST_SIDE
    assert max(taken.width, taken.height) == min(LONGEST_SIDE, max(size))
    assert abs(taken.width / taken.height - size[0] / size[1]) < 0.01 * size[0] / size[1] or 1 in (
        taken.width,
        taken.height,
    )


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_place_time_or_camera_gets_in(kind):
    told = Image.Exif()
    told[0x010F] = "Secret Camera"
    told[0x9286] = "Secret Remark"
    told.get_ifd(0x8825)[1] = "N"
    taken = accept_photo(encoded(kind, exif=told.tobytes()))
    assert b"Secret" not in taken.jpeg
    assert b"Exif" not in taken.jpeg
    with opened(taken.jpeg) as picture:
        assert not picture.getexif()
        assert "icc_profile" not in picture.info
        assert "comment" not in picture.info


def test_a_second_picture_hidden_behind_the_first_does_not_get_in():
    hidden = encoded("JPEG", (32, 32))
    taken = accept_photo(encoded("JPEG", comment=b"Secret") + b"Secret" + hidden)
    assert b"Secret" not in taken.jpeg
    assert taken.jpeg.count(b"\xff\xd8\xff") == 1


def test_a_picture_taken_with_the_phone_on_its_side_comes_upright():
    told = Image.Exif()
    told[0x0112] = 6
    on_its_side = Image.new("RGB", (400, 200), "white")
    on_its_side.paste("red", (0, 0, 100, 200))  # the left of the file is the top of what was seen
    out = io.BytesIO()
    on_its_side.save(out, "JPEG", exif=told.tobytes())
    taken = accept_photo(out.getvalue())
    assert (taken.width, taken.height) == (200, 400)
    with opened(taken.jpeg) as picture:
        red, _, blue = picture.getpixel((100, 30))
        assert red > 200 > 100 > blue
        assert min(picture.getpixel((100, 370))) > 200


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "I;16", "RGBA"])
def test_odd_kinds_of_colour_come_in_too(mode):
    taken = accept_photo(encoded("PNG", (80, 60), mode))
    assert (taken.width, taken.height) == (80, 60)


def test_16_bits_of_grey_keep_their_brightness():
    with opened(accept_photo(encoded("PNG", (80, 60), "I;16")).jpeg) as picture:
        assert abs(picture.getpixel((40, 30))[0] - 30_000 / 256) < 4


def test_what_is_transparent_is_white_paper():
    clear = Image.new("RGBA", (80, 60), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    with opened(accept_photo(out.getvalue()).jpeg) as picture:
        assert min(picture.getpixel((40, 30))) > 250


def test_heic_as_phones_make_it():
    heic = pillow_heif.from_pillow(Image.new("RGB", (320, 240), (90, 140, 200)))
    out = io.BytesIO()
    heic.save(out)
    assert accept_photo(out.getvalue()).width == 320


SMALL = {kind: encoded(kind, (48, 32)) for kind in KINDS}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(KINDS), st.data())
def test_a_damaged_picture_is_taken_or_refused_and_nothing_else_happens(kind, data):
    damaged = bytearray(SMALL[kind])
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), min_size=1, max_size=20)
    ):
        damaged[at] = value
    try:
        taken = accept_photo(bytes(damaged))
    except PhotoRefused:
        return
    assert max(taken.width, taken.height) <= LONGEST_SIDE


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_whatsoever_do_harm(data):
    with pytest.raises(PhotoRefused):
        accept_photo(data)
