"""The matters that have a deadline, as a table: how long, counted from when, by which article, and what can move it.

What is computed from it stands in `deadlines.py`.
"""

from dataclasses import dataclass
from enum import StrEnum

CIVIL, SUIT = "民法典", "民事诉讼法"
_ARBITRATION = "劳动争议调解仲裁法"
_FAMILY = "最高人民法院关于适用《民法典》婚姻家庭编的解释（一） 第十九条"
_ADMIN_RULES = "最高人民法院关于适用《行政诉讼法》的解释"


class Unit(StrEnum):
    """What a period is counted in."""

    YEAR = "年"
    MONTH = "个月"
    DAY = "天"
    WORKDAY = "个工作日"


@dataclass(slots=True, frozen=True)
class Longest:
    """The longest time since a thing happened, whenever it became known."""

    years: int
    article: str
    asked: str


@dataclass(slots=True, frozen=True)
class Rule:
    """What can move a kind of deadline, and what is left when it has passed."""

    moves: tuple[tuple[str, str], ...]
    late: str


@dataclass(slots=True, frozen=True)
class Matter:
    """One matter. `act` begins the sentence that tells the day; `also` are further days from the same beginning."""

    area: str
    label: str
    asked: str
    amount: int
    unit: Unit
    article: str
    act: str
    rule: str
    hint: str = ""
    future: bool = False
    longest: Longest | None = None
    also: tuple[tuple[str, int, Unit], ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @property
    def term(self) -> str:
        """The period in words."""
        return f"{self.amount}{self.unit}"


AREAS = {
    "money": "欠钱、受伤、买卖、合同",
    "labour": "工作、工钱、工伤",
    "government": "政府部门、交警、法律援助",
    "court": "法院的官司、执行、调解",
    "family": "婚姻、遗产",
}

POSTED = {"court", "enforcement", "confirmation", "reconsideration", "sue-state"}  # a letter handed in is in time
_BY_PROCEDURE = {
    "reconsideration": "行政复议法 第八十八条",
    "sue-state": f"{_ADMIN_RULES} 第四十八条",
    **dict.fromkeys(("court", "enforcement", "confirmation"), f"{SUIT} 第八十五条"),
}


def counted_by(rule: str) -> tuple[str, str]:
    """The articles by which, for a kind of deadline, the first day is left out and a last day off is moved."""
    by_procedure = _BY_PROCEDURE.get(rule)
    return (by_procedure, by_procedure) if by_procedure else (f"{CIVIL} 第二百零一条", f"{CIVIL} 第二百零三条")


RULES = {
    "limitation": Rule(
        (
            ("要过、对方答应过、起诉或者申请仲裁的，从那天起重新算", f"{CIVIL} 第一百九十五条"),
            ("最后六个月里遇到不可抗力等情况的，先停下来不算", f"{CIVIL} 第一百九十四条"),
            ("期限过了，对方才可以拿这个不还；他答应还或者已经还了的，不能反悔", f"{CIVIL} 第一百九十二条"),
        ),
        "过了也可以起诉，法院不会主动说过期；中间要过、对方答应过的会重新算。请带上凭证问柜台。",
    ),
    "arbitration": Rule(
        (("要过、找过部门、单位答应过的，从那天起重新算；有正当理由的先停下来不算", f"{_ARBITRATION} 第二十七条"),),
        "中间要过、投诉过、单位答应过的，会重新算。请带上凭证问柜台。",
    ),
    "fixed": Rule(
        (("这是不变的期限，不会因为要过、有事耽误而延长", f"{CIVIL} 第一百九十九条"),),
        "这是不变的期限，过了就不能再撤销；还有没有别的路子，请问柜台。",
    ),
    "bequest": Rule(
        (("到期没有表示的，视为放弃受遗赠", f"{CIVIL} 第一千一百二十四条"),),
        "到期没有表示，就当放弃了；以前口头、书面说过要的，请带上证据问柜台。",
    ),
    "registry": Rule(
        (("没有在后面30天里一起去领证的，当作撤回了申请", f"{CIVIL} 第一千零七十七条"),),
        "撤回的日子过了，还可以不去领证：后面30天里有一方不去，就当撤回。",
    ),
    "court": Rule(
        (("因为不可抗拒的事耽误的，障碍没有了以后10天内可以申请顺延", f"{SUIT} 第八十六条"),),
        "有不可抗拒的事耽误的，障碍没有了以后10天内可以向法院申请顺延。请尽快问柜台。",
    ),
    "enforcement": Rule(
        (("要过、对方答应过的，重新算；遇到不可抗力等情况的，先停下来不算", f"{SUIT} 第二百五十条"),),
        "中间要过、对方答应过的，会重新算。请带上凭证问柜台。",
    ),
    "confirmation": Rule(
        (("协议没有确认，对方又不履行的，可以拿调解协议去起诉", "人民调解法 第三十二条"),),
        "过了30天不能再申请司法确认，调解协议还有效；对方不履行的，可以起诉。",
    ),
    "injury": Rule(
        (
            (
                "不是自己的原因耽误的（单位的原因、在打确认劳动关系的官司等），耽误的时间不算",
                "最高人民法院关于审理工伤保险行政案件若干问题的规定 第七条",
            ),
        ),
        "不是自己的原因耽误的，耽误的时间不算进去。请带上材料问柜台。",
    ),
    "reconsideration": Rule(
        (("有不可抗力等正当理由耽误的，障碍没有了接着算；没有告诉你可以复议的，最长一年", "行政复议法 第二十条"),),
        "有正当理由耽误的、没有告诉过你可以复议的，还可能来得及。请带上决定书问柜台。",
    ),
    "sue-state": Rule(
        (
            ("不是自己的原因耽误的，耽误的时间不算；别的特殊情况，可以申请延长", "行政诉讼法 第四十八条"),
            ("没有告诉你起诉期限的，从知道期限那天算，从知道决定起最长一年", f"{_ADMIN_RULES} 第六十四条"),
        ),
        "不是自己的原因耽误的、没有告诉过你起诉期限的，还可能来得及。请带上决定书问柜台。",
    ),
    "traffic": Rule(
        (
            (
                "事故认定书在法院只是证据，有相反的证据可以推翻",
                "最高人民法院关于审理道路交通事故损害赔偿案件适用法律若干问题的解释 第二十四条",
            ),
        ),
        "过了不再受理复核；打官司的时候，还可以拿别的证据请法院不采用认定书。",
    ),
    "theirs": Rule(
        (("司法行政部门维持了不给办的决定，还可以申请行政复议或者起诉", "法律援助法 第四十九条"),),
        "到了日子还没有答复的，请问柜台，也可以申请行政复议或者起诉。",
    ),
}

_TWENTY = Longest(20, f"{CIVIL} 第一百八十八条", "事情是哪天发生的？")
_FIVE = Longest(5, f"{CIVIL} 第一百五十二条", "合同是哪天签的？")
_FIVE_RECONSIDER = Longest(5, "行政复议法 第二十一条", "决定是哪天作出的？")
_FIVE_SUE = Longest(5, "行政诉讼法 第四十六条", "决定是哪天作出的？")

MATTERS = {
    "debt": Matter(
        "money", "别人欠我的钱", "说好哪天还？", 3, Unit.YEAR, f"{CIVIL} 第一百八十八条",
        "起诉要钱", "limitation", "后来要过的，填最后一次；分期的填最后一期；没说日子的，填要钱时让他还的那天", True,
        Longest(20, f"{CIVIL} 第一百八十八条", "一开始说好哪天还？"),
        more=(("分期还的，从最后一期算起", f"{CIVIL} 第一百八十九条"),),
    ),
    "hurt": Matter(
        "money", "被人打伤、撞伤，要赔偿", "哪天知道受了伤、是谁造成的？", 3, Unit.YEAR,
        f"{CIVIL} 第一百八十八条", "起诉要赔偿", "limitation", "后来要过赔偿的，填最后一次要的那天", longest=_TWENTY,
        more=(("未成年人遭受性侵害的，从满18岁那天起算", f"{CIVIL} 第一百九十一条"),),
    ),
    "product": Matter(
        "money", "买的东西有毛病伤了人", "哪天知道受了损害？", 2, Unit.YEAR,
        "产品质量法 第四十五条", "起诉要赔偿", "limitation", "后来要过赔偿的，填最后一次要的那天",
        longest=Longest(10, "产品质量法 第四十五条", "东西是哪天卖给第一个买主的？"),
        more=(("民法典的普通时效是3年，产品质量法还写着2年：稳妥起见按2年办", f"{CIVIL} 第一百八十八条"),),
    ),
    "cheated": Matter(
        "money", "被骗了签的合同，想撤销", "哪天知道被骗了？", 1, Unit.YEAR, f"{CIVIL} 第一百五十二条",
        "请求法院撤销", "fixed", longest=_FIVE,
    ),
    "forced": Matter(
        "money", "被逼着签的合同，想撤销", "哪天不再受威胁？", 1, Unit.YEAR, f"{CIVIL} 第一百五十二条",
        "请求法院撤销", "fixed", longest=_FIVE,
    ),
    "mistaken": Matter(
        "money", "看错、弄错了签的合同，想撤销", "哪天知道弄错了？", 90, Unit.DAY, f"{CIVIL} 第一百五十二条",
        "请求法院撤销", "fixed", longest=_FIVE,
    ),
    "hidden": Matter(
        "money", "欠钱的人把财产白送、贱卖给别人", "哪天知道他这样做了？", 1, Unit.YEAR, f"{CIVIL} 第五百四十一条",
        "请求法院撤销他的行为", "fixed", longest=Longest(5, f"{CIVIL} 第五百四十一条", "他是哪天转走的？"),
    ),
    "wages": Matter(
        "labour", "离职了，工钱没结清", "最后一天上班是哪天？", 1, Unit.YEAR,
        f"{_ARBITRATION} 第二十七条", "申请劳动仲裁", "arbitration", "离职以后要过的，填最后一次要的那天", True,
        more=(("还在职的，要工钱不受一年的限制", f"{_ARBITRATION} 第二十七条"),),
    ),
    "labour": Matter(
        "labour", "其他和单位的争议（辞退、社保、双倍工资等）", "哪天知道权利受了侵害？", 1,
        Unit.YEAR, f"{_ARBITRATION} 第二十七条", "申请劳动仲裁", "arbitration", "后来向单位要过、投诉过的，填最后一次",
    ),
    "award": Matter(
        "labour", "收到劳动仲裁裁决，不服", "哪天收到裁决书？", 15, Unit.DAY, f"{_ARBITRATION} 第五十条",
        "向法院起诉", "court",
        more=(("裁决是一裁终局的，劳动者也可以在15天内起诉", f"{_ARBITRATION} 第四十八条"),),
    ),
    "work-injury": Matter(
        "labour", "工作时受了伤，申请认定工伤", "哪天出的事？", 1, Unit.YEAR, "工伤保险条例 第十七条",
        "本人或者家属申请认定工伤", "injury", "职业病填诊断那天", also=(("单位应当申请的最后一天", 30, Unit.DAY),),
        more=(("单位要在30天内申请；单位不申请，本人、家属、工会可以在一年内自己申请", "工伤保险条例 第十七条"),),
    ),
    "reconsider": Matter(
        "government", "对政府部门的处罚、决定不服，申请复议", "哪天知道这个决定的？", 60, Unit.DAY, "行政复议法 第二十条",
        "申请行政复议", "reconsideration", longest=_FIVE_RECONSIDER,
        more=(("房子、土地的，最长20年", "行政复议法 第二十一条"),),
    ),
    "sue-state": Matter(
        "government", "对政府部门的处罚、决定不服，直接起诉", "哪天知道这个决定的？", 6, Unit.MONTH, "行政诉讼法 第四十六条",
        "向法院起诉", "sue-state", longest=_FIVE_SUE, more=(("房子、土地的，最长20年", "行政诉讼法 第四十六条"),),
    ),
    "after-reconsideration": Matter(
        "government", "收到复议决定，不服", "哪天收到复议决定书？", 15, Unit.DAY, "行政诉讼法 第四十五条",
        "向法院起诉", "sue-state", "到期没有答复的，填复议期满那天",
    ),
    "traffic": Matter(
        "government", "对交通事故认定书不服，申请复核", "哪天收到认定书？", 3, Unit.WORKDAY,
        "道路交通事故处理程序规定 第七十一条", "申请复核", "traffic",
        more=(("三日是工作日，不算节假日", "道路交通事故处理程序规定 第一百一十二条"),),
    ),
    "aid-refused": Matter(
        "government", "法律援助不给办，已经提了异议", "哪天把异议交上去的？", 5, Unit.DAY, "法律援助法 第四十九条",
        "司法行政部门答复异议", "theirs",
        more=(("多久以内要提异议，法律没有写，越早越好", "法律援助法 第四十九条"),),
    ),
    "appeal": Matter(
        "court", "一审判决下来，想上诉", "哪天收到判决书？", 15, Unit.DAY, f"{SUIT} 第一百七十一条", "上诉", "court",
        more=(("告行政机关的官司也是15天", "行政诉讼法 第八十五条"),),
    ),
    "appeal-ruling": Matter(
        "court", "一审裁定下来，想上诉", "哪天收到裁定书？", 10, Unit.DAY, f"{SUIT} 第一百七十一条", "上诉", "court",
        more=(("告行政机关的官司也是10天", "行政诉讼法 第八十五条"),),
    ),
    "retrial": Matter(
        "court", "判决已经生效，想申请再审", "判决哪天生效的？", 6, Unit.MONTH, f"{SUIT} 第二百一十六条",
        "申请再审", "court", "有新证据、证据是假的等情形，填知道的那天",
    ),
    "enforcement": Matter(
        "court", "对方不照判决、调解书做，申请执行", "判决书、调解书定的最后一天是哪天？", 2, Unit.YEAR,
        f"{SUIT} 第二百五十条", "申请强制执行", "enforcement", "没有写的，填生效那天；分期的，填最后一期", True,
    ),
    "payment-order": Matter(
        "court", "收到支付令，不同意", "哪天收到支付令？", 15, Unit.DAY, f"{SUIT} 第二百二十七条", "提书面异议", "court",
    ),
    "confirmation": Matter(
        "court", "人民调解的协议，想让法院确认", "调解协议哪天生效的？", 30, Unit.DAY, "人民调解法 第三十三条",
        "双方一起申请司法确认", "confirmation",
        more=(("要双方一起申请", f"{SUIT} 第二百零五条"),),
    ),
    "coerced-marriage": Matter(
        "family", "被逼着结婚，想撤销", "哪天不再受威胁、恢复自由？", 1, Unit.YEAR, f"{CIVIL} 第一千零五十二条",
        "请求法院撤销婚姻", "fixed",
        more=(("这一年不中止、不中断、不延长；也没有五年的限制", _FAMILY),),
    ),
    "hidden-illness": Matter(
        "family", "对方结婚前瞒着重病，想撤销", "哪天知道的？", 1, Unit.YEAR, f"{CIVIL} 第一千零五十三条",
        "请求法院撤销婚姻", "fixed",
    ),
    "cooling-off": Matter(
        "family", "交了离婚登记申请，反悔了", "民政局哪天收的申请？", 30, Unit.DAY, f"{CIVIL} 第一千零七十七条",
        "撤回离婚登记申请", "registry", also=(("不撤回的，一起去领离婚证的最后一天", 60, Unit.DAY),),
        more=(("30天过了以后的30天里，双方要一起去领离婚证", f"{CIVIL} 第一千零七十七条"),),
    ),
    "bequest": Matter(
        "family", "遗嘱把东西送给我（我不是法定继承人）", "哪天知道的？", 60, Unit.DAY, f"{CIVIL} 第一千一百二十四条",
        "表示接受遗赠", "bequest",
        more=(("继承人要放弃继承的，没有天数，要在分遗产以前书面表示", f"{CIVIL} 第一千一百二十四条"),),
    ),
}  # fmt: skip
