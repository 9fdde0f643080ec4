"""Sums and days are worked out on the screen, with numbers that a thumb gets wrong."""

from terminal import Visit, read_codes


def test_a_dismissed_worker_works_out_what_is_due_and_takes_it_home(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    hand.touch("算一算")
    hand.touch("丢了工作该赔多少")
    for _ in range(3):
        hand.touch("年往前")
    hand.touch("下一步")
    hand.touch("下一步")
    put(hand, "4000")
    hand.touch("下一步")
    hand.touch("单位裁员")
    hand.touch("上班一个月以内就签了")
    assert hand.sees("14,000元")  # three years and a day: three months and a half, at 4,000
    assert hand.sees("劳动合同法第四十七条")
    hand.touch("扫码带走")
    assert any("劳动合同法第四十七条" in text or "经济补偿" in text for text in read_codes(guide))


def test_a_slip_is_met_at_its_question_and_nothing_before_it_is_lost(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    hand.touch("算一算")
    hand.touch("加班费该有多少")
    hand.touch("下一步")
    assert hand.sees("请填一下这一项")
    put(hand, "5" * 16)
    hand.touch("下一步")
    assert hand.sees("这个数太大了")
    for _ in range(16):
        hand.touch("删")
    put(hand, "4350")
    hand.touch("下一步")
    hand.touch("上一问")
    assert hand.sees("4350")


def test_a_day_that_has_not_come_yet_is_refused(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    hand.touch("算一算")
    hand.touch("孩子抚养费大概多少")
    while guide.kiosk.shell.viewModel.property("kind") != "date":
        answer(guide)
    first = guide.kiosk.shell.viewModel.property("day")
    for _ in range(12 - first[1] or 1):
        hand.touch("月往后")
    for _ in range(7):
        hand.touch("日往后")
    question = guide.kiosk.shell.viewModel.property("question")
    hand.touch("下一步")
    if first[1:] < [12, 24]:
        assert hand.sees("这一天还没有到")
        assert guide.kiosk.shell.viewModel.property("question") == question


def test_every_calculator_leads_to_a_result_by_touch_alone(visit: Visit) -> None:
    guide = visit()
    hand = guide.hand
    hand.touch("算一算")
    for name in [row["title"] for row in rows(guide)]:
        hand.touch(name)
        for _ in range(12):
            if guide.kiosk.shell.viewModel.property("kind") == "result":
                break
            answer(guide)
        assert hand.sees("是这样算的"), name
        hand.touch("返回")


def rows(guide) -> list[dict]:
    model = guide.kiosk.shell.viewModel.property("rows")
    return [model.row(number) for number in range(len(model))]


def answer(guide) -> None:
    """Whatever is asked: the first choice, a number, the day that is shown."""
    hand, model = guide.hand, guide.kiosk.shell.viewModel
    kind = model.property("kind")
    if kind == "choice":
        hand.touch(model.property("choices").row(0)["title"])
        return
    if kind == "number":
        put(hand, "12")
    hand.touch("下一步")


def put(hand, digits: str) -> None:
    for digit in digits:
        hand.touch(digit)


def test_the_result_is_printed_where_there_is_a_printer(visit: Visit, tmp_path) -> None:
    guide = visit(printer=f"folder:{tmp_path / 'printed'}")
    hand = guide.hand
    hand.touch("算一算")
    hand.touch("打官司要交多少钱")
    while guide.kiosk.shell.viewModel.property("kind") != "result":
        answer(guide)
    hand.touch("扫码带走")
    hand.touch("打印一份")
    hand.until(lambda: hand.sees("没有真的出纸"), "the printer", patience_s=40)
    (paper,) = (tmp_path / "printed").glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


def test_a_printer_that_is_not_there_is_told_in_plain_words(visit: Visit) -> None:
    guide = visit(printer="cups:no-such-printer")
    hand = guide.hand
    guide.ask("民法典1042条")
    hand.touch("民法典 第一千零四十二条")
    hand.touch("扫码带走")
    hand.touch("打印一份")
    hand.until(lambda: hand.sees("请到窗口让工作人员打印"), "the sentence")
