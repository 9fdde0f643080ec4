"""What going to court costs (诉讼费): acceptance and application fees, halving, and relief for those who cannot pay.

Source: 诉讼费用交纳办法, Articles 13 to 22, 29 to 38 and 44 to 50. Where the statute leaves a range to the province, the
answer is the range. Appeals, retrials, maritime and bankruptcy cases are not covered.
"""

from dataclasses import dataclass
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
    fen,
    plain,
    whole,
    yuan,
)

_STATUTE = "诉讼费用交纳办法"
_WAN = 10_000_00  # 一万元 in 分

# (up to, percent of the part below that bound); what lies below the first bound is covered by the flat fee.
_Tiers = tuple[tuple[int, Decimal], ...]
_NO_END = 10**20


def _tiers(*rows: tuple[int, str]) -> _Tiers:
    return tuple((upto, Decimal(percent)) for upto, percent in rows)


_CLAIM = _tiers(
    (_WAN, "0"),
    (10 * _WAN, "2.5"),
    (20 * _WAN, "2"),
    (50 * _WAN, "1.5"),
    (100 * _WAN, "1"),
    (200 * _WAN, "0.9"),
    (500 * _WAN, "0.8"),
    (1000 * _WAN, "0.7"),
    (2000 * _WAN, "0.6"),
    (_NO_END, "0.5"),
)  # Article 13 (1)
_ESTATE = _tiers((20 * _WAN, "0"), (_NO_END, "0.5"))  # Article 13 (2) 1
_DAMAGES = _tiers((5 * _WAN, "0"), (10 * _WAN, "1"), (_NO_END, "0.5"))  # Article 13 (2) 2
_ENFORCED = _tiers((_WAN, "0"), (50 * _WAN, "1.5"), (500 * _WAN, "1"), (1000 * _WAN, "0.5"), (_NO_END, "0.1"))
_PRESERVED = _tiers((1_000_00, "0"), (10 * _WAN, "1"), (_NO_END, "0.5"))  # Article 14 (2)
_MOST_PRESERVED = 5_000_00


@dataclass(slots=True, frozen=True)
class _Matter:
    """One kind of case or application: the fee below the first tier (a range), its tiers, and who bears it."""

    label: str
    short: str
    article: str
    low: int
    high: int
    tiers: _Tiers = ()
    sum_id: str = ""  # the question that asks the sum
    trial: bool = True  # whether there is a trial, whose course can halve the fee
    bears: tuple[str, str] = ("最后一般由输的一方出；各有输赢的，由法院定各出多少。", "第二十九条")


_MATTERS = {
    "property": _Matter("要钱、要东西（欠款、货款、赔偿等）", "案件受理费", "第十三条", 50_00, 50_00, _CLAIM, "claim"),
    "divorce": _Matter(
        "离婚",
        "案件受理费",
        "第十三条",
        50_00,
        300_00,
        _ESTATE,
        "estate",
        bears=("谁出由两个人商量，商量不成由法院定。", "第三十三条"),
    ),
    "labour": _Matter("劳动争议（仲裁过了再到法院）", "案件受理费", "第十三条", 10_00, 10_00),
    "personality": _Matter("名誉、肖像、姓名等被人侵犯", "案件受理费", "第十三条", 100_00, 500_00, _DAMAGES, "damages"),
    "other": _Matter("其他不是要钱的（比如变更抚养关系）", "案件受理费", "第十三条", 50_00, 100_00),
    "ip": _Matter("著作权、商标、专利的民事官司", "案件受理费", "第十三条", 500_00, 1_000_00, _CLAIM, "disputed"),
    "administrative": _Matter("告行政机关（民告官）", "案件受理费", "第十三条", 50_00, 50_00),
    "enforcement": _Matter(
        "对方不履行，申请强制执行",
        "申请执行费",
        "第十四条",
        50_00,
        500_00,
        _ENFORCED,
        "enforced",
        False,
        ("不用先交，执行到了再交，由被执行的一方出。", "第三十八条"),
    ),
    "preservation": _Matter(
        "申请财产保全（查封、冻结）",
        "财产保全申请费",
        "第十四条",
        30_00,
        30_00,
        _PRESERVED,
        "preserved",
        False,
        ("由申请的人先出，起诉时可以一并要求对方承担。", "第三十八条"),
    ),
    "payment-order": _Matter(
        "申请支付令（催对方还钱）",
        "支付令申请费",
        "第十四条",
        50_00,
        50_00,
        _CLAIM,
        "claim",
        False,
        ("欠钱的人不提异议，费用由他出；他提了异议，费用由申请的人出，再起诉时可以要求他承担。", "第三十六条"),
    ),
    "public-notice": _Matter(
        "票据丢了，申请公示催告",
        "公示催告申请费",
        "第十四条",
        100_00,
        100_00,
        trial=False,
        bears=("由申请的人出。", "第三十七条"),
    ),
    "jurisdiction": _Matter(
        "认为案子不归这个法院管（管辖权异议）",
        "管辖权异议的受理费",
        "第十三条",
        50_00,
        100_00,
        trial=False,
        bears=("异议成立就不用交，不成立才交。", "第十三条"),
    ),
}

