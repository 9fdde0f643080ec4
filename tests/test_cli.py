"""The command at the desk: what it prints, what it leaves behind, and how it says that something could not be done."""

import json
import sqlite3
from contextlib import closing

import pytest

from kiosk import __version__
from kiosk.cli import Screen, main

STATUTE = """# {title}

2020年1月1日 第一届全国借伞大会通过

<!-- INFO END -->

第一条 借伞凭竹牌。

第二条 雨停归还。
"""
DIGEST = """statute = "借伞法"
reviewed = 2026-01-01

[[digest]]
article = "第二条"
text = "雨停了就要还伞。"
asks = ["伞好久还"]
"""
FILE = "社会法/中华人民共和国借伞法(2020-01-01).md"


class Desk:
    """Runs commands in a terminal's folder of its own."""

    def __init__(self, root, capsys):
        self.root, self._capsys = root, capsys

    def __call__(self, *args, status=0):
        try:
            got = main([str(a) for a in args])
        except SystemExit as stop:  # argparse's way of saying wrong usage
            got = stop.code
        said = self._capsys.readouterr()
        assert got == status, said
        return said

    def fails(self, *args) -> str:
        """The one plain line of a command that could not be done."""
        said = self(*args, status=1)
        assert said.err.count("\n") == 1, said.err
        assert said.err.startswith("legal-kiosk: ")
        assert "Traceback" not in said.err
        return said.err.removeprefix("legal-kiosk: ").rstrip("\n")


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys) -> Desk:
    monkeypatch.setenv("LEGAL_KIOSK_HOME", str(tmp_path / "home"))
    shelf = tmp_path / "laws" / "社会法"
    shelf.mkdir(parents=True)
    for version in ("2020", "2010"):
        (shelf / f"中华人民共和国借伞法({version}-01-01).md").write_text(
            STATUTE.format(title="中华人民共和国借伞法"), "utf-8"
        )
    (tmp_path / "own" / "digests").mkdir(parents=True)
    (tmp_path / "own" / "digests" / "umbrella.toml").write_text(DIGEST, "utf-8")
    return Desk(tmp_path, capsys)


@pytest.fixture
def stocked(desk) -> Desk:
    """A desk whose terminal has content."""
    desk("content", "build", desk.root / "laws", desk.root / "own", "--out", desk.root / "packs", "--pack-version", "7")
    desk("content", "install", desk.root / "packs")
    return desk


# Content


def test_sources_become_packs_and_it_is_told_what_is_in_them(desk):
    said = desk("content", "build", desk.root / "laws", desk.root / "own", "--out", desk.root / "packs").out.split("\n")
    assert said[0].startswith(f"{desk.root}/packs/laws.pack: 2 statutes, 1 in_force, 4 articles, 4 documents; ")
    assert said[1].startswith(f"{desk.root}/packs/starter.pack: 1 digests, 0 lexicon; ")
    assert sorted(p.name for p in (desk.root / "packs").iterdir()) == [
        "laws.pack", "laws.report.txt", "starter.pack", "starter.report.txt",
    ]  # fmt: skip


def test_a_source_file_that_is_refused_is_named_and_the_rest_is_built(desk):
    (desk.root / "laws" / "社会法" / "空.md").write_bytes(b"")
    said = desk("content", "build", desk.root / "laws", "--out", desk.root / "packs", status=1)
    assert said.err == "refused: 社会法/空.md: empty file\n"
    assert (desk.root / "packs" / "laws.pack").is_file()


def test_nothing_to_build_is_one_line(desk):
    assert desk.fails("content", "build", desk.root / "x", "--out", desk.root / "p") == f"{desk.root}/x: not a folder"
    (desk.root / "empty").mkdir()
    assert "no statute could be read" in desk.fails("content", "build", desk.root / "empty", "--out", desk.root / "p")


def test_packs_are_installed_and_listed(desk):
    assert desk("content", "list").out == ""
    for version in ("7", "8"):
        desk("content", "build", desk.root / "laws", "--out", desk.root / "packs", "--pack-version", version)
        assert desk("content", "install", desk.root / "packs").out.startswith(f"installed laws {version} (")
    current, previous = desk("content", "list").out.rstrip("\n").split("\n")
    assert current.startswith("laws.pack\tlaws 8\t")
    assert current.endswith("\tfrom laws")
    assert "articles 4" in current
    assert previous.startswith("laws.previous.pack\tlaws 7\t")
    assert (desk.root / "home" / "content" / "laws.pack").is_file()


