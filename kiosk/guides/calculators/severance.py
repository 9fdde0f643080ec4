"""What is due when a job ends: severance pay (经济补偿), double for unlawful dismissal (赔偿金), double pay without contract.

Source: 劳动合同法, Articles 40, 46 to 48, 82, 87 and 97; 劳动合同法实施条例, Articles 6, 7, 20, 25 and 27. What was due for
years before 2008 under the rules of that time is not covered.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

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
    fen,
    months_between,
    plain,
    whole,
    yuan,
)

_STATUTE = "劳动合同法"
_BY_LAW = "劳动合同法实施条例"
_IN_FORCE = date(2008, 1, 1)
_LOCAL_WAGE = "local-average-wage"  # 元 a month, of the year before
_CAP = 3  # times the local average wage
_MOST_YEARS = Decimal(12)
_MONTHS_OLD = 14


@dataclass(slots=True, frozen=True)
class _End:
    """A way in which a job ends: how often the severance is due (0, 1, 2), and by which article."""

    label: str
    times: int
    article: str
    why: str
    notice: bool = False  # a month's wage in place of notice is due


_ENDS = {
    "illegal": _End("单位没有正当理由就辞退我", 2, f"{_STATUTE} 第八十七条", "单位违法解除，按经济补偿的两倍付赔偿金"),
    "unfit": _End(
        "单位以生病、做不下来、情况变了辞退，提前30天书面说了",
        1,
        f"{_STATUTE} 第四十六条",
        "单位因为生病、不能胜任、情况变化辞退，要付经济补偿",
    ),
    "unfit-at-once": _End(
        "单位以生病、做不下来、情况变了辞退，没有提前说",
        1,
        f"{_STATUTE} 第四十六条",
        "单位因为生病、不能胜任、情况变化辞退，要付经济补偿",
        notice=True,
    ),
    "layoff": _End("单位裁员", 1, f"{_STATUTE} 第四十六条", "裁员要付经济补偿"),
    "mutual": _End("单位提出来，我同意走", 1, f"{_STATUTE} 第四十六条", "单位提出、双方商量好的，要付经济补偿"),
    "forced": _End(
        "单位拖欠工资、不交社保等，我只好走",
        1,
        f"{_STATUTE} 第四十六条",
        "单位有拖欠工资、不交社保等情形，劳动者解除合同，单位要付经济补偿",
    ),
    "expired": _End(
        "合同到期，单位不续签，或者降了条件才肯续",
        1,
        f"{_STATUTE} 第四十六条",
        "合同到期不续，除非单位按原条件或者更好的条件续、你不愿意，都要付经济补偿",
    ),
    "closed": _End("单位破产、关门、被吊销执照", 1, f"{_STATUTE} 第四十六条", "单位破产、关闭、提前解散，要付经济补偿"),
    "resigned": _End("我自己不想做了", 0, f"{_STATUTE} 第三十七条", "自己提出走的，单位不用付经济补偿"),
}


def _signed_later(answers: Answers) -> bool:
    return answers.get("contract") == "later"


_FIELDS = (
    Field("start", Kind.DATE, "哪天开始在这个单位上班？", "从实际上班那天算，不是签合同那天"),
    Field(
        "last",
        Kind.DATE,
        "最后一天上班是哪天？",
        "还没有走的，填要走的那天",
        least=_IN_FORCE,
        future=True,
        after="start",
    ),
    Field(
        "wage",
        Kind.MONEY,
        "离职前12个月，平均每个月工资多少？",
        "应发的数，奖金、津贴、补贴都算；不满12个月按实际月数平均",
        "元",
        least=1_00,
    ),
    Field("how", Kind.CHOICE, "是怎么走的？", choices=tuple(Choice(i, e.label) for i, e in _ENDS.items())),
    Field(
        "contract",
        Kind.CHOICE,
        "签了书面劳动合同吗？",
        choices=(
            Choice("signed", "上班一个月以内就签了"),
            Choice("later", "上班超过一个月才签"),
            Choice("never", "一直没有签"),
        ),
    ),
    Field("signed", Kind.DATE, "哪天签的合同？", needed=_signed_later, future=True, after="start"),
)


def service_years(start: date, last: date) -> tuple[Decimal, int, int]:
    """Years for severance pay, with the whole months and days of service (劳动合同法 第四十七条), both days counted."""
    months, days = months_between(start, last + timedelta(days=1))
    years, rest = divmod(months, 12)
    part = 2 if rest >= 6 else int(rest + days > 0)  # half years
    return years + Decimal(part) / 2, months, days


def _span(months: int, days: int) -> str:
    years, rest = divmod(months, 12)
    said = [f"{n}{unit}" for n, unit in ((years, "年"), (rest, "个月"), (days, "天")) if n]
    return "零".join(said) if len(said) < 3 else f"{said[0]}{said[1]}零{said[2]}"


def _base(wage: int, last: date, today: date, figures: Figures, outcome: Outcome) -> tuple[int, Decimal | None]:
    """The month's wage that counts, and the most years where it is capped."""
    local = figures.at(_LOCAL_WAGE, last)
    cite = f"{_STATUTE} 第四十七条"
    if local is None:
        outcome.warnings.append(
            "没有本市上年度职工月平均工资，高工资封顶没有算：你的工资高过它三倍的，只按三倍算，最多算12年。"
        )
        return wage, None
    outcome.figures.append(local)
    if figures.old(local, today, _MONTHS_OLD):
        outcome.warnings.append(f"{local.name}只核对到{day_text(local.checked)}，可能有更新的，请问柜台。")
    cap = fen(local.value * 100) * _CAP
    if wage <= cap:
        outcome.steps.append(Step(f"月工资{yuan(wage)}元，没有超过当地平均工资三倍（{yuan(cap)}元），照实算", cite))
        return wage, None
    outcome.steps.append(Step(f"月工资高过当地平均工资三倍，只按{yuan(cap)}元算，最多算12年", cite))
    return cap, _MOST_YEARS


