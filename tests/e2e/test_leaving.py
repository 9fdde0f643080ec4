"""How a visit ends: said, forgotten, or asked about first; and that nothing of it is left for the next citizen."""

from pathlib import Path

from terminal import Visit


def looking_at_something(visit: Visit) -> object:
    guide = visit()
    guide.hand.touch("字大小")
    guide.hand.touch("黑底")
    guide.hand.touch("点这里")
    for key in "ganju":
        guide.hand.key(key)
    guide.hand.key("柑橘")
    guide.hand.touch("查一查")
    return guide


def assert_nothing_is_left(guide) -> None:
    assert guide.kiosk.shell.pageName == "home"
    assert not guide.kiosk.shell.canGoBack
    assert guide.kiosk.look.textScale == 1.0
    assert not guide.kiosk.look.highContrast
    guide.hand.touch("点这里")
    assert not guide.hand.sees("柑橘")
    written = [path for path in Path(guide.kiosk.scratch.name).rglob("*") if path.is_file()]
    assert [path for path in written if path.stat().st_size] == []


def test_i_am_done_clears_everything(visit: Visit) -> None:
    guide = looking_at_something(visit)
    guide.hand.touch("用完了")
    assert_nothing_is_left(guide)


def test_whoever_walks_away_is_warned_and_then_cleared(visit: Visit) -> None:
    guide = looking_at_something(visit)
    guide.wait(61)
    assert guide.hand.sees("您还在吗？")
    guide.wait(30)
    assert not guide.hand.sees("您还在吗？")
    assert_nothing_is_left(guide)


def test_one_touch_on_the_warning_goes_on_where_one_was(visit: Visit) -> None:
    guide = looking_at_something(visit)
    guide.wait(61)
    guide.hand.touch("我还在")
    guide.wait(40)
    assert guide.kiosk.shell.pageName == "search"
    assert guide.hand.sees("柑橘保护法")


def test_after_some_minutes_alone_a_picture_invites_and_a_touch_opens_the_first_screen(visit: Visit) -> None:
    guide = visit()
    guide.hand.touch("找人帮")
    guide.hand.touch("用完了")
    guide.wait(181)
    assert guide.hand.sees("点一下屏幕，开始")
    guide.hand.touch("点一下屏幕")
    assert guide.hand.sees("您遇到了什么事？")
    guide.wait(61)
    assert guide.hand.sees("您还在吗？")


def test_back_and_home_lead_where_they_say(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    hand.touch("翻看法律")
    hand.touch("社会法")
    hand.touch("返回")
    assert guide.kiosk.shell.pageName == "shelves"
    hand.touch("社会法")
    hand.touch("首页")
    assert guide.kiosk.shell.pageName == "home"
    assert "返回" not in hand.labels()
