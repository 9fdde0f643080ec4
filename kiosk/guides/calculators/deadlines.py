"""By which day something must be done: limitation (诉讼时效) and deadlines, and what is left when a day has passed.

Source of the counting: 民法典, Articles 201 to 203, and 民事诉讼法, Article 85. A last day on a Saturday, a Sunday or a
public holiday of a fixed date moves to the next working day. Spring Festival and the other lunar holidays, and the yearly
exchange of days off, are not known in advance: leaving the former out can only tell a day that is too early.
"""

from datetime import date, timedelta

from kiosk.guides.calculators.deadline_matters import AREAS, MATTERS, POSTED, RULES, Matter, Unit, counted_by
from kiosk.guides.calculators.model import (
    Answers,
    Calculator,
    Choice,
    Field,
    Figures,
    Kind,
    Line,
    Outcome,
    Step,
    add_months,
    day,
    day_text,
)

_FIXED = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}  # 全国年节及纪念日放假办法 第二条
_SECOND_OF_MAY = 2025  # a holiday since then
_WEEK = "一二三四五六日"


def is_off(at: date) -> bool:
    """Whether nobody works by the calendar: weekends and the public holidays that have a fixed date."""
    second = (at.month, at.day) == (5, 2) and at.year >= _SECOND_OF_MAY
    return at.weekday() >= 5 or (at.month, at.day) in _FIXED or second


def last_day(start: date, amount: int, unit: Unit) -> date:
    """The last day of a period as counted, before it is moved: the first day is left out (民法典 第二百零一条)."""
    if unit is Unit.YEAR:
        return add_months(start, 12 * amount)
    if unit is Unit.MONTH:
        return add_months(start, amount)
    if unit is Unit.DAY:
        return start + timedelta(days=amount)
    at = start
    while amount:
        at += timedelta(days=1)
        amount -= not is_off(at)
    return at


def moved(at: date) -> date:
    """The next day on which somebody works, or the day itself (民法典 第二百零三条)."""
    while is_off(at):
        at += timedelta(days=1)
    return at


def _named(at: date) -> str:
    return f"{day_text(at)}（星期{_WEEK[at.weekday()]}）"


def _chosen(answers: Answers) -> str:
    return str(answers.get(f"matter-{answers.get('area')}", ""))


def _asks(area: str) -> Field:
    def needed(answers: Answers) -> bool:
        return answers.get("area") == area

    choices = tuple(Choice(id_, matter.label) for id_, matter in MATTERS.items() if matter.area == area)
    return Field(f"matter-{area}", Kind.CHOICE, "具体是哪一件？", choices=choices, needed=needed)


def _dates(id_: str, matter: Matter) -> tuple[Field, ...]:
    def needed(answers: Answers) -> bool:
        return _chosen(answers) == id_

    first = Field(f"from-{id_}", Kind.DATE, matter.asked, matter.hint, needed=needed, future=matter.future)
    if not matter.longest:
        return (first,)
    hint = "说不清就空着"
    return first, Field(f"happened-{id_}", Kind.DATE, matter.longest.asked, hint, needed=needed, optional=True)


_FIELDS = (
    Field("area", Kind.CHOICE, "是哪方面的事？", choices=tuple(Choice(id_, label) for id_, label in AREAS.items())),
    *(_asks(area) for area in AREAS),
    *(asked for id_, matter in MATTERS.items() for asked in _dates(id_, matter)),
)


def _by_longest(id_: str, matter: Matter, answers: Answers, last: date, outcome: Outcome) -> date:
    """The last day, cut where the longest time since the thing happened ends earlier."""
    if not matter.longest:
        return last
    years, article = matter.longest.years, matter.longest.article
    if f"happened-{id_}" not in answers:
        outcome.steps.append(Step(f"不管什么时候知道的，从事情发生那天起最长{years}年", article))
        return last
    happened = day(answers, f"happened-{id_}")
    end = last_day(happened, years, Unit.YEAR)
    outcome.steps.append(Step(f"从事情发生的{day_text(happened)}起最长{years}年，到{day_text(end)}", article))
    return min(last, end)


