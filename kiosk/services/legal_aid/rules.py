"""The rules of the Legal Aid Law (法律援助法), clause by clause: covered or not, the means test, urgency, who, where.

`assess` is the one door. What stands below it follows the statute's order of thought: is a lawyer due without asking
(25, 28)? is the matter covered (24, 29, 31 to 33)? does hardship matter at all (32), is it checked (42), by what (41,
34)? may papers follow later (44)? who hands it in (40), and where (38)? Words for papers and ways on are in `told.py`.
"""

from collections.abc import Iterable

from kiosk.guides.calculators.model import yuan
from kiosk.services.legal_aid.answer import Assessment, Covered, Means, Reason
from kiosk.services.legal_aid.facts import (
    CIVIL,
    CRIMINAL,
    DEFENCE,
    CaseIn,
    Clause,
    LocalRule,
    Matter,
    Party,
    Situation,
    Stage,
    Standard,
    Standing,
    Victim,
)
from kiosk.services.legal_aid.told import course, papers, ways

Held = dict[Clause, list[Reason]]  # what local rules add, to the open items that they fill

URGENT_BELOW_DAYS = 7  # 44 (一): 不足七日


def aid(article: str, text: str, item: str = "") -> Reason:
    """A reason out of the Legal Aid Law."""
    return Reason(text, f"法律援助法 {article}", item)


def assess(situation: Situation, standard: Standard | None = None, local: Iterable[LocalRule] = ()) -> Assessment:
    """What the law gives in a situation.

    `standard` is the county's standard of hardship, None where content has none: then it is said, and the centre
    checks. `local` are the rules that other laws and regulations add; those count whose id is in `situation.local`.
    Never raises: a fact that is missing leaves the answer open, not out.
    """
    held: Held = {}
    for rule in local:
        if rule.id in situation.local and situation.matter in rule.matters:
            held.setdefault(rule.clause, []).append(Reason(rule.text, rule.article))
    notified = lawyer_without_asking(situation, held)
    free = no_means_test(situation, held)
    means, means_reason = means_test(situation, standard, [*notified, *free], held)
    covered, reasons = coverage(situation, means, means_reason, notified, free, held)
    urgent, urgent_reason = urgency(situation, held)
    may_apply, may_apply_reason = standing(situation)
    return Assessment(
        covered=covered,
        reasons=tuple(reasons),
        means=means,
        means_reason=means_reason,
        urgent=urgent,
        urgent_reason=urgent_reason,
        may_apply=may_apply,
        may_apply_reason=may_apply_reason,
        where=where(situation, bool(notified)),
        papers=papers(situation, means, urgent, may_apply),
        course=course(situation, means, urgent, bool(notified)),
        next=ways(situation, covered, means, urgent, may_apply),
    )


# 25, 28: the authorities have to see to a lawyer


def lawyer_without_asking(s: Situation, held: Held) -> list[Reason]:
    """Why police, procuracy or court must notify the centre (25, 28); empty where they need not."""
    if s.matter is Matter.COMPULSORY_TREATMENT:
        return [aid("第二十八条", "强制医疗的案子，没请代理人的，法院必须通知派律师，不用自己申请，也不看有没有钱。")]
    if s.matter is not Matter.CRIMINAL_SUSPECT:
        return []
    items = [
        (s.minor, "（一）", "没满18岁的人"),
        (s.sense_disability, "（二）", "看不见、听不见或者不能说话的残疾人"),
        (s.lacks_capacity and not s.minor, "（三）", "不能完全明白自己在做什么的成年人"),
        (s.grave_sentence, "（四）", "可能判无期徒刑、死刑的人"),
        (s.death_review, "（五）", "死刑复核时申请了法律援助的被告人"),
        (s.in_absence, "（六）", "缺席审判的被告人"),
    ]
    must = "没请辩护人的，公安、检察院、法院必须通知派律师，不看有没有钱。"
    return [aid("第二十五条", f"{who}，{must}", item) for holds, item, who in items if holds] + held.get(
        Clause.NOTIFIED, []
    )


# 24, 29, 31 to 33: what is covered

