"""`legal-kiosk ask` at the desk: an answer to read, one for programs, and a file of questions into a run file."""

import json

import pytest

from kiosk.cli import main

ORANGES = "社会法/柑橘保护法(2024-05-01).md"


class Desk:
    """Runs `legal-kiosk ask` over the invented packs."""

    def __init__(self, packs, root, capsys):
        self.packs, self.root, self._capsys = packs, root, capsys

    def __call__(self, *args, status=0):
        try:
            got = main(["ask", *(str(a) for a in args)])
        except SystemExit as stop:  # argparse's way of saying wrong usage
            got = stop.code
        said = self._capsys.readouterr()
        assert got == status, said
        assert "Traceback" not in said.err
        return said

    def here(self, *args, status=0):
        """Over the invented packs."""
        return self(*args, "--content", self.packs, status=status)

    def told(self, *args):
        return json.loads(self.here(*args, "--json").out)


@pytest.fixture
def desk(installed, tmp_path, monkeypatch, capsys) -> Desk:
    monkeypatch.setenv("LEGAL_KIOSK_HOME", str(tmp_path / "home"))
    return Desk(installed, tmp_path, capsys)


def test_a_guide_is_printed_with_its_articles(desk):
    assert desk.here("收柑子的老板不给钱").out.split("\n") == [
        "收柑子不给钱",
        "收了柑子就要当日付清货款。",
        "先找收柑子的人写下欠多少。",
        "他还是不给，就到镇上投诉。",
        "  柑子 → 柑橘",
        "  收柑子的老板不给钱 → 收柑子的老板不给钱",
        "  1  柑橘保护法 第三条之一",
        "     收购商拖欠货款的，种植的人可以向镇人民政府投诉。",
        "  2  柑橘保护法 第三条",
        "     收购商应当做到： （一）当面过秤； （二）当日付清货款； （三）给种植的人开具凭证。",
        "",
    ]


def test_an_open_phrase_prints_the_question_with_its_choices_and_no_articles(desk):
    said = desk.here("柑子的事").out
    assert said.startswith("柑子的哪样事？\n  [收了不给钱]\n  [地头上的事]\n")
    assert "第" not in said


def test_a_citation_prints_its_article(desk):
    assert desk.here("柑橘保护法第三条", "--limit", "1").out.startswith("  1  柑橘保护法 第三条\n")


def test_what_is_not_known_says_whom_to_ask(desk):
    said = desk.here("飞天扫帚").out
    assert said.startswith("没有把握。请打12348")
    assert desk.told("飞天扫帚")["outcome"] == "unsure"


def test_what_may_be_meant_is_printed(desk):
    assert "也许是：收柑子不给钱\n" in desk.here("柑子卖了钱要不回来").out


def test_an_answer_for_programs(desk):
    told = desk.told("有人硬要收我的柑子", "--limit", "1")
    assert set(told) == {"query", "outcome", "guide", "question", "others", "cited", "results", "why"}
    assert (told["query"], told["outcome"], told["question"]) == ("有人硬要收我的柑子", "guide", None)
    assert told["guide"]["id"] == "orange-forced"
    assert told["guide"]["answer"][2] == "有人威胁你，马上打110。"
    assert [row["key"] for row in told["cited"]] == [f"{ORANGES}#第二条", f"{ORANGES}#第四条"]
    assert told["cited"][0]["digest"] == "柑子卖给哪个，种的人自己定。"
    assert told["why"] == [["柑子", "柑橘"], ["有人硬要收我的柑子", "有人硬要收我的柑子"]]
    assert len(told["results"]) == 1


def test_a_question_for_programs(desk):
    told = desk.told("柑子的事")
    assert (told["outcome"], told["guide"], told["cited"]) == ("question", None, [])
    assert told["question"] == {"id": "orange", "text": "柑子的哪样事？", "choices": ["收了不给钱", "地头上的事"]}


def test_a_batch_gives_a_line_of_keys_for_each_question_the_guides_articles_first(desk):
    queries, run = desk.root / "q.jsonl", desk.root / "run.jsonl"
    rows = [{"query_id": "a", "query": "收柑子的老板不给钱"}, {"query_id": 2, "query": ""}]
    queries.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert desk.here("--batch", queries, "--out", run, "--limit", "5").out == ""
    first, second = (json.loads(line) for line in run.read_text("utf-8").splitlines())
    assert (first["query_id"], len(first["results"])) == ("a", 5)
    assert first["results"][:2] == [f"{ORANGES}#第三条之一", f"{ORANGES}#第三条"]
    assert second == {"query_id": 2, "results": []}


def test_a_bad_line_of_a_batch_is_named(desk):
    queries = desk.root / "q.jsonl"
    queries.write_text('{"query_id": 1, "query": "驴"}\nx', "utf-8")
    said = desk.here("--batch", queries, "--out", desk.root / "run.jsonl", status=1)
    assert said.err == f"legal-kiosk: {queries}:2: not a line with query_id and query\n"


@pytest.mark.parametrize(
    "args",
    [
        [], [""], ["驴", "--batch", "q"], ["--batch", "q"], ["驴", "--out", "r"], ["驴", "--limit", "0"],
        ["驴", "--limit", "x"], ["驴", "--all-versions"],
    ],
)  # fmt: skip
def test_wrong_usage_is_status_2(desk, args):
    assert desk.here(*args, status=2).err


def test_where_there_is_no_content_it_says_what_to_do(desk):
    assert "build and install packs first" in desk("驴子丢了", status=1).err
    assert str(desk.root / "none") in desk("驴子丢了", "--content", desk.root / "none", status=1).err