def test_what_cannot_be_installed_is_one_line(desk):
    assert "nowhere: no such pack" in desk.fails("content", "install", desk.root / "nowhere")
    (desk.root / "foreign.pack").write_text("x" * 10_000)
    assert desk.fails("content", "install", desk.root / "foreign.pack").startswith("foreign.pack: ")


def test_an_unusable_pack_is_listed_as_such(stocked):
    (stocked.root / "home" / "content" / "laws.pack").write_bytes(b"x" * 10_000)
    said = stocked("content", "list", status=1).out.split("\n")
    assert said[0].startswith("laws.pack\tunusable: laws.pack: damaged")
    assert said[1].startswith("starter.pack\tstarter 7\t")


# Search


def test_a_search_shows_statutes_articles_and_digests(stocked):
    assert stocked("search", "雨停归还").out.split("\n")[:3] == [
        "  1  借伞法 第二条",
        "     雨停归还。",
        "     雨停了就要还伞。",
    ]
    assert stocked("search", "借伞法").out.startswith("中华人民共和国借伞法  2020-01-01\n  1  借伞法 ")


def test_a_search_for_programs(stocked):
    told = json.loads(stocked("search", "雨停归还", "--json", "--limit", "1").out)
    assert told == {
        "query": "雨停归还",
        "statutes": [],
        "results": [
            {
                "key": f"{FILE}#第二条", "statute": "中华人民共和国借伞法", "article": "第二条", "version": "2020-01-01",
                "status": "in_force", "excerpt": "雨停归还。", "spans": [[0, 4]], "digest": "雨停了就要还伞。",
            }
        ],
        "read_as": [],
    }  # fmt: skip
    assert [s["version"] for s in json.loads(stocked("search", "借伞法", "--json").out)["statutes"]] == ["2020-01-01"]


def test_older_versions_come_on_request(stocked):
    told = json.loads(stocked("search", "雨停归还", "--json", "--all-versions").out)["results"]
    whole = [(r["version"], r["status"]) for r in told if r["article"] == "第二条"]
    assert whole == [("2020-01-01", "in_force"), ("2010-01-01", "replaced")]


def test_what_is_not_found_is_no_failure(stocked):
    assert stocked("search", "飞天扫帚qx").out == ""
    assert json.loads(stocked("search", "飞天扫帚qx", "--json").out)["results"] == []


def test_packs_of_another_folder_are_searched(stocked):
    stocked.root.joinpath("home/content/laws.pack").unlink()
    told = json.loads(stocked("search", "雨停归还", "--json", "--content", stocked.root / "packs").out)
    assert told["results"][0]["key"] == f"{FILE}#第二条"


def test_where_there_is_no_content_it_says_what_to_do(desk):
    assert "build and install packs first" in desk.fails("search", "雨停")
    assert str(desk.root / "none") in desk.fails("search", "雨停", "--content", desk.root / "none")


def test_a_pack_that_cannot_be_used_is_told_of_and_the_rest_is_searched(stocked):
    (stocked.root / "home" / "content" / "laws.pack").write_bytes(b"x" * 10_000)
    said = stocked("search", "伞好久还", "--json")
    assert said.err.startswith("legal-kiosk: laws.pack: damaged")
    assert json.loads(said.out)["results"][0]["key"] == "借伞法#第二条"