_ITEMS = {
    Matter.STATE_COMPENSATION: ("（一）", "依法要国家赔偿的"),
    Matter.SOCIAL_INSURANCE: ("（二）", "要社会保险待遇、低保等社会救助的"),
    Matter.PENSION: ("（三）", "要发抚恤金的"),
    Matter.MAINTENANCE: ("（四）", "要赡养费、抚养费、扶养费的"),
    Matter.LABOUR_RELATION: ("（五）", "要确认跟单位有劳动关系的"),
    Matter.WAGES: ("（五）", "讨工钱的"),
    Matter.CAPACITY: ("（六）", "要法院认定一个人不能或者不能完全自己做主的"),
    Matter.WORK_INJURY: ("（七）", "干活受伤（工伤）要赔偿的"),
    Matter.TRAFFIC: ("（七）", "出车祸受伤要赔偿的"),
    Matter.FOOD_DRUG: ("（七）", "吃坏、用药受害要赔偿的"),
    Matter.MEDICAL: ("（七）", "医疗事故受害要赔偿的"),
    Matter.POLLUTION: ("（八）", "受污染、生态破坏损害要赔偿的"),
}

_VICTIMS = {
    Victim.PUBLIC: "刑事案子的被害人，还有他的法定代理人、近亲属，没钱请代理人的，可以申请。",
    Victim.PRIVATE: "自己到法院告犯罪的人（自诉人）和他的法定代理人，没钱请代理人的，可以申请。",
    Victim.CLAIMANT: "在刑事案子里要赔偿的人（附带民事诉讼原告）和他的法定代理人，没钱请代理人的，可以申请。",
}


def coverage(
    s: Situation, means: Means, means_reason: Reason, notified: list[Reason], free: list[Reason], held: Held
) -> tuple[Covered, list[Reason]]:
    """Whether the law gives aid, and the reasons, that which decides first."""
    covered, reasons = _grounds(s, notified, free, held)
    if s.party is Party.FOREIGNER and not notified:
        covered = min(covered, Covered.UNCLEAR)
        said = "外国人、无国籍人要看我国法律、两国条约或者对等的做法，由援助中心核对。"
        reasons = [aid("第六十九条", said), *reasons]
    if means is Means.ABOVE:
        # 24 knows "other reasons" beside hardship: a suspect's income alone decides nothing.
        covered = min(covered, Covered.UNCLEAR if s.matter is Matter.CRIMINAL_SUSPECT else Covered.NO)
        reasons = [means_reason, *reasons]
    if s.has_lawyer:
        return Covered.NO, [
            aid(_basis(s), "法律援助是给还没请律师的人的。你已经请了律师，就不再派了；不再请他的，可以再来申请。"),
            *reasons,
        ]
    if s.party is Party.ORGANISATION:
        return Covered.NO, [aid("第二条", "法律援助是给公民个人的，公司、合作社这样的单位不在里面。")]
    return covered, reasons


def _grounds(s: Situation, notified: list[Reason], free: list[Reason], held: Held) -> tuple[Covered, list[Reason]]:
    grounds = [*notified, *free]
    if s.matter is Matter.CRIMINAL_SUSPECT and not notified:
        grounds += [
            aid("第二十四条", "因为没钱或者别的原因没请辩护人的，本人和近亲属都可以申请。"),
            aid("第二十五条", "法院按普通程序审、被告人没请辩护人的，法院也可以通知派律师。"),
            aid("第三十条", "派律师以前，可以先找值班律师，问法律、问程序、请他帮忙提意见，不收钱。"),
        ]
    if s.matter is Matter.CRIMINAL_VICTIM:
        grounds.append(aid("第二十九条", _VICTIMS[s.victim]))
    if listed := _ITEMS.get(s.matter):
        item, what = listed
        grounds.append(aid("第三十一条", f"{what}，没钱请代理人的，可以申请法律援助。", item))
    if s.matter is Matter.WAGES and s.migrant_worker:
        said = "进城打工的人讨工钱，是法律援助的重点，要方便快捷地办。"
        grounds.append(Reason(said, "保障农民工工资支付条例 第四十五条"))
    if s.retrial_ordered:
        said = "法院决定再审或者检察院抗诉的案子，没钱请律师的，本人和近亲属可以申请。"
        grounds.append(aid("第三十三条", said))
    grounds += held.get(Clause.COVERED, [])
    if not grounds:
        grounds = _named_by_other_laws(s)
    return (Covered.YES, grounds) if grounds else (Covered.UNCLEAR, _not_listed(s))


