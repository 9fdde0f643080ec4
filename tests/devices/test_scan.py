"""A sheet on a table becomes a page; where no sheet can be told for sure, nothing is cut away."""

import cv2
import numpy as np
import pytest
from devices.pictures import A4, encoded, on_table, sheet, turned
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.errors import PhotoRefused
from kiosk.devices.scan import find_sheet, straighten

TILTED = [(420, 200), (1150, 240), (1320, 1080), (300, 1010)]  # seen from below and a little from the left


def decoded(data: bytes) -> np.ndarray:
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)


def furthest(found: np.ndarray, corners: list[tuple[int, int]]) -> float:
    """Pixels between the corners found and the true ones, in the order that fits best."""
    return min(
        float(np.linalg.norm(np.roll(found, turn, axis=0) - np.array(corners), axis=1).max()) for turn in range(4)
    )


@pytest.mark.parametrize("data", [b"", b"no picture", encoded()[:200]])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(PhotoRefused):
        straighten(data)


@pytest.mark.parametrize("table", [60, 200, 240])
def test_a_table_without_a_sheet_is_kept_whole_and_said_so(table):
    photo = on_table([(0, 0), (1, 0), (1, 1), (0, 1)], table=table)
    scan = straighten(photo)
    assert not scan.found
    assert decoded(scan.jpeg).shape == decoded(photo).shape


def test_a_sheet_that_fills_the_picture_is_kept_whole():
    photo = on_table([(-40, -40), (1640, -40), (1640, 1240), (-40, 1240)])
    scan = straighten(photo)
    assert not scan.found
    assert decoded(scan.jpeg).shape == (1200, 1600, 3)


def test_half_a_table_in_shadow_is_no_sheet():
    photo = np.full((1200, 1600, 3), 170, np.float32)
    photo *= np.linspace(1.0, 0.4, 1600)[None, :, None]
    scan = straighten(cv2.imencode(".png", photo.astype(np.uint8))[1].tobytes())
    assert not scan.found


def test_a_round_plate_is_no_sheet():
    photo = np.full((1200, 1600, 3), 60, np.uint8)
    cv2.circle(photo, (800, 600), 450, (240, 240, 240), -1)
    assert not straighten(cv2.imencode(".png", photo)[1].tobytes()).found


@pytest.mark.parametrize("corners", [turned(0), turned(7), turned(-12), turned(28, scale=0.7), TILTED])
@pytest.mark.parametrize("table", [40, 90, 150])
def test_the_corners_are_found_to_a_few_pixels(corners, table):
    found = find_sheet(decoded(on_table(corners, table=table)))
    assert found is not None
    assert furthest(found, corners) < 6


@settings(max_examples=25, deadline=None)
@given(
    angle=st.floats(-40, 40),
    shifts=st.lists(st.tuples(st.integers(-35, 35), st.integers(-35, 35)), min_size=4, max_size=4),
    table=st.integers(20, 140),
)
def test_however_a_sheet_lies_on_a_darker_table_it_is_found(angle, shifts, table):
    lying = turned(angle, centre=(400, 300), scale=0.34)
    corners = [(x + a, y + b) for (x, y), (a, b) in zip(lying, shifts, strict=True)]
    found = find_sheet(decoded(on_table(corners, table=table, size=(800, 600))))
    assert found is not None
    assert furthest(found, corners) < 5


@pytest.mark.parametrize("corners", [turned(-12), turned(28, scale=0.7), TILTED])
def test_the_page_is_straight_upright_and_whole(corners):
    page = decoded(straighten(on_table(corners)).jpeg)
    page = cv2.resize(page, A4, interpolation=cv2.INTER_AREA)
    width, height = A4
    marks = {(50, 50): 2, (width - 50, 50): 1, (width - 50, height - 50): 0}  # where, and which of B, G, R stands out
    for (x, y), channel in marks.items():
        colour = page[y - 8 : y + 8, x - 8 : x + 8].mean(axis=(0, 1))
        assert colour.argmax() == channel
        assert colour[channel] > 2 * np.delete(colour, channel).max() or channel == 1
    rows = page[100:1100, 120:500].mean(axis=(1, 2))
    assert rows.max() - rows.min() > 100  # lines of text run along the rows: straight to a pixel or two


def test_a_page_keeps_its_proportions():
    page = decoded(straighten(on_table(turned(-12))).jpeg)
    assert abs(page.shape[0] / page.shape[1] - A4[1] / A4[0]) < 0.03


def test_an_identity_card_is_found_as_it_lies():
    card = [(300, 320), (1100, 340), (1090, 850), (290, 825)]
    page = decoded(straighten(on_table(card, page=sheet((856, 540)))).jpeg)
    assert page.shape[1] > page.shape[0]
    assert abs(page.shape[1] / page.shape[0] - 85.6 / 54) < 0.06


def test_a_sheet_that_lies_aslant_comes_upright_also_when_it_is_wide():
    wide = sheet((1188, 840))
    corners = turned(-38, size=(1188, 840), scale=0.6)
    page = decoded(straighten(on_table(corners, page=wide)).jpeg)
    assert page.shape[1] > page.shape[0]
    red = page[20:40, 20:40].mean(axis=(0, 1))
    assert red.argmax() == 2


def test_a_sheet_with_a_bite_out_of_it_is_kept_whole():
    photo = np.full((1200, 1600, 3), 60, np.uint8)
    photo[200:1000, 300:1300] = 235
    photo[350:650, 800:1300] = 60
    assert not straighten(cv2.imencode(".png", photo)[1].tobytes()).found


def test_a_page_in_bad_light_becomes_light_and_its_red_seal_stays_red():
    dim = (sheet() * 0.6).astype(np.uint8)
    page = decoded(straighten(on_table(turned(3), page=dim, table=30)).jpeg)
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    assert np.percentile(dim, 90) < 150
    assert np.percentile(grey, 90) > 200
    assert np.percentile(grey, 2) < 90
    red = page[35:55, 35:55].reshape(-1, 3).astype(int)
    assert (red[:, 2] - red[:, 0]).max() > 80


def test_a_pale_stamp_on_white_paper_stays_pale_but_stays():
    plain = np.full((1188, 840, 3), 238, np.uint8)
    cv2.circle(plain, (420, 600), 150, (225, 225, 225), -1)
    page = decoded(straighten(on_table(turned(0), page=plain)).jpeg).mean(axis=2)
    height, width = page.shape
    inside = page[height // 2 - 20 : height // 2 + 20, width // 2 - 20 : width // 2 + 20].mean()
    beside = page[height // 2 - 20 : height // 2 + 20, width // 8 : width // 8 + 40].mean()
    assert 5 < beside - inside < 60
