"""Child support (抚养费) after a divorce: the usual range by income, and for how long.

Source: 民法典, Articles 1067 and 1085; 最高人民法院关于适用《民法典》婚姻家庭编的解释（一）, Articles 41 to 53. The court
looks at the child's need, what both parents can bear and the local cost of living: the answer is a range, not a sum.
"""

from datetime import date
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
    whole,
    yuan,
)

_RULES = "最高人民法院关于适用《民法典》婚姻家庭编的解释（一）"
_LEAST, _MOST_ONE, _MOST_MORE = Decimal("0.2"), Decimal("0.3"), Decimal("0.5")
_GROWN = 18 * 12  # months
_WORKING = 16 * 12


def _fixed(answers: Answers) -> bool:
    return answers.get("income") == "fixed"


def _unfixed(answers: Answers) -> bool:
    return answers.get("income") == "unfixed"


_FIELDS = (
    Field(
        "income",
        Kind.CHOICE,
        "不带孩子的一方，收入固定吗？",
        choices=(Choice("fixed", "固定，每月有工资"), Choice("unfixed", "不固定，打零工、做生意、种地")),
    ),
    Field("month", Kind.MONEY, "他（她）每个月总收入多少？", "工资、奖金、津贴加起来", "元", needed=_fixed),
    Field(
        "year",
        Kind.MONEY,
        "他（她）今年一年总收入大概多少？",
        "说不清的，填同行业一年的平均收入",
        "元",
        needed=_unfixed,
    ),
    Field("children", Kind.WHOLE, "他（她）一共要负担几个孩子的抚养费？", "别的孩子也算在内", "个", least=1, most=20),
    Field("born", Kind.DATE, "孩子哪天出生的？", "有几个孩子的，填要算的那一个"),
)


def _rule(answers: Answers, figures: Figures, today: date) -> Outcome:
    children, born = whole(answers, "children"), day(answers, "born")
    ends = add_months(born, _GROWN)
    outcome = Outcome("")
    if answers["income"] == "fixed":
        income = Decimal(whole(answers, "month"))
    else:
        year = whole(answers, "year")
        income = Decimal(year) / 12
        text = f"没有固定收入，按一年总收入或者同行业平均收入折算：{yuan(year)}元 ÷ 12 ≈ {yuan(fen(income))}元"
        outcome.steps.append(Step(text, f"{_RULES} 第四十九条"))
    most = _MOST_ONE if children == 1 else _MOST_MORE
    low, high = fen(income * _LEAST), fen(income * most)
    said = f"{yuan(low)}元至{yuan(high)}元" if income else "没有收入，按比例算不出来"
    ref = "" if today < ends else "如果还要给，参考："
    if children == 1:
        text = f"一个孩子，一般是月总收入的20%至30%：{yuan(fen(income))}元 × 20%至30% = {said}"
        outcome.lines.append(Line(f"{ref}每个月抚养费", text=said))
    else:
        text = f"{children}个孩子，比例可以提高，加起来一般不超过50%：{yuan(fen(income))}元 × 20%至50% = {said}"
        each = fen(income * most / children)
        outcome.lines.append(Line(f"{ref}{children}个孩子加起来，每个月", text=said))
        outcome.lines.append(Line("平均分，每个孩子每个月最多", each))
    outcome.steps.append(Step(text, f"{_RULES} 第四十九条"))
    left = _until(born, ends, today, outcome)
    if left:
        count = f"{children}个孩子每个月一共" if children > 1 else "每个月"
        outcome.headline = f"抚养费一般是{count}{said}，这个孩子还要给{left}个月。"
        if not income:
            outcome.headline = f"没有收入，按比例算不出来，由双方商量或者法院定，这个孩子还要给{left}个月。"
        elif children == 1:
            _at_once(low, high, left, outcome)
    else:
        outcome.headline = "孩子已经满18岁，一般不用再给抚养费，还在读高中或者不能独立生活的除外。"
    _also(income, outcome)
    return outcome


def _until(born: date, ends: date, today: date, outcome: Outcome) -> int:
    """How many months are left, a part of a month counted as one; 0 when the child is grown up."""
    outcome.lines.append(Line("给到哪天", text=f"{day_text(ends)}（满18岁）"))
    outcome.steps.append(Step(f"一般给到18周岁，也就是{day_text(ends)}", f"{_RULES} 第五十三条"))
    if today >= ends:
        outcome.lines.append(Line("还要给几个月", text="已经满18岁"))
        outcome.steps.append(
            Step("成年了但还在读高中及以下、或者丧失劳动能力不能独立生活的，还可以要", f"{_RULES} 第四十一条")
        )
        return 0
    months, days = months_between(today, ends)
    left = months + bool(days)
    outcome.lines.append(Line("还要给几个月", text=f"{left}个月"))
    odd = f"零{days}天，零头算一个月" if days else ""
    outcome.steps.append(Step(f"从今天到那天还有{months}个月{odd}", f"{_RULES} 第五十三条"))
    if today >= add_months(born, _WORKING):
        outcome.steps.append(Step("满16岁、主要靠自己劳动收入生活、够当地一般水平的，可以停给", f"{_RULES} 第五十三条"))
    return left


def _at_once(low: int, high: int, left: int, outcome: Outcome) -> None:
    said = f"{yuan(low * left)}元至{yuan(high * left)}元"
    outcome.lines.append(Line("一次给清的话，一共", text=said))
    text = f"一般按期给，有条件的可以一次给清：{yuan(low)}元至{yuan(high)}元 × {left}个月 = {said}"
    outcome.steps.append(Step(text, f"{_RULES} 第五十条"))


def _also(income: Decimal, outcome: Outcome) -> None:
    outcome.steps += [
        Step("给多少、给多久，先由双方商量，商量不成由法院定", "民法典 第一千零八十五条"),
        Step("父母不给抚养费的，孩子有权要", "民法典 第一千零六十七条"),
        Step("抚养费包括生活费、教育费、医疗费", f"{_RULES} 第四十二条"),
    ]
    if not income:
        outcome.steps.append(Step("没有收入或者人找不到的，可以拿财物折抵", f"{_RULES} 第五十一条"))
        outcome.warnings.append("没有收入不等于不用管孩子，法院还要看孩子的需要、双方的能力，也可以拿财物折抵。")
    outcome.warnings.append(
        "这是一般的幅度。法院还要看孩子的实际需要、双方的负担能力和当地生活水平，可以高些或者低些。"
    )
    outcome.formula = "月总收入 × 20%至30%（两个以上孩子，合计最多50%），给到18周岁"
    outcome.excludes = [
        "几个孩子一次给清的总数（每个孩子剩的月数不一样）",
        "以后因为生病、上学、物价上涨要求增加的部分",
        "以前欠下没给的抚养费",
    ]


CALCULATOR = Calculator(
    "child-support",
    "孩子抚养费大概多少",
    "父母分开以后，不带孩子的一方每个月大概给多少，还要给多久。",
    "calc-child-support",
    _FIELDS,
    _rule,
)