def _named_by_other_laws(s: Situation) -> list[Reason]:
    """31 (九): laws that give aid to a person, whatever the matter is about."""
    laws = [
        (s.elderly, "60岁以上的老人权益受侵害、请不起律师的，可以得到法律援助。", "老年人权益保障法 第五十六条"),
        (s.minor, "没满18岁的人需要法律援助的，要给他提供。", "未成年人保护法 第一百零四条"),
        (
            s.disabled or s.sense_disability,
            "残疾人因为困难确实需要法律援助的，要给他提供。",
            "残疾人保障法 第六十条",
        ),
        (
            s.military,
            "军人、军人家属和烈士遗属等维权有困难的，优先给法律援助。",
            "军人地位和权益保障法 第六十一条",
        ),
    ]
    return [Reason(text, article) for holds, text, article in laws if holds]


def _not_listed(s: Situation) -> list[Reason]:
    """31 (九) is open, so a terminal cannot say no: Sichuan's own rules may name the matter."""
    said = "这件事不在法律直接列出的八类里。别的法律或者四川的规定另外写了的，也可以申请，由援助中心核对。"
    reasons = [aid("第三十一条", said, "（九）")]
    if s.matter is Matter.RECONSIDERATION:
        said = "申请行政复议的人，符合法律援助条件的，也可以要援助。"
        reasons.append(Reason(said, "行政复议法 第十八条"))
    if s.veteran:
        said = "退役军人权益受侵害的，法律服务机构要依法帮助。请告诉工作人员你是退役军人。"
        reasons.append(Reason(said, "退役军人保障法 第七十条"))
    return reasons


def _basis(s: Situation) -> str:
    if s.matter in DEFENCE:
        return "第二十八条" if s.matter is Matter.COMPULSORY_TREATMENT else "第二十五条"
    return "第二十九条" if s.matter is Matter.CRIMINAL_VICTIM else "第三十一条"


# 32, 34, 41, 42: means


def no_means_test(s: Situation, held: Held) -> list[Reason]:
    """Why hardship is no condition (32); empty where it is. Who defends himself asserts no right under this article."""
    if s.matter in DEFENCE:
        return []
    items = [
        # the only matter that can be about a name, a likeness, an honour
        (s.martyr_kin and s.matter is Matter.OTHER_CIVIL, "（一）", "英雄烈士的近亲属维护英烈的姓名、名誉、荣誉"),
        (s.hero_deed and s.matter in CIVIL, "（二）", "因为见义勇为主张自己的民事权益"),
        (
            s.acquitted_on_retrial and s.matter is Matter.STATE_COMPENSATION,
            "（三）",
            "再审改判无罪、要国家赔偿",
        ),
        (s.abused, "（四）", "受了虐待、遗弃或者家庭暴力，主张自己的权益"),
    ]
    return [
        aid("第三十二条", f"{what}的，申请法律援助不看有没有钱。", item) for holds, item, what in items if holds
    ] + held.get(Clause.NO_MEANS_TEST, [])


def exemptions(s: Situation, held: Held) -> list[Reason]:
    """Why hardship is not checked (42), given a paper that proves it; empty where it is."""
    groups = (("没满18岁", s.minor), ("老年", s.elderly), ("残疾", s.disabled or s.sense_disability))
    who = "、".join(name for name, holds in groups if holds)
    pays = s.matter in (Matter.WAGES, Matter.WORK_INJURY)
    items = [
        (bool(who) and s.no_fixed_income, "（一）", f"{who}、没有固定生活来源的人"),
        (bool(s.relief), "（二）", "低保、特困等社会救助对象，司法救助对象，优抚对象"),
        (s.migrant_worker and pays, "（三）", "讨工钱、要工伤赔偿的进城打工的人"),
    ]
    return [
        aid("第四十二条", f"{what}，有材料证明的，不查家里的钱。", item) for holds, item, what in items if holds
    ] + held.get(Clause.EXEMPT, [])


