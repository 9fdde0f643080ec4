"""What a work injury entitles to (工伤待遇), by grade of disability or on death.

Source: 工伤保险条例 (2010), Articles 30 to 41, 62 and 64. The one-off grants on leaving the job are set by the province
and are not covered; neither are treatment, prostheses and what a third party owes.
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
    day,
    fen,
    number,
    plain,
    whole,
    yuan,
)

_STATUTE = "工伤保险条例"
_INCOME = "urban-income"  # 元 a head; `since` is the first day of the year whose deaths it is for
_ONE_OFF = {1: 27, 2: 25, 3: 23, 4: 21, 5: 18, 6: 16, 7: 13, 8: 11, 9: 9, 10: 7}  # months of own wage
_MONTHLY = {1: 90, 2: 85, 3: 80, 4: 75, 5: 70, 6: 60}  # percent of own wage
_NURSING = {"none": ("不需要，或者还没有鉴定", 0), "part": ("生活部分不能自理", 30), "most": ("生活大部分不能自理", 40),
            "all": ("生活完全不能自理", 50)}  # fmt: skip
_NUMERALS = "一二三四五六七八九十"
_FLOOR, _CAP = Decimal("0.6"), Decimal(3)


def _article(grade: int) -> str:
    return f"{_STATUTE} {'第三十五条' if grade <= 4 else '第三十六条' if grade <= 6 else '第三十七条'}"


def _died(answers: Answers) -> bool:
    return answers.get("grade") == "death"


def _lives(answers: Answers) -> bool:
    return "grade" in answers and not _died(answers)


def _grade(answers: Answers) -> int:
    """The grade of disability; 0 where there is none."""
    said = str(answers.get("grade"))
    return int(said) if said.isdecimal() else 0


def _may_need_care(answers: Answers) -> bool:
    return 1 <= _grade(answers) <= 6


_FIELDS = (
    Field(
        "grade",
        Kind.CHOICE,
        "鉴定的是几级伤残？",
        "看劳动能力鉴定结论书",
        choices=(
            *(Choice(str(n), f"{_NUMERALS[n - 1]}级") for n in _ONE_OFF),
            Choice("unrated", "还没有鉴定，或者没有评上级"),
            Choice("death", "人不在了（因工死亡）"),
        ),
    ),
    Field(
        "wage",
        Kind.MONEY,
        "受伤以前12个月，平均每个月工资多少？",
        "按单位给他缴工伤保险的工资；没有缴的填实际工资",
        "元",
        least=1_00,
    ),
    Field(
        "average",
        Kind.MONEY,
        "当地上年度职工月平均工资是多少？",
        "社保局公布的数；不知道就空着",
        "元",
        least=1_00,
        optional=True,
    ),
    Field(
        "months",
        Kind.NUMBER,
        "医院开了几个月的停工治伤？",
        "不满一个月填小数，没有就空着",
        "个月",
        least=Decimal(0),
        most=Decimal(24),
        optional=True,
        needed=_lives,
    ),
    Field(
        "care",
        Kind.CHOICE,
        "鉴定说要人护理吗？",
        choices=tuple(Choice(i, label) for i, (label, _) in _NURSING.items()),
        needed=_may_need_care,
    ),
    Field("died", Kind.DATE, "哪天去世的？", least=date(2011, 1, 1), needed=_died),
    Field("spouse", Kind.YES_NO, "丈夫或者妻子没有劳动能力、主要靠他（她）养活吗？", needed=_died),
    Field(
        "others",
        Kind.WHOLE,
        "还有几个亲人没有劳动能力、主要靠他（她）养活？",
        "孩子、父母等，不算丈夫、妻子；没有就填0",
        "个",
        least=0,
        most=20,
        needed=_died,
    ),
)


def _own_wage(answers: Answers, outcome: Outcome) -> int:
    """The wage that counts: not below 60 %, not above 300 % of the area's average, where that is known (Article 64)."""
    wage, average = whole(answers, "wage"), whole(answers, "average")
    cite = f"{_STATUTE} 第六十四条"
    if not average:
        outcome.warnings.append("没有填当地平均工资，保底（60%）和封顶（300%）没有算，工资特别低或者特别高的会有出入。")
        outcome.steps.append(Step(f"本人工资：{yuan(wage)}元，没有算保底和封顶", cite))
        return wage
    floor, cap = fen(average * _FLOOR), fen(average * _CAP)
    if wage < floor:
        outcome.steps.append(Step(f"本人工资低于当地平均工资的60%，按{yuan(floor)}元算", cite))
        return floor
    if wage > cap:
        outcome.steps.append(Step(f"本人工资高于当地平均工资的300%，按{yuan(cap)}元算", cite))
        return cap
    outcome.steps.append(Step(f"本人工资{yuan(wage)}元，在当地平均工资的60%到300%之间，照实算", cite))
    return wage