def _severance(answers: Answers, today: date, figures: Figures, outcome: Outcome) -> int:
    end = _ENDS[str(answers["how"])]
    start, last, wage = day(answers, "start"), day(answers, "last"), whole(answers, "wage")
    outcome.steps.append(Step(end.why, end.article))
    if not end.times:
        outcome.lines.append(Line("经济补偿", 0))
        return 0
    counted = start
    if start < _IN_FORCE and end.times == 1:
        counted = _IN_FORCE
        outcome.steps.append(Step("2008年以前的年限按当时的规定另算，这里从2008年1月1日算起", f"{_STATUTE} 第九十七条"))
        outcome.warnings.append("2008年以前的那几年按当时的规定另算，这里没有算，请问柜台。")
    elif end.times == 2:
        outcome.steps.append(Step("赔偿金的年限从上班那天算起", f"{_BY_LAW} 第二十五条"))
    years, months, days = service_years(counted, last)
    text = f"做了{_span(months, days)}，算{plain(years)}个月工资（满一年一个月，满六个月算一年，不满六个月算半个月）"
    outcome.steps.append(Step(text, f"{_STATUTE} 第四十七条"))
    base, most = _base(wage, last, today, figures, outcome)
    if most is not None and years > most:
        years = most
    due = fen(base * years * end.times)
    twice = " × 2" if end.times == 2 else ""
    text = f"{yuan(base)}元 × {plain(years)}{twice} = {yuan(due)}元"
    outcome.steps.append(Step(text, f"{_STATUTE} {'第八十七条' if twice else '第四十七条'}"))
    if twice:
        outcome.warnings.append("想回去上班的，也可以不要赔偿金，要求单位继续履行合同。")
    outcome.lines.append(Line("赔偿金" if twice else "经济补偿", due))
    if not end.notice:
        return due
    outcome.lines.append(Line("代通知金", wage))
    outcome.steps.append(Step(f"没有提前30天书面通知，多付一个月工资：{yuan(wage)}元", f"{_STATUTE} 第四十条"))
    outcome.steps.append(Step("这一个月按离职前一个月的工资算，这里先按平均工资", f"{_BY_LAW} 第二十条"))
    return due + wage