_WAYS = {
    "judged": ("开庭判决（普通程序）", ""),
    "simple": ("案子简单，用简易程序", "第十六条"),
    "mediated": ("在法院调解结案", "第十五条"),
    "withdrawn": ("起诉以后自己撤诉", "第十五条"),
    "counterclaim": ("我是被告，提出反诉", "第十八条"),
}
_BEARS_BY_WAY = {
    "mediated": ("调解结案的，谁出由双方商量，商量不成由法院定。", "第三十一条"),
    "withdrawn": ("撤诉的，由撤诉的一方出；告行政机关、它改了你才撤的，由它出。", "第三十四条"),
}

_RELIEF = {
    "none": ("都没有", ""),
    "disabled": ("残疾人，没有固定生活来源", "第四十五条"),
    "upkeep": ("要赡养费、扶养费、抚养费、抚恤金", "第四十五条"),
    "poor": ("低保、特困、五保或者领失业金，没有别的收入", "第四十五条"),
    "brave": ("见义勇为受了伤害，要赔偿、补偿", "第四十五条"),
    "disaster": ("遭了灾，正在吃救济，或者家里生产维持不下去", "第四十六条"),
    "veteran": ("国家规定的优抚、安置对象", "第四十六条"),
    "benefit": ("要社会保险金、经济补偿金", "第四十七条"),
    "hurt": ("交通、工伤、医疗、产品等事故里受伤的人要赔偿", "第四十七条"),
    "aided": ("正在接受法律援助", "第四十七条"),
}
_LESS = Decimal("0.7")  # Article 46: at least 30 % is taken off


def _asks(sum_id: str, kind: str, label: str, hint: str, least: int = 0) -> Field:
    def needed(answers: Answers) -> bool:
        said = _MATTERS.get(str(answers.get("kind")))
        return said is not None and said.sum_id == sum_id

    return Field(sum_id, Kind(kind), label, hint, "元", least=least, needed=needed)


def _trial(answers: Answers) -> bool:
    return answers.get("kind") in {id_ for id_, matter in _MATTERS.items() if matter.trial}


_FIELDS = (
    Field("kind", Kind.CHOICE, "要办的是哪一种？", choices=tuple(Choice(i, m.label) for i, m in _MATTERS.items())),
    _asks("claim", "money", "一共要对方给多少钱？", "就是起诉状上写的总数；要东西的，填它值多少钱", 1),
    _asks("estate", "money", "要分的家产一共值多少钱？", "不分财产就填0"),
    _asks("damages", "money", "要对方赔多少钱？", "不要赔偿就填0"),
    _asks("disputed", "money", "争的是多少钱？", "没有金额就填0"),
    _asks("enforced", "money", "要执行多少钱？", "判决书、裁决书、调解书上还没有给的数；不是要钱就填0"),
    _asks("preserved", "money", "要查封、冻结值多少钱的财产？", "不涉及财产就填0"),
    Field(
        "way",
        Kind.CHOICE,
        "案子会怎样办？",
        "说不准就选第一个",
        choices=tuple(Choice(i, label) for i, (label, _) in _WAYS.items()),
        needed=_trial,
    ),
    Field(
        "relief",
        Kind.CHOICE,
        "你有没有下面哪种情况？",
        "有的话，可以少交、晚交或者不交",
        choices=tuple(Choice(i, label) for i, (label, _) in _RELIEF.items()),
    ),
)


def _shown(low: int, high: int) -> str:
    return f"{yuan(low)}元" if low == high else f"{yuan(low)}元至{yuan(high)}元"


def _wan(bound: int) -> str:
    return f"{bound // _WAN}万元" if bound >= _WAN else f"{yuan(bound)}元"


def _by_tiers(amount: int, tiers: _Tiers, cite: str) -> tuple[int, list[Step]]:
    """What the parts of a sum above the first bound add to the fee, tier by tier."""
    total, steps, floor = 0, [], tiers[0][0]
    for upto, percent in tiers[1:]:
        part = min(amount, upto) - floor
        if part <= 0:
            break
        fee = fen(part * percent / 100)
        reach = f"{_wan(floor)}到{_wan(upto)}" if upto != _NO_END else f"超过{_wan(floor)}"
        steps.append(Step(f"{reach}的部分：{yuan(part)}元 × {plain(percent)}% = {yuan(fee)}元", cite))
        total += fee
        floor = upto
    return total, steps


