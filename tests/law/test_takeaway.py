import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.law.takeaway import MAX_BYTES, pieces

TITLE = "《借伞法》第三十条"
prose = st.text(st.sampled_from("伞雨停归还。；，\n （）a1𠮷é"), max_size=1500)


def body(piece):
    return piece.partition("\n")[2]


@given(prose, st.integers(120, MAX_BYTES))
def test_nothing_is_lost_and_every_piece_fits(text, max_bytes):
    found = pieces(TITLE, text, max_bytes)
    assert all(len(piece.encode()) <= max_bytes for piece in found)
    assert "".join("".join(body(p) for p in found).split()) == "".join(text.split())


def test_a_short_article_is_one_piece_without_a_count():
    assert pieces(TITLE, "雨停归还。") == [f"{TITLE}\n雨停归还。"]


def test_a_long_one_is_split_at_sentence_ends_and_counted():
    found = pieces(TITLE, "雨停以后归还雨伞。" * 40)
    assert len(found) == 3  # 1,080 bytes of text in pieces of 460
    assert [p.split("\n")[0] for p in found] == [f"{TITLE}（{n}/{len(found)}）" for n in range(1, len(found) + 1)]
    assert all(p.endswith("。") for p in found)


def test_a_sentence_longer_than_a_piece_is_cut_between_characters():
    found = pieces(TITLE, "伞" * 400)
    assert "".join(map(body, found)) == "伞" * 400


def test_a_title_that_leaves_no_room_is_an_error():
    with pytest.raises(ValueError, match="no room"):
        pieces("《" + "借" * 200 + "》", "甲。")


def test_an_article_known_by_its_label_alone_is_still_a_piece():
    assert pieces(TITLE, "") == [TITLE]