def _rule(answers: Answers, figures: Figures, today: date) -> Outcome:
    id_ = _chosen(answers)
    matter = MATTERS[id_]
    start = day(answers, f"from-{id_}")
    outcome = Outcome("")
    counted = last_day(start, matter.amount, matter.unit)
    text = f"{matter.term}：从{day_text(start)}的第二天起算，数到{_named(counted)}"
    outcome.steps.append(Step(text, matter.article))
    counted = _by_longest(id_, matter, answers, counted, outcome)
    last = moved(counted)
    _counting(matter, counted, last, outcome)
    outcome.lines.append(Line("期限", text=matter.term))
    outcome.lines.append(Line("最后一天", text=_named(last)))
    outcome.lines += [Line(label, text=_named(moved(last_day(start, n, unit)))) for label, n, unit in matter.also]
    outcome.steps += [Step(text, article) for text, article in matter.more]
    _tell(matter, counted, last, today, outcome)
    outcome.formula = "起算那天的第二天开始数，年和月数到对应的那一天，最后一天放假的顺延到上班"
    outcome.excludes = ["从哪天起算有争议的，以法院、仲裁委、行政机关认定的为准"]
    if matter.rule in POSTED:
        outcome.excludes.append("路上的时间：最后一天以前交邮局寄出的，不算过期")
    return outcome


def _counting(matter: Matter, counted: date, last: date, outcome: Outcome) -> None:
    if matter.unit in (Unit.YEAR, Unit.MONTH):
        outcome.steps.append(Step("按年、月算，到对应的那一天；没有那一天的，到月底", "民法典 第二百零二条"))
    first_day, day_off = counted_by(matter.rule)
    outcome.steps.append(Step("开始的那天不算，从第二天算起", first_day))
    if last != counted:
        outcome.steps.append(Step(f"{_named(counted)}放假，顺延到{_named(last)}", day_off))


def _calendar(matter: Matter, counted: date, last: date) -> list[str]:
    """What the calendar does not know: each year's exchange of days off, and the lunar holidays."""
    said = ["春节等农历节日和每年的放假调休没有算进去，赶上放假的可以顺延，别等到那时候。"]
    if last != counted:
        at = day_text(counted)
        said = [f"每年的调休事先不知道：{at}要是因为调休要上班，那天就是最后一天。最好在那天以前办。"]
    if matter.unit is Unit.WORKDAY:
        said.append("因为调休要上班的周六、周日也是工作日，遇上了会早一两天到期。")
    return said


def _tell(matter: Matter, counted: date, last: date, today: date, outcome: Outcome) -> None:
    left, rule, who = (last - today).days, RULES[matter.rule], matter.act
    ours = matter.rule != "theirs"
    if left > 0:
        outcome.headline = f"{who}最晚到{day_text(last)}，还有{left}天。"
        outcome.lines.append(Line("还有", text=f"{left}天"))
    elif left == 0:
        outcome.headline = f"{who}，今天就是最后一天{'，请马上办' if ours else ''}。"
        outcome.lines.append(Line("还有", text="今天是最后一天"))
    else:
        outcome.headline = f"{who}的最后一天是{day_text(last)}，已经过了{-left}天，请问柜台。"
        outcome.lines.append(Line("已经过了", text=f"{-left}天"))
    outcome.steps += [Step(text, article) for text, article in rule.moves]
    if left < 0:
        outcome.warnings = [rule.late]
        return
    if left <= 7 and ours:
        outcome.warnings.append("日子很近了，先把材料交上去，缺的再补。")
    outcome.warnings += _calendar(matter, counted, last)


CALCULATOR = Calculator(
    "deadlines",
    "最晚哪天要办",
    "起诉、仲裁、上诉、复议、申请执行都有期限，算一算最后一天是哪天。",
    "calc-deadlines",
    _FIELDS,
    _rule,
)