def test_a_batch_gives_a_line_of_keys_for_each_query(stocked):
    queries, run = stocked.root / "q.jsonl", stocked.root / "run.jsonl"
    rows = [{"query_id": "a", "query": "借伞，雨停归还", "relevant": []}, {"query_id": 2, "query": "飞天扫帚qx"}]
    queries.write_text("\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert stocked("search", "--batch", queries, "--out", run, "--limit", "1").out == ""
    assert [json.loads(line) for line in run.read_text("utf-8").splitlines()] == [
        {"query_id": "a", "results": [f"{FILE}#第二条"]},
        {"query_id": 2, "results": []},
    ]


@pytest.mark.parametrize("row", ["x", "[1]", "7", '{"query": "伞"}', '{"query_id": 1}'])
def test_a_bad_line_of_a_batch_is_named(stocked, row):
    queries = stocked.root / "q.jsonl"
    queries.write_text('{"query_id": 1, "query": "伞"}\n' + row, "utf-8")
    said = stocked.fails("search", "--batch", queries, "--out", stocked.root / "run.jsonl")
    assert said == f"{queries}:2: not a line with query_id and query"


def test_a_batch_that_is_not_there_is_one_line(stocked):
    assert "q.jsonl" in stocked.fails(
        "search", "--batch", stocked.root / "q.jsonl", "--out", stocked.root / "run.jsonl"
    )


def test_a_batch_that_is_no_text_is_one_line(stocked):
    (stocked.root / "q.jsonl").write_bytes(b'{"query_id": 1, "query": "\xff\xfe"}')
    stocked.fails("search", "--batch", stocked.root / "q.jsonl", "--out", stocked.root / "run.jsonl")


def test_a_pack_damaged_inside_is_one_line(stocked):
    path = stocked.root / "home" / "content" / "laws.pack"
    with closing(sqlite3.connect(path)) as db:
        ((page,),) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'statute'")
        ((size,),) = db.execute("PRAGMA page_size")
    with path.open("rb+") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    stocked.fails("search", "雨停归还")


# Usage


@pytest.mark.parametrize(
    "args",
    [
        [], ["search"], ["search", ""], ["search", "伞", "--batch", "q"], ["search", "--batch", "q"],
        ["search", "伞", "--out", "r"], ["search", "伞", "--limit", "0"], ["search", "伞", "--limit", "x"],
        ["search", "伞", "--limit", "10001"], ["content"], ["content", "build"], ["content", "build", "x"],
        ["content", "install"], ["fly"], ["run"], ["tour"],
    ],
)  # fmt: skip
def test_wrong_usage_is_status_2(desk, args):
    assert desk(*args, status=2).err


def test_the_version(desk):
    assert desk("--version").out == f"{__version__}\n"


def test_the_verbs_of_the_screen_are_offered_where_there_is_one(capsys):
    called = []
    screen = Screen(
        run=lambda a: called.append(("run", a.windowed, a.station)) or 0, tour=lambda a: called.append(a.size) or 3
    )
    assert main(["run", "--windowed", "--station", "竹园镇"], screen) == 0
    assert main(["tour", "--out", "x", "--size", "720x1280"], screen) == 3
    assert called == [("run", True, "竹园镇"), (720, 1280)]
    for size in ("720", "axb", "10x10", "9000x9000", "720x"):
        with pytest.raises(SystemExit) as stop:
            main(["tour", "--out", "x", "--size", size], screen)
        assert stop.value.code == 2
    assert "not a size such as 1080x1920" in capsys.readouterr().err


def test_an_interruption_is_no_traceback(desk, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("kiosk.content.store.ContentStore.installed", interrupted)
    assert desk("content", "list", status=1).err == ""


def test_a_fault_of_ours_is_not_hidden(desk, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr("kiosk.content.store.ContentStore.installed", broken)
    with pytest.raises(ZeroDivisionError):
        main(["content", "list"])


# Doctor


def test_the_doctor_says_a_line_a_part_and_whether_all_is_well(desk):
    said = desk("doctor", status=1).out.rstrip("\n").split("\n")
    station = ["设置", "内容", "存储", "磁盘", "终端编号", "县中心", "网络", "送达", "时钟", "中文字体"]
    devices = ["打印机", "小票打印机", "摄像头", "读卡器"]
    assert [line.split("\t")[1] for line in said] == station + devices
    assert next(line for line in said if "内容" in line).startswith("要处理\t内容\t")
    assert said[0].startswith("好\t设置\t")


def test_a_terminal_in_order_is_status_0(stocked, monkeypatch):
    from kiosk.doctor import Finding

    monkeypatch.setattr("kiosk.doctor.examine", lambda: [Finding("内容", True, "laws 7")])
    assert stocked("doctor").out == "好\t内容\tlaws 7\n"


def test_a_folder_with_statutes_alone_is_searched_with_what_this_release_knows(tmp_path, capsys):
    social = tmp_path / "laws" / "社会法"
    social.mkdir(parents=True)
    (social / "作坊法(2020-01-01).md").write_text(
        "# 作坊法\n\n2020年1月1日 通过\n\n<!-- INFO END -->\n\n第一条 作坊不得拖欠劳动报酬。\n\n第二条 作坊应当通风。\n",
        "utf-8",
    )
    assert main(["content", "build", str(tmp_path / "laws"), "--out", str(tmp_path / "packs")]) == 0
    capsys.readouterr()
    assert main(["search", "血汗钱", "--json", "--limit", "100", "--content", str(tmp_path / "packs")]) == 0
    keys = [hit["key"] for hit in json.loads(capsys.readouterr().out)["results"]]
    assert "劳动合同法#第三十条" in keys