def means_test(s: Situation, standard: Standard | None, free: list[Reason], held: Held) -> tuple[Means, Reason]:
    """Where the applicant stands with the means test (32, 42, 41, in this order), and why."""
    if free:
        return Means.NOT_NEEDED, free[0]
    if exempt := exemptions(s, held):
        return Means.EXEMPT, exempt[0]
    if s.recognised_in_chuanyu and standard is not None and standard.chuanyu:
        said = "重庆或者四川别处已经认定你家困难的，这里照样认（川渝通办），不用再报收入。"
        return Means.RECOGNISED, aid("第四十一条", said)
    return _declared(s.household_monthly_fen, s.household_members, standard)


def _declared(income_fen: int | None, members: int | None, standard: Standard | None) -> tuple[Means, Reason]:
    if income_fen is None or members is None or members < 1:
        said = "要如实说明家里有几口人、每个月收入多少，签一份诚信承诺就行，不用到处开证明。"
        return Means.UNDECLARED, aid("第四十一条", said)
    if standard is None:
        said = "这台机器上没有现行的困难标准。你照实填，能不能算困难由援助中心核对，不耽误申请。"
        return Means.NO_STANDARD, aid("第三十四条", said)
    line = f"每人每月{yuan(standard.monthly_income_fen)}元，{standard.since.year}年起，{standard.source}"
    if income_fen <= standard.monthly_income_fen * members:
        return Means.WITHIN, aid("第四十一条", f"照你说的收入，没超过困难标准（{line}），签诚信承诺就行。")
    said = f"照你说的收入，超过了困难标准（{line}）。家里有大病、受灾这些特别的难处，请跟援助中心说明。"
    return Means.ABOVE, aid("第三十四条", said)


# 44: urgent cases first, papers later


def urgency(s: Situation, held: Held) -> tuple[bool, Reason | None]:
    """Whether the centre may begin before it decides (44), and why; of a time limit that is over, what to do."""
    later = "援助中心可以先派人办，手续和材料后补。"
    if s.days_left is not None and 0 <= s.days_left < URGENT_BELOW_DAYS:
        left = f"只剩{s.days_left}天" if s.days_left else "今天就到头"
        return True, aid("第四十四条", f"离时效或者期限{left}，{later}", "（一）")
    if s.deadline_near and s.days_left is None:
        return True, aid("第四十四条", f"离时效或者期限不到七天，{later}", "（一）")
    if s.needs_preservation:
        said = f"要马上保全财产、保全证据或者请法院先让对方给钱的，{later}"
        return True, aid("第四十四条", said, "（二）")
    if held.get(Clause.URGENT):
        return True, held[Clause.URGENT][0]
    if s.deadline_passed:
        said = "照你说的，期限可能过了。先别放弃：催过、对方答应过、告过的，时效可能重新算，请今天就问律师。"
        return False, Reason(said, "民法典 第一百九十五条")
    return False, None


# 24, 29, 33, 39, 40: who applies


def standing(s: Situation) -> tuple[bool, Reason]:
    """Whether the person at the terminal may hand in the application, and why; if not, who may."""
    if s.matter is Matter.COMPULSORY_TREATMENT:
        return True, aid("第二十八条", "这件事不用谁来申请，法院会通知派律师。你也可以提醒法院。")
    if s.standing is Standing.SELF:
        return True, _for_oneself(s)
    if reason := _for_another(s):
        return True, reason
    return False, _who_instead(s)


def _for_oneself(s: Situation) -> Reason:
    if s.detained:
        return aid("第三十九条", "关在里面的人，把申请交给民警或者值班律师，他们要在24小时内转给援助中心。")
    if s.needs_guardian:
        # Article 40 lets the guardian apply and does not forbid the child to come alone, who may have reason to.
        said = "你可以先交。一般由监护人替你申请，援助中心会帮你联系；监护人欺负你的，别的近亲属可以替你。"
        return aid("第四十条", said)
    return aid("第二十四条" if s.matter in DEFENCE else _basis(s), "你自己的事，你自己就可以申请。")


