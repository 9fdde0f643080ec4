"""What was learnt from consultations is read from two plain files; a line that is wrong is named."""

import pytest

from kiosk.law.errors import SourceRefused
from kiosk.law.learnt import FEATURES, Association, read_associations, read_need, read_weights


@pytest.fixture
def file(tmp_path):
    def write(content: str | bytes):
        path = tmp_path / "learnt"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def test_how_often_a_statute_was_needed(file):
    assert read_need(file('# made\n[statute]\n"借伞法" = 12\n"蓑衣法" = 1\n')) == {"借伞法": 12, "蓑衣法": 1}


@pytest.mark.parametrize(
    "content",
    ["", "借伞法 = 3", "[statute", "statute = 3", "[statute]\n借伞法 = 3", '[statute]\n"借伞法" = "oft"',
     '[statute]\n"借伞法" = [1]', b"[statute]\n\xff\xfe = 1"],
)  # fmt: skip
def test_what_is_no_table_of_counts_is_refused(file, content):
    with pytest.raises(SourceRefused, match="not a table of counts by statute"):
        read_need(file(content))


def test_a_count_below_nothing_is_refused(file):
    with pytest.raises(SourceRefused):
        read_need(file('[statute]\n"借伞法" = -5\n'))


def test_which_words_led_to_which_article(file):
    path = file("# made\n\n借伞法\t第三条\t伞:4 伞骨\n蓑衣法\t第一百三十三条之一\t晾\n")
    assert list(read_associations(path)) == [
        Association("借伞法", 3, 0, {"伞": 4, "伞骨": 1}),
        Association("蓑衣法", 133, 1, {"晾": 1}),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "借伞法",
        "借伞法 第三条 伞",
        "借伞法\t第三条",
        "借伞法\t第三条\t",
        "\t第三条\t伞",
        "借伞法\t三\t伞",
        "借伞法\t第三条\t伞:多",
    ],
)
def test_a_wrong_line_is_refused_by_its_number(file, line):
    with pytest.raises(SourceRefused) as caught:
        list(read_associations(file(f"# made\n蓑衣法\t第一条\t晾\n{line}\n")))
    assert caught.value.line == 3


def test_bytes_that_are_no_text_are_refused(file):
    with pytest.raises(SourceRefused, match="not UTF-8"):
        list(read_associations(file(b"\xff\xfe")))


def test_a_numeral_that_is_none_is_refused_by_its_line(file):
    with pytest.raises(SourceRefused):
        list(read_associations(file("借伞法\t第1十条\t伞\n")))


def test_a_words_count_below_nothing_is_refused(file):
    with pytest.raises(SourceRefused):
        list(read_associations(file("借伞法\t第一条\t伞:-2\n")))


WEIGHTS = "[weight]\n" + "".join(f"{name} = 0.5\n" for name in FEATURES)


def test_how_much_each_thing_counts(file):
    assert read_weights(file(WEIGHTS)) == dict.fromkeys(FEATURES, 0.5)


@pytest.mark.parametrize(
    "content",
    ["", "[weight", "weight = 1", "[weight]\ntext = 1\n", WEIGHTS + "luck = 7\n", WEIGHTS.replace("0.5", "nan"),
     WEIGHTS.replace("0.5", '"viel"'), b"[weight]\n\xff = 1"],
)  # fmt: skip
def test_what_is_no_table_of_weights_is_refused(file, content):
    with pytest.raises(SourceRefused, match="not a table of weights"):
        read_weights(file(content))