def _stopped(answers: Answers, outcome: Outcome) -> int:
    months, wage = number(answers, "months"), whole(answers, "wage")
    text = "停工治伤期间原来的工资福利照发，由单位按月付，一般不超过12个月，最多再延12个月"
    label = "停工治伤期间的工资（单位付）"
    due = fen(wage * months)
    if months:
        outcome.lines.append(Line(label, due))
        text += f"：{yuan(wage)}元 × {plain(months)}个月 = {yuan(due)}元"
    else:
        outcome.lines.append(Line(label, text="原来的工资福利照发"))
    outcome.steps.append(Step(text, f"{_STATUTE} 第三十三条"))
    if months > 12:
        outcome.warnings.append("停工超过12个月的，要市里的劳动能力鉴定委员会确认才能延长。")
    return due


def _disabled(answers: Answers, outcome: Outcome) -> None:
    grade, own = _grade(answers), _own_wage(answers, outcome)
    name, cite = f"{_NUMERALS[grade - 1]}级伤残", _article(grade)
    once = own * _ONE_OFF[grade]
    outcome.lines.append(Line("一次性伤残补助金（工伤保险付）", once))
    outcome.steps.append(
        Step(f"{name}，{_ONE_OFF[grade]}个月本人工资：{yuan(own)}元 × {_ONE_OFF[grade]} = {yuan(once)}元", cite)
    )
    outcome.headline = f"{name}，一次性伤残补助金是{yuan(once)}元"
    if grade in _MONTHLY:
        monthly = fen(Decimal(own * _MONTHLY[grade]) / 100)
        payer = "工伤保险付" if grade <= 4 else "单位安排不了工作的，单位付"
        outcome.lines.append(Line(f"每个月伤残津贴（{payer}）", monthly))
        outcome.steps.append(Step(f"伤残津贴：{yuan(own)}元 × {_MONTHLY[grade]}% = {yuan(monthly)}元，{payer}", cite))
        outcome.headline += f"，{'' if grade <= 4 else '单位安排不了工作的，'}每个月还有伤残津贴{yuan(monthly)}元"
        outcome.warnings.append("伤残津贴低过当地最低工资的，要补足到最低工资。")
    outcome.headline += "。"
    _nursing(answers, outcome)
    _stopped(answers, outcome)
    if grade >= 5:
        outcome.steps.append(Step("离开单位时还有一次性工伤医疗补助金、伤残就业补助金，标准由省里定", cite))
        outcome.excludes.append("一次性工伤医疗补助金、一次性伤残就业补助金（标准由省里定，请问社保窗口）")


def _nursing(answers: Answers, outcome: Outcome) -> None:
    label, percent = _NURSING[str(answers.get("care", "none"))]
    if not percent:
        return
    average, cite = whole(answers, "average"), f"{_STATUTE} 第三十四条"
    name = "每个月生活护理费（工伤保险付）"
    if not average:
        outcome.lines.append(Line(name, text=f"当地上年度职工月平均工资的{percent}%"))
        outcome.steps.append(Step(f"{label}：当地上年度职工月平均工资的{percent}%", cite))
        outcome.warnings.append("没有填当地平均工资，生活护理费只能告诉你比例。")
        return
    due = fen(Decimal(average * percent) / 100)
    outcome.lines.append(Line(name, due))
    outcome.steps.append(Step(f"{label}：{yuan(average)}元 × {percent}% = {yuan(due)}元", cite))


