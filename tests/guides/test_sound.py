"""How the county says it: what sounds alike there is one sound here, and what does not stays apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.law.sound import Sounds, merged
from kiosk.law.terms import sound_pairs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nan", "lan"), ("niu", "liu"), ("zhi", "zi"), ("zhang", "zan"), ("chi", "ci"), ("chuan", "cuan"),
        ("shi", "si"), ("shuo", "suo"), ("fa", "ha"), ("feng", "hen"), ("fu", "hu"), ("ban", "bang"),
        ("ren", "reng"), ("jin", "jing"), ("lv", "lu"), ("nü", "lu"), ("guan", "guang"), ("nong", "long"),
    ],
)  # fmt: skip
def test_what_the_county_does_not_keep_apart_is_one_sound(one, other):
    assert merged(one) == merged(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ban", "ben"),
        ("ma", "na"),
        ("ji", "qi"),
        ("ba", "pa"),
        ("song", "son"),
        ("dong", "don"),
        ("ren", "len"),
        ("xi", "si"),
    ],
)
def test_what_it_keeps_apart_stays_apart(one, other):
    assert merged(one) != merged(other)


@given(st.text("abcdefghijklmnopqrstuvwxyzü", max_size=8))
def test_a_sound_once_merged_is_merged_no_further_at_its_end(syllable):
    said = merged(syllable)
    assert len(said) <= len(syllable)
    assert not said.endswith(("ang", "eng", "ing"))


def test_every_character_of_the_packs_has_its_sound_and_others_stay_as_they_are(asker):
    _, sounds = asker.warm()
    assert sounds.syllables("柑子") == ["gan", "zi"]
    assert sounds.syllables("中国") == ["zong", "guo"]  # in no statute here, but an everyday character
    assert sounds.syllables("x😀龘") == ["x", "😀", "龘"]
    assert sounds.syllables("") == []


def test_the_wrong_characters_make_the_same_pairs(asker):
    _, sounds = asker.warm()
    assert sounds.pairs("边界石") == sounds.pairs("鞭届时") == ["~bian jie", "~jie si"]


def test_a_pair_does_not_reach_over_a_mark_and_is_like_no_word(asker):
    _, sounds = asker.warm()
    assert sounds.pairs("柑，子") == []
    assert sounds.pairs("柑子，柑") == ["~gan zi"]
    assert sounds.pairs("abc 12") == []
    assert all(pair.startswith("~") for pair in sounds.pairs("柑子不给钱"))


def test_a_syllable_is_wanted_for_each_character():
    assert sound_pairs("柑子 ok 石", ["gan", "zi", " ", "o", "k", " ", "si"]) == ["~gan zi"]


def test_without_packs_every_character_is_its_own_sound():
    assert Sounds([]).syllables("柑子") == ["柑", "子"]
    assert Sounds([]).pairs("柑子") == ["~柑 子"]
