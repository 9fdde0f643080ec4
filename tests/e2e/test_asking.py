"""People ask in their own words, and leave with what to do tomorrow morning."""

from pathlib import Path

from terminal import Visit, read_codes

from kiosk.guides.leaflet import leaflet
from kiosk.law.takeaway import pieces


def test_a_migrant_worker_asks_reads_the_guide_and_takes_it_home(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("老板欠我工钱一直不给，咋个办")
    assert hand.sees("干了活就该拿到钱")
    hand.touch("一步一步看怎么办")
    assert hand.sees("今天就留好凭证")
    assert hand.sees("一年内，从离开单位那天算起")
    assert hand.sees("12333")
    hand.touch("扫码带走")
    seen: list[str] = []
    while True:
        seen += read_codes(guide)
        if "下一张" not in hand.labels():
            break
        hand.touch("下一张")
    told = leaflet(guide.kiosk.shelf.guides.guide("wages-unpaid"))
    assert seen == pieces(told.title, told.text)
    assert "12333" in "".join(seen)


def test_the_wrong_characters_with_the_right_sound_find_the_same_guide(visit: Visit) -> None:
    guide = visit()
    guide.ask("老班拖签我的工前")
    assert guide.hand.sees("老板拖欠工钱")


def test_open_words_are_asked_back_and_a_big_button_leads_on(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("打伤了人")
    assert hand.sees("是哪个打了哪个")
    hand.touch("别人打了我")
    assert hand.sees("被人打伤了")
    hand.touch("返回")
    hand.touch("都不是")
    assert hand.sees("法律怎么说")


def test_a_second_question_is_the_last(visit: Visit) -> None:
    guide = visit()
    hand, guides = guide.hand, guide.kiosk.shelf.guides
    first = next(
        question
        for id_ in ids(guide)
        if (question := guides.question(id_)).asks and any(c.question for c in question.choice)
    )
    choice = next(c for c in first.choice if c.question)
    guide.ask(first.asks[0])
    hand.touch(choice.label)
    second = guides.question(choice.question)
    assert hand.sees(second.text)
    assert all(c.guide for c in second.choice)
    hand.touch(second.choice[0].label)
    assert hand.sees("一步一步来")


def test_nobody_pretends_to_know_about_spaceships(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("外星人抢了我的飞船")
    assert hand.sees("这个我没有把握")
    hand.touch("约律师谈")
    assert hand.sees("预约服务")
    hand.touch("返回")
    hand.touch("找人帮忙")
    assert hand.sees("12348")


def test_an_old_man_finds_the_guide_without_typing(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    hand.touch("办事指南")
    hand.touch("老年人")
    hand.touch("娃儿不养老人")
    assert hand.sees("带上这些")
    hand.touch("大一点")
    assert guide.kiosk.look.textScale == 1.5


def test_from_a_guide_to_the_article_behind_it_and_back(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("离婚了彩礼要不要退")
    hand.touch("一步一步看怎么办")
    hand.touch("最高人民法院关于审理涉彩礼纠纷案件")
    assert guide.kiosk.shell.pageName == "reader"
    hand.touch("返回")
    assert hand.sees("一步一步来")


def test_a_guide_that_was_read_is_counted_and_nothing_else_is_kept(fresh: Visit, tmp_path: Path) -> None:
    guide = fresh()
    before = sum(guide.kiosk.shelf.counts.all().values())
    guide.ask("隔壁王大爷家的狗咬了我孙女张小花")
    guide.hand.touch("一步一步看怎么办")
    guide.hand.touch("用完了")
    counts = guide.kiosk.shelf.counts.all()
    assert sum(counts.values()) == before + 1
    (written,) = (tmp_path / "terminal").glob("counts.db*")
    kept = written.read_bytes()
    assert "张小花".encode() not in kept
    assert "王大爷".encode() not in kept


def ids(guide) -> list[str]:
    db = guide.kiosk.shelf.guides.db
    return [row[0] for row in db.execute("SELECT id FROM question ORDER BY id")]