def _double(answers: Answers, today: date, outcome: Outcome) -> tuple[int, bool]:
    """The second wage for months without a written contract, from the second month, for eleven months at most.

    Also whether the year in which it must be asked for seems to be over.
    """
    contract = answers["contract"]
    if contract == "signed":
        return 0, False
    begun = max(day(answers, "start"), _IN_FORCE)
    last, wage = day(answers, "last"), whole(answers, "wage")
    first = add_months(begun, 1)
    end = min(add_months(begun, 12), last + timedelta(days=1))
    if contract == "later":
        end = min(end, day(answers, "signed"))
    if end <= first:
        outcome.steps.append(Step("一个月以内签了合同或者已经离开，没有双倍工资", f"{_STATUTE} 第八十二条"))
        return 0, False
    months, days = months_between(first, end)
    whole_month = (add_months(first, months + 1) - add_months(first, months)).days
    due = fen(wage * (months + Decimal(days) / whole_month))
    until = end - timedelta(days=1)
    text = (
        f"没签书面合同，从{day_text(first)}到{day_text(until)}每月该付两倍工资（最多11个月），一共{_span(months, days)}"
    )
    outcome.steps.append(Step(text, f"{_STATUTE} 第八十二条"))
    if end == add_months(begun, 12):
        outcome.steps.append(Step("满一年还没签，就当已经签了无固定期限合同", f"{_BY_LAW} 第七条"))
    odd = "，不满一个月的按天折算" if days else ""
    outcome.steps.append(Step(f"工资发过一倍，再补一倍{odd}：{yuan(due)}元", f"{_BY_LAW} 第六条"))
    late = add_months(until, 12) < today
    outcome.lines.append(Line(f"没签合同，要补的一倍工资{'（时效可能已过）' if late else ''}", due))
    outcome.warnings.append("双倍工资按没签合同那几个月的工资算，这里先按平均工资；零头天数仲裁委可能按上班天数算。")
    if late:
        outcome.warnings.append("要双倍工资的一年仲裁时效可能已经过了，没有加进总数，请尽快问柜台。")
    return due, late


def _rule(answers: Answers, figures: Figures, today: date) -> Outcome:
    outcome = Outcome("")
    due = _severance(answers, today, figures, outcome)
    double, late = _double(answers, today, outcome)
    name = {0: "", 1: "经济补偿", 2: "赔偿金"}[_ENDS[str(answers["how"])].times]
    if due and double and not late:
        outcome.lines.append(Line("合计", due + double))
        outcome.headline = f"连{name}和双倍工资，单位应当付你{yuan(due + double)}元。"
    elif due:
        outcome.headline = f"单位应当付你{name}{yuan(due)}元。"
    elif double:
        outcome.headline = f"没签合同，单位应当补你{yuan(double)}元{'，不过时效可能过了' if late else ''}。"
    else:
        outcome.headline = "按你说的情形，单位不用付经济补偿，欠的工资还是要结清。"
    if answers["how"] == "illegal":
        outcome.warnings.append("单位说你严重违纪、严重失职的，要由单位拿出证据；证据成立的，就没有补偿。")
    if add_months(day(answers, "last"), 12) < today:
        outcome.warnings.append("离职已经过了一年，申请仲裁的时效可能过了，请尽快问柜台。")
    outcome.steps.append(Step("从知道权利受侵害那天起一年内申请劳动仲裁", "劳动争议调解仲裁法 第二十七条"))
    outcome.formula = "离职前12个月平均工资 × 年限（违法辞退再乘2）；没签合同另补一倍工资"
    outcome.excludes = [
        "欠的工资、加班费、年休假工资",
        "非全日制、劳务、实习",
        "平均工资低过当地最低工资的，按最低工资算",
        "单位安排换了公司、原来没付过补偿的，前后年限要加起来算",
    ]
    return outcome


CALCULATOR = Calculator(
    "severance",
    "丢了工作该赔多少",
    "离开单位时，算一算经济补偿、违法辞退的赔偿金、没签合同的双倍工资。",
    "calc-severance",
    _FIELDS,
    _rule,
)
