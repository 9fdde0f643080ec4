"""Overtime pay (加班费): 150 % on working days, 200 % on rest days without time off in lieu, 300 % on public holidays.

Source: 劳动法, Article 44; 工资支付暂行规定, Article 13. The month has 21.75 paid days, 174 hours, by the labour ministry's
notice of 2008 (劳社部发〔2008〕3号). Piece rates, irregular and averaged working hours are not covered.
"""

from datetime import date
from decimal import Decimal

from kiosk.guides.calculators.model import (
    Answers,
    Calculator,
    Field,
    Figures,
    Kind,
    Line,
    Outcome,
    Step,
    fen,
    number,
    plain,
    whole,
    yuan,
)

_PAID_DAYS = Decimal("21.75")
_PAID_HOURS = _PAID_DAYS * 8
_MOST_HOURS = Decimal(20_000)

# (question, label of the line, percent)
_SORTS = (
    ("workday", "平时加班", Decimal(150)),
    ("restday", "休息日加班", Decimal(200)),
    ("holiday", "法定节假日加班", Decimal(300)),
)


def _hours(id_: str, label: str, hint: str) -> Field:
    return Field(id_, Kind.NUMBER, label, hint, "小时", least=Decimal(0), most=_MOST_HOURS)


_FIELDS = (
    Field(
        "wage",
        Kind.MONEY,
        "正常上班一个月工资多少？",
        "不算加班费；合同写了的按合同，没写的按实际发的",
        "元",
        least=1_00,
    ),
    _hours("workday", "平时（周一到周五）下班以后，一共加班多少小时？", "没有就填0；一天超过8小时的部分"),
    _hours("restday", "周末休息日，加班又没有补休的，一共多少小时？", "没有就填0；已经补休的不算"),
    _hours("holiday", "春节、国庆这些法定节假日，一共加班多少小时？", "没有就填0；只算法定的那几天，调休放的不算"),
)


def _rule(answers: Answers, figures: Figures, today: date) -> Outcome:
    wage = whole(answers, "wage")
    hour = fen(wage / _PAID_HOURS)
    outcome = Outcome("")
    text = (
        f"每小时工资：{yuan(wage)}元 ÷ 21.75天 ÷ 8小时 ≈ {yuan(hour)}元"
        "（月计薪21.75天，见劳社部发〔2008〕3号通知；法定节假日照发工资，所以不扣除）"
    )
    outcome.steps.append(Step(text, "劳动法 第五十一条"))
    total = 0
    for id_, label, percent in _SORTS:
        hours = number(answers, id_)
        if not hours:
            continue
        due = fen(wage * hours * percent / 100 / _PAID_HOURS)
        total += due
        outcome.lines.append(Line(label, due))
        text = f"{label}：{yuan(wage)}元 ÷ 174小时 × {plain(hours)}小时 × {plain(percent)}% = {yuan(due)}元"
        outcome.steps.append(Step(text, "劳动法 第四十四条"))
    outcome.lines.append(Line("加班费合计", total))
    outcome.headline = f"加班费至少应当是{yuan(total)}元。" if total else "没有填加班的时间，加班费是0元。"
    outcome.steps += [
        Step("按合同定的小时工资算，不低于150%、200%、300%；休息日补休了的不付", "工资支付暂行规定 第十三条"),
        Step("加班要和你商量，一般每天不超过1小时，最多3小时，每月最多36小时", "劳动法 第四十一条"),
        Step("要由你先拿出加班的证据；证据在单位手里它不交的，后果由单位担", _PROOF),
    ]
    if number(answers, "holiday"):
        days = "法定节假日：元旦、清明、端午、中秋各1天，春节4天，劳动节2天，国庆3天"
        outcome.steps.append(Step(days, "全国年节及纪念日放假办法 第二条"))
        outcome.warnings.append("法定节假日的三倍，是在本来的工资以外另付的。")
    outcome.warnings.append("已经发过的加班费要减掉。工资前后不一样的，分段算。")
    outcome.formula = "月工资 ÷ 21.75 ÷ 8 × 加班小时 × 150%／200%／300%，只在最后四舍五入到分"
    outcome.excludes = [
        "计件工资（按计件单价的150%、200%、300%）",
        "批准了综合计算工时的，超过总工时的部分按150%",
        "不定时工作制",
    ]
    return outcome


_PROOF = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一） 第四十二条"

CALCULATOR = Calculator(
    "overtime",
    "加班费该有多少",
    "填月工资和加班的小时数，算一算平时、周末、法定节假日的加班费。",
    "calc-overtime",
    _FIELDS,
    _rule,
)