def _death(answers: Answers, figures: Figures, outcome: Outcome) -> None:
    cite = f"{_STATUTE} 第三十九条"
    own, average, died = _own_wage(answers, outcome), whole(answers, "average"), day(answers, "died")
    if average:
        funeral = 6 * average
        outcome.lines.append(Line("丧葬补助金", funeral))
        outcome.steps.append(Step(f"丧葬补助金：{yuan(average)}元 × 6个月 = {yuan(funeral)}元", cite))
    else:
        outcome.lines.append(Line("丧葬补助金", text="当地上年度职工月平均工资 × 6个月"))
        outcome.warnings.append("没有填当地平均工资，丧葬补助金算不出来，是它的6个月。")
        outcome.steps.append(Step("丧葬补助金：当地上年度职工月平均工资的6个月", cite))
    income = figures.at(_INCOME, died)
    if income and income.since.year == died.year:
        grant = fen(income.value * 100) * 20
        outcome.figures.append(income)
        outcome.lines.append(Line("一次性工亡补助金", grant))
        outcome.steps.append(
            Step(f"一次性工亡补助金：{income.name}{plain(income.value)}元 × 20 = {yuan(grant)}元", cite)
        )
        outcome.headline = f"一次性工亡补助金是{yuan(grant)}元"
    else:
        formula = f"{died.year - 1}年全国城镇居民人均可支配收入 × 20"
        outcome.lines.append(Line("一次性工亡补助金", text=formula))
        outcome.steps.append(Step(f"一次性工亡补助金：{formula}", cite))
        outcome.warnings.append(f"机器里没有{died.year - 1}年的全国城镇居民人均可支配收入，请到柜台查了再乘20。")
        outcome.headline = f"一次性工亡补助金是{died.year - 1}年全国城镇居民人均可支配收入的20倍"
    _dependants(answers, own, outcome)
    outcome.excludes.append("一级到四级伤残、停工治伤期满以后去世的（只有丧葬补助金和供养亲属抚恤金）")


def _dependants(answers: Answers, own: int, outcome: Outcome) -> None:
    spouse, others = bool(answers.get("spouse")), whole(answers, "others")
    cite = f"{_STATUTE} 第三十九条"
    percent = min(40 * spouse + 30 * others, 100)
    if not percent:
        outcome.headline += "，另有丧葬补助金。"
        return
    monthly = fen(Decimal(own * percent) / 100)
    parts = [f"配偶{yuan(own)}元 × 40%"] * spouse + [f"其他亲属{others}人，每人{yuan(own)}元 × 30%"] * (others > 0)
    capped = "，加起来不超过生前的工资" if 40 * spouse + 30 * others > 100 else ""
    outcome.lines.append(Line("供养亲属抚恤金，每个月一共", monthly))
    outcome.steps.append(Step(f"供养亲属抚恤金：{'；'.join(parts)}{capped}，每月{yuan(monthly)}元", cite))
    outcome.steps.append(Step("孤寡老人、孤儿每人每月再加10%，加起来也不超过生前的工资", cite))
    outcome.headline += f"，供养的亲属每个月一共有抚恤金{yuan(monthly)}元，另有丧葬补助金。"


def _rule(answers: Answers, figures: Figures, today: date) -> Outcome:
    outcome = Outcome("")
    if _died(answers):
        _death(answers, figures, outcome)
    elif _grade(answers):
        _disabled(answers, outcome)
    else:
        due = _stopped(answers, outcome)
        outcome.headline = (
            f"停工治伤期间的工资一共{yuan(due)}元，由单位照发。" if due else "停工治伤期间，单位要照发工资。"
        )
        outcome.warnings.append("伤情稳定以后仍有残疾的，要申请劳动能力鉴定，评了级才能算伤残补助。")
    outcome.steps.append(Step("单位该买工伤保险没有买的，这些钱都由单位付", f"{_STATUTE} 第六十二条"))
    outcome.warnings.append("先要认定工伤：单位在30天内申请；单位不申请，本人或者家属在1年内可以自己申请。")
    outcome.formula = "本人工资 × 月数（一次性），本人工资 × 百分比（每月）"
    outcome.excludes += ["医疗费、住院伙食、交通食宿、康复、假肢等辅助器具", "肇事的别人该赔的部分"]
    return outcome


CALCULATOR = Calculator(
    "work-injury",
    "工伤能拿多少",
    "按伤残等级，算一算一次性补助、每个月的津贴；人不在了，家里能领什么。",
    "calc-work-injury",
    _FIELDS,
    _rule,
)
