"""A villager looks something up, from the first touch to the text in the pocket."""

from terminal import Visit, read_codes

from kiosk.law.takeaway import pieces
from ui.hand import centre, said


def test_a_villager_asks_reads_the_article_and_takes_it_home_in_a_code(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    hand.touch("点这里")
    hand.write("柑橘收购商拖欠货款")
    hand.touch("查一查")
    hand.until(lambda: hand.sees("拖欠货款"), "the results")
    hand.touch("柑橘保护法 第三条之一")
    assert hand.sees("可以向镇人民政府投诉")
    hand.touch("扫码带走")
    assert read_codes(guide) == ["《柑橘保护法》第三条之一\n收购商拖欠货款的，种植的人可以向镇人民政府投诉。"]


def test_typing_by_pinyin_on_the_screens_own_keyboard(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    hand.touch("点这里")
    for key in "ganju":
        hand.key(key)
    hand.key("柑橘")
    hand.touch("查一查")
    hand.until(lambda: hand.sees("柑橘保护法"), "the statute")
    assert guide.kiosk.shell.viewModel.property("query") == "柑橘"


def test_a_long_article_comes_in_several_codes_that_together_hold_all_of_it(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("柑橘保护法第五条")
    hand.touch("柑橘保护法 第五条")
    hand.touch("扫码带走")
    seen: list[str] = []
    while True:
        seen += read_codes(guide)
        if "下一张" not in hand.labels():
            break
        hand.touch("下一张")
    shelf = guide.kiosk.shelf
    statute = shelf.library.by_short("柑橘保护法")
    assert statute
    ref = shelf.library.article(statute, 5)
    assert ref
    assert len(seen) > 2
    assert seen == pieces("《柑橘保护法》第五条", shelf.library.node(ref).text)


def test_a_citation_in_the_text_leads_to_its_article_and_back_leads_here(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("柑橘保护法第二条")
    hand.touch("柑橘保护法 第二条")
    hand.touch("第四条")
    assert hand.sees("处以罚款")
    hand.touch("返回")
    assert hand.sees("任何人不得强行收购")


def test_the_plain_words_stand_above_the_official_text(visit: Visit) -> None:
    guide = visit()
    guide.ask("柑橘保护法第四条")
    guide.hand.touch("柑橘保护法 第四条")
    guide.hand.touch("民法典")
    assert guide.hand.sees("大白话")


def test_from_the_shelves_through_a_long_statute_to_one_article(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    hand.touch("翻看法律")
    hand.touch("行政法规")
    hand.touch("茶园管理条例")
    hand.tap_field()
    hand.write("第1200号")
    hand.touch("找一找")
    hand.touch("第一千二百条")
    assert hand.sees("茶园第1200号地块")
    hand.touch("下一条")
    assert hand.sees("茶园第1201号地块")
    hand.touch("上一条")
    hand.touch("目录")
    assert hand.sees("第一章 采摘")


def test_coming_back_to_the_results_finds_them_as_they_were_left(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("茶园采摘")
    hand.swipe_up()
    hand.swipe_up()
    left_at = guide.kiosk.shell.viewModel.property("position")
    assert left_at > 0
    hand.touch("茶园管理条例")
    hand.touch("返回")
    assert abs(guide.kiosk.shell.viewModel.property("position") - left_at) < 2


def test_more_results_come_as_one_scrolls(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("茶园采摘")
    first = guide.kiosk.shell.viewModel.property("hits").rowCount()
    for _ in range(6):
        hand.swipe_up()
    assert guide.kiosk.shell.viewModel.property("hits").rowCount() > first


def test_the_older_version_comes_only_on_request_and_is_marked(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("柑橘保护法")
    assert not hand.sees("已经失效")
    hand.touch("旧版本也要看")
    hand.until(lambda: hand.sees("已经失效"), "the older version")
    hand.touch("柑橘保护法 2015-03-01")
    hand.touch("第一条")
    assert hand.sees("已有新版本")


def test_nothing_found_leads_to_a_person(visit: Visit) -> None:
    guide = visit()
    guide.ask("zzzz")
    assert guide.hand.sees("没有查到")
    guide.hand.touch("找人帮忙")
    assert guide.hand.sees("12348")


def test_results_begin_with_how_the_words_were_understood(visit: Visit) -> None:
    guide = visit(size=(1280, 800))
    guide.ask("娃儿归哪个管")
    read_as = next(item for item in guide.hand.items() if "听懂了" in said(item))
    field = next(item for item in guide.hand.items() if item.inherits("QQuickTextInput"))
    assert centre(read_as).y() - read_as.height() / 2 > centre(field).y() + field.height() / 2


def test_the_reader_makes_its_text_larger_and_smaller(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    guide.ask("柑橘保护法第二条")
    hand.touch("柑橘保护法 第二条")
    assert "小一点" not in hand.labels()
    hand.touch("大一点")
    hand.touch("大一点")
    assert guide.kiosk.look.textScale == 2.0
    assert "大一点" not in hand.labels()
    hand.touch("小一点")
    assert guide.kiosk.look.textScale == 1.5