def _fee(kind: str, amount: int) -> tuple[int, int, list[Step]]:
    """The full fee from low to high, before halving, with its steps."""
    matter = _MATTERS[kind]
    cite = f"{_STATUTE} {matter.article}"
    low, high = matter.low, matter.high
    if kind in ("ip", "enforcement") and amount:
        low = high = 50_00  # with a sum, both are counted by tiers from 50元
    if not matter.tiers or (not amount and low != high):
        return low, high, [Step(f"每件{_shown(low, high)}", cite)]
    base = {"divorce": "20万元", "personality": "5万元", "preservation": "1,000元"}.get(kind, "1万元")
    added, parts = _by_tiers(amount, matter.tiers, cite)
    steps = [Step(f"{base}以内：{_shown(low, high)}", cite), *parts]
    low, high = low + added, high + added
    if parts:
        steps.append(Step(f"加起来：{_shown(low, high)}", cite))
    if kind == "payment-order":
        low = high = fen(Decimal(low) / 3)
        steps.append(Step(f"支付令只交三分之一：{yuan(low)}元", cite))
    if kind == "preservation" and low > _MOST_PRESERVED:
        low = high = _MOST_PRESERVED
        steps.append(Step(f"保全费最多{yuan(_MOST_PRESERVED)}元", cite))
    return low, high, steps


def _relief(said: str, low: int, high: int, outcome: Outcome) -> None:
    label, article = _RELIEF[said]
    if said == "none":
        outcome.warnings.append("交诉讼费确有困难的，起诉时可以书面向法院申请缓交、减交或者免交，带上困难证明。")
        outcome.steps.append(Step("确有困难可以申请缓交、减交、免交；免交只给个人", f"{_STATUTE} 第四十四条"))
        return
    cite = f"{_STATUTE} {article}"
    if article == "第四十五条":
        outcome.headline += "，你这种情况可以申请免交"
        outcome.lines.append(Line("批准免交以后要交", 0))
        outcome.steps.append(Step(f"{label}：法院应当准予免交", cite))
    elif article == "第四十六条":
        low, high = fen(low * _LESS), fen(high * _LESS)
        outcome.headline += f"，你这种情况可以申请减交，减了以后最多交{yuan(high)}元"
        outcome.lines.append(Line("批准减交以后最多交", *_line(low, high)))
        outcome.steps.append(Step(f"{label}：法院应当准予减交，至少减30%，最多交{_shown(low, high)}", cite))
    else:
        outcome.headline += "，你这种情况可以申请缓交，先立案、后交钱"
        outcome.lines.append(Line("批准缓交以后", text="先不交，到法院定的时候再交"))
        outcome.steps.append(Step(f"{label}：法院应当准予缓交", cite))
    told = "起诉或者上诉的时候书面申请，带上困难证明；不批准的，法院要书面说明理由"
    outcome.steps.append(Step(told, f"{_STATUTE} 第四十八条"))


def _line(low: int, high: int) -> tuple[int | None, str]:
    return (low, "") if low == high else (None, _shown(low, high))


def _rule(answers: Answers, figures: Figures, today: date) -> Outcome:
    kind, way, relief = str(answers["kind"]), str(answers.get("way", "judged")), str(answers["relief"])
    matter = _MATTERS[kind]
    low, high, steps = _fee(kind, whole(answers, matter.sum_id))
    half = _WAYS[way][1]
    if half:
        low, high = fen(Decimal(low) / 2), fen(Decimal(high) / 2)
        steps.append(Step(f"{_WAYS[way][0]}：减半，{_shown(low, high)}", f"{_STATUTE} {half}"))
    outcome = Outcome(f"{matter.short}是{_shown(low, high)}", [Line(matter.short, *_line(low, high))], steps)
    _relief(relief, low, high, outcome)
    outcome.headline += "。"
    bears = _BEARS_BY_WAY.get(way, matter.bears)
    outcome.lines.append(Line("谁出这笔钱", text=bears[0]))
    outcome.steps.append(Step(bears[0], f"{_STATUTE} {bears[1]}"))
    if matter.trial:
        counter = way == "counterclaim"
        payer = "提反诉的被告" if counter else "起诉的一方"
        begin = "提反诉的第二天" if counter else "收到法院交费通知的第二天"
        outcome.steps.append(Step(f"先由{payer}垫交；要工钱的案子可以不先交", f"{_STATUTE} 第二十条"))
        outcome.steps.append(Step(f"从{begin}起7日内交", f"{_STATUTE} 第二十二条"))
    if low != high:
        outcome.warnings.append("法律只给了一个幅度，具体交多少由省里规定，请问立案窗口。")
    if kind == "administrative":
        outcome.warnings.append("商标、专利、海事的行政案件，每件100元。")
    outcome.formula = "按金额分段累计，再看减半和缓减免" if matter.tiers else "按件交，再看减半和缓减免"
    outcome.excludes = ["律师费", "鉴定、评估、公告等实际花的钱", "上诉、再审（按不服的那一部分金额另算）"]
    return outcome


CALCULATOR = Calculator(
    "court-fees",
    "打官司要交多少钱",
    "算一算起诉、申请执行、保全要向法院交多少钱，能不能少交、晚交、不交。",
    "calc-court-fees",
    _FIELDS,
    _rule,
)