def _for_another(s: Situation) -> Reason | None:
    near = "配偶、父母、子女、同胞兄弟姐妹" if s.matter in CRIMINAL else "配偶、父母、子女、兄弟姐妹、祖孙"
    guardian = s.standing in (Standing.GUARDIAN, Standing.OTHER_GUARDIAN) and not _harmful(s)
    relative = s.standing is Standing.RELATIVE
    rows = [
        (
            (guardian or relative) and s.detained,
            aid("第四十条", f"他被关着，法定代理人、近亲属（{near}）都可以替他申请。"),
        ),
        (
            guardian and s.needs_guardian,
            aid("第四十条", "他自己不能或者不能完全做主，由法定代理人（监护人）替他申请。"),
        ),
        (
            relative and s.needs_guardian and s.guardian_harms,
            aid("第四十条", f"监护人侵害他的权益，近亲属（{near}）可以替他申请。"),
        ),
        (
            relative and s.matter is Matter.CRIMINAL_SUSPECT,
            aid("第二十四条", f"刑事案子，近亲属（{near}）可以替他申请辩护律师。"),
        ),
        (
            relative and s.matter is Matter.CRIMINAL_VICTIM and s.victim is Victim.PUBLIC,
            aid("第二十九条", f"被害人的近亲属（{near}）可以申请。"),
        ),
        (
            relative and s.retrial_ordered,
            aid("第三十三条", f"再审、抗诉的案子，近亲属（{near}）可以申请。"),
        ),
        (
            s.standing is Standing.DUTY_LAWYER and s.matter is Matter.CRIMINAL_SUSPECT,
            aid("第三十九条", "值班律师收到申请，要在24小时内转给援助中心。"),
        ),
        (
            s.authorised and not s.needs_guardian,
            Reason("他本人签了授权委托书的，你可以拿着委托书替他申请。", "法律援助条例 第十七条"),
        ),
    ]
    return next((reason for holds, reason in rows if holds), None)


def _who_instead(s: Situation) -> Reason:
    if _harmful(s):
        return aid("第四十条", "监护人自己侵害了他的权益，不能替他申请，要由别的监护人或者近亲属来申请。")
    if s.needs_guardian:
        said = "要由他的监护人来申请；监护人侵害他的，别的监护人或者近亲属可以来。先告诉工作人员。"
        return aid("第四十条", said)
    if s.detained:
        return aid("第四十条", "要由他的近亲属来申请，或者他在里面把申请交给民警、值班律师。")
    said = "要由他本人申请。来不了的，写一张授权委托书让你带来，或者约工作人员上门。"
    return aid(_basis(s), said)


def _harmful(s: Situation) -> bool:
    """Whether the person at the terminal is the guardian who does harm to the party (40)."""
    return s.guardian_harms and s.needs_guardian and s.standing is Standing.GUARDIAN


# 13, 38, 39: where

_PLACES = {
    CaseIn.COUNTY: "就在本县，在本站交就行，本站转给县法律援助中心。",
    CaseIn.CHUANYU: "那边在川渝，本站帮你填好转过去（川渝通办），也可以自己找那边的援助中心。",
    CaseIn.ELSEWHERE: "那边在外地，本站帮你填好、印出来，打12348问到那边的援助中心交。",
    CaseIn.UNKNOWN: "拿不准的，先在本站填，工作人员帮你看该交到哪里。",
}


def where(s: Situation, notified: bool) -> Reason:
    """Where the application goes (38): by the place of the authority or of what happened, never by the household register."""
    if notified:
        return aid("第三十六条", "不用跑：办案的公安、检察院、法院要在三天内通知当地的法律援助机构。")
    if s.detained and s.standing is Standing.SELF:
        return aid("第三十九条", "交给看守所、监狱的民警或者值班律师，24小时内转到法律援助机构。")
    if s.stage is Stage.COURT or s.matter in CRIMINAL:
        rule = "打官司的事，交到办案的法院、检察院、公安所在地的法律援助中心。"
    elif s.stage is Stage.AUTHORITY:
        rule = "没到法院的事（仲裁、复议、调解），交到处理这件事的机关所在地，或者事情发生地的法律援助中心。"
    else:
        rule = "还没开始的：准备打官司，交到那家法院所在地；不打官司，交到事情发生地的法律援助中心。"
    return aid("第三十八条", rule + _PLACES[s.case_in])
