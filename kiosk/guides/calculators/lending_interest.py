"""Interest on a private loan (民间借贷利息): what was agreed, up to four times the one-year LPR; nothing where nothing was.

Source: 最高人民法院关于审理民间借贷案件适用法律若干问题的规定 (second amendment of 2020), Articles 24 to 31; 民法典,
Articles 675, 679 and 680. Days are counted on a year of 365. Separately agreed penalties, part payments and compound
interest are not covered; nor is, above the present cap, the time before 20 August 2020, which has rules of its own.
"""

from datetime import date, timedelta
from decimal import Decimal

from kiosk.guides.calculators.model import (
    Answers,
    Calculator,
    Choice,
    Field,
    Figure,
    Figures,
    Kind,
    Line,
    Outcome,
    Step,
    day,
    day_text,
    fen,
    number,
    plain,
    whole,
    yuan,
)

_RULES = "最高人民法院关于审理民间借贷案件适用法律若干问题的规定"
_LPR = "lpr-1y"  # percent a year
_CAP = 4
_NEW = date(2020, 8, 20)  # since when the cap is four times the LPR
_YEAR = 365


def _agreed(answers: Answers) -> bool:
    return answers.get("agreed") == "rate"


_FIELDS = (
    Field(
        "principal",
        Kind.MONEY,
        "实际拿到手的本金是多少？",
        "先扣了利息的，按真正拿到的钱填；还没有还的部分",
        "元",
        least=1,
    ),
    Field(
        "agreed",
        Kind.CHOICE,
        "当时说好利息了吗？",
        choices=(
            Choice("rate", "说好了，利率清楚"),
            Choice("none", "没有说利息"),
            Choice("unclear", "说了有利息，但没说清多少"),
        ),
    ),
    Field(
        "rate",
        Kind.NUMBER,
        "一年的利率是百分之几？",
        "月息1分就是一年12%，月息2分就是一年24%",
        "%",
        least=Decimal("0.01"),
        most=Decimal(1000),
        needed=_agreed,
    ),
    Field("lent", Kind.DATE, "哪天借出去的？", "拿到钱的那天"),
    Field("due", Kind.DATE, "说好哪天还？", "没有说好日子就空着", future=True, after="lent", optional=True),
    Field("until", Kind.DATE, "利息算到哪天？", "已经还了的，填还清那天；没有还的，填今天", future=True, after="lent"),
)


def _lpr(at: date, figures: Figures, outcome: Outcome) -> Figure | None:
    """The one-year LPR that held on a day; says so where it is not known or was not looked after."""
    found = figures.at(_LPR, at)
    if found is None:
        outcome.warnings.append(f"机器里没有{day_text(at)}的一年期LPR，请问柜台。")
        return None
    if found not in outcome.figures:
        outcome.figures.append(found)
    newest = max(row.since for row in figures.rows if row.id == _LPR)
    if found.since == newest and at > found.checked:
        outcome.warnings.append(
            f"一年期LPR只核对到{day_text(found.checked)}，当时是{plain(found.value)}%；"
            f"{day_text(at)}是多少请问柜台，这里先按{plain(found.value)}%估算。"
        )
    return found


def _interest(principal: int, rate: Decimal, days: int) -> int:
    return fen(principal * rate / 100 * days / _YEAR)


def _sum(principal: int, rate: Decimal, days: int) -> tuple[int, str]:
    due = _interest(principal, rate, days)
    return due, f"{yuan(principal)}元 × {plain(rate)}% × {days}天 ÷ 365天 = {yuan(due)}元"


def _with_rate(answers: Answers, figures: Figures, today: date, outcome: Outcome) -> None:
    principal, rate = whole(answers, "principal"), number(answers, "rate")
    lent, until = day(answers, "lent"), day(answers, "until")
    early = lent < _NEW
    lpr = _lpr(today if early else lent, figures, outcome)
    if lpr is None:
        _no_cap(principal, rate, (until - lent).days, outcome)
        return
    cap = _CAP * lpr.value
    named = "现在起诉时" if early else f"借款时（{day_text(lent)}）"
    cite = f"{_RULES} {'第三十一条' if early else '第二十五条'}"
    outcome.steps.append(Step(f"{named}一年期LPR是{plain(lpr.value)}%，四倍是{plain(cap)}%", cite))
    used = min(rate, cap)
    if rate > cap:
        outcome.steps.append(
            Step(f"说好的{plain(rate)}%超过{plain(cap)}%，超过的部分法院不支持", f"{_RULES} 第二十五条")
        )
    else:
        outcome.steps.append(Step(f"说好的{plain(rate)}%没有超过{plain(cap)}%，按说好的算", f"{_RULES} 第二十五条"))
    begin = lent
    if early and rate > cap:
        begin = min(_NEW, until)
        text = f"{day_text(lent)}到2020年8月19日的利息，可以要求按借款当时的规定算，这里没有算"
        outcome.steps.append(Step(text, f"{_RULES} 第三十一条"))
        outcome.lines.append(Line("2020年8月20日以前的利息", text="按借款当时的规定另算，请问柜台"))
        outcome.warnings.append("这笔借款在2020年8月20日以前，前面一段按当时的规定另算；后面一段先按现在起诉的上限算。")
    if begin == until > lent:
        outcome.headline = "这笔利息都在2020年8月20日以前，要按借款当时的规定算，请问柜台。"
        return
    due, text = _sum(principal, used, (until - begin).days)
    outcome.steps.append(Step(f"利息（{day_text(begin)}到{day_text(until)}，借的那天算、还的那天不算）：{text}", cite))
    outcome.lines[:0] = [Line("利息", due), Line("本金加利息", principal + due)]
    since = "2020年8月20日以后的" if begin != lent else ""
    outcome.headline = (
        f"{since}利息{'最多' if rate > cap else ''}是{yuan(due)}元，连本金一共{yuan(principal + due)}元。"
    )
    if rate > cap and begin == lent:
        more = _interest(principal, rate, (until - lent).days) - due
        outcome.lines.append(Line("超过上限、法院不支持的利息", more))
    _overdue_as_agreed(answers, used, outcome)


def _no_cap(principal: int, rate: Decimal, days: int, outcome: Outcome) -> None:
    due, text = _sum(principal, rate, days)
    outcome.lines.append(Line("按说好的利率（没有比上限）", due))
    outcome.steps.append(
        Step(f"不能超过借款时一年期LPR的四倍，没有这个数，只按说好的算：{text}", f"{_RULES} 第二十五条")
    )
    outcome.headline = f"按说好的利率是{yuan(due)}元，有没有超过上限要问柜台。"


def _overdue_as_agreed(answers: Answers, used: Decimal, outcome: Outcome) -> None:
    if "due" in answers and day(answers, "until") > day(answers, "due"):
        text = f"{day_text(day(answers, 'due'))}以后是逾期，没有另外说好逾期利率的，还按{plain(used)}%算，已经算在里面"
        outcome.steps.append(Step(text, f"{_RULES} 第二十八条"))


def _without_rate(answers: Answers, figures: Figures, outcome: Outcome) -> None:
    principal, until = whole(answers, "principal"), day(answers, "until")
    said = "没有说利息的，借期里没有利息" if answers["agreed"] == "none" else "个人之间利息没有说清的，借期里没有利息"
    outcome.steps.append(Step(said, f"{_RULES} 第二十四条"))
    outcome.steps.append(Step("没有约定利息，视为没有利息", "民法典 第六百八十条"))
    if answers["agreed"] == "unclear":
        outcome.warnings.append("有一方是公司、个体户等的，说了有利息没说清多少，法院可以按交易习惯、市场利率定。")
    if "due" not in answers:
        outcome.lines.append(Line("利息", 0))
        outcome.steps.append(
            Step("没有说好哪天还的，随时可以要他还，给一段合理时间；过了才算逾期", "民法典 第六百七十五条")
        )
        outcome.headline = "没有说好利息，借期里的利息是0元；催过以后还不还，才可以要逾期利息。"
        return
    due_day = day(answers, "due")
    days = (until - due_day).days
    if days <= 0:
        outcome.lines.append(Line("利息", 0))
        outcome.headline = "没有说好利息，也还没有逾期，利息是0元。"
        return
    first = due_day + timedelta(days=1)
    lpr = _lpr(first, figures, outcome)
    cite = f"{_RULES} 第二十八条"
    if lpr is None:
        outcome.lines.append(Line("逾期利息", text=f"逾期{days}天，按当时的一年期LPR算"))
        outcome.steps.append(Step(f"从{day_text(first)}起逾期{days}天，可以要求按当时的一年期LPR付逾期利息", cite))
        outcome.headline = f"借期里没有利息；逾期{days}天的利息，要查当时的一年期LPR才算得出。"
        return
    sum_, text = _sum(principal, lpr.value, days)
    outcome.steps.append(Step(f"从{day_text(first)}起逾期{days}天，可以要求按当时的一年期LPR付：{text}", cite))
    outcome.lines += [Line("借期里的利息", 0), Line("逾期利息", sum_), Line("本金加利息", principal + sum_)]
    outcome.headline = f"借期里没有利息，逾期利息是{yuan(sum_)}元，连本金一共{yuan(principal + sum_)}元。"


def _rule(answers: Answers, figures: Figures, today: date) -> Outcome:
    outcome = Outcome("")
    if _agreed(answers):
        _with_rate(answers, figures, today, outcome)
    else:
        _without_rate(answers, figures, outcome)
    outcome.steps.append(Step("本金按实际借出的算，先扣掉的利息不算本金", f"{_RULES} 第二十六条"))
    outcome.formula = "本金 × 年利率 × 天数 ÷ 365，年利率最多是借款时一年期LPR的四倍"
    outcome.excludes = [
        "中间还过的钱（要分段算）",
        "利滚利：重新写的借条，超过上限的利息不算本金",
        "另外约定的逾期利率、违约金、费用：加起来也不能超过四倍LPR",
        "银行、小额贷款公司等金融机构的贷款",
    ]
    return outcome


CALCULATOR = Calculator(
    "lending-interest",
    "借钱的利息算多少",
    "私人借钱，算一算利息该付多少，说好的利率有没有超过法律的上限。",
    "calc-lending-interest",
    _FIELDS,
    _rule,
)
