"""What an applicant for legal aid takes home: papers to bring (all of them, once), how it goes on, and every way on.

The statute asks that what is missing be told once and completely (43). What an application needs is an identity paper,
proof of who may act for another, proof of hardship and papers of the case (法律援助条例 第十七条).
"""

from kiosk.services.legal_aid.answer import Covered, Means, Next, NextKind, Paper, Reason
from kiosk.services.legal_aid.facts import (
    CIVIL,
    CRIMINAL,
    DEFENCE,
    CaseIn,
    Matter,
    Party,
    Relief,
    Situation,
    Stage,
    Standing,
)

_OF_THE_CASE = {
    Matter.STATE_COMPENSATION: "错拘、错判、受损害的文书，释放证明、无罪判决书等",
    Matter.SOCIAL_INSURANCE: "参保记录、申请低保或者待遇的材料、不给的通知书",
    Matter.PENSION: "能领抚恤金的证件、死亡或者伤残证明、不给的通知书",
    Matter.MAINTENANCE: "能看出两边关系的户口本、出生证、结婚证或者离婚文书，以前给钱的记录",
    Matter.LABOUR_RELATION: "工作证、工资流水、考勤、工友作证等能看出在哪里干活的东西",
    Matter.WAGES: "合同、欠条、考勤、工资流水、聊天记录，老板的名字和电话，有哪样带哪样",
    Matter.CAPACITY: "病历、残疾证、司法鉴定，能看出亲属关系的户口本",
    Matter.WORK_INJURY: "病历、诊断、工伤认定书、劳动能力鉴定，能看出在哪里干活的东西",
    Matter.TRAFFIC: "事故认定书、病历、发票、对方的车牌和保险",
    Matter.FOOD_DRUG: "买东西的单据、剩下的食品药品、病历、发票",
    Matter.MEDICAL: "病历、检查单、发票、鉴定意见",
    Matter.POLLUTION: "照片、损失清单、检测报告、举报和答复的记录",
    Matter.OTHER_CIVIL: "合同、借条、照片、聊天记录等能说明这件事的东西",
    Matter.ADMINISTRATIVE_OTHER: "处罚决定书、通知书等政府部门给的文书",
    Matter.RECONSIDERATION: "不服的那份决定书，收到它的日子",
    Matter.CRIMINAL_SUSPECT: "拘留通知书、逮捕通知书或者起诉书",
    Matter.CRIMINAL_VICTIM: "报警回执、立案通知、病历、起诉书，有哪样带哪样",
    Matter.COMPULSORY_TREATMENT: "法院的通知书、病历、鉴定意见",
}

_PROOF_OF_RELIEF = {
    Relief.SUBSISTENCE: "低保证",
    Relief.DESTITUTE: "特困供养证",
    Relief.OTHER_SOCIAL: "民政部门发的社会救助证明",
    Relief.JUDICIAL: "司法救助决定书",
    Relief.PREFERENTIAL: "优抚对象的证件（优待证、残疾军人证、遗属证等）",
}


def papers(s: Situation, means: Means, urgent: bool, may_apply: bool) -> tuple[Paper, ...]:
    """Everything to bring, the identity paper first. In urgent cases all but the form may follow (44)."""
    whose = "" if s.standing is Standing.SELF else "要援助的那个人的"
    rows = [
        Paper(f"{whose}身份证；没带、没办的，用户口本、临时身份证或者社保卡先登记", may_follow=True),
        Paper("法律援助申请表（在这台机器上填，签个字就行；写不来的由工作人员代写）"),
        *(Paper(text) for text in _for_another(s, may_apply)),
        *(Paper(text) for text in _of_means(s, means)),
        *(Paper(text) for text in _of_free(s)),
        Paper(_OF_THE_CASE[s.matter]),
    ]
    if s.stage is not Stage.NOT_BEGUN:
        rows.append(Paper("法院、仲裁委或者办案机关给的通知、传票、判决书"))
    if s.retrial_ordered:
        rows.append(Paper("再审决定书、裁定书或者抗诉书"))
    if urgent:
        rows = [Paper(row.text, may_follow=row.may_follow or n != 1) for n, row in enumerate(rows)]
    return tuple(rows)


def _for_another(s: Situation, may_apply: bool) -> list[str]:
    signed = ["他签字的授权委托书"] if not s.needs_guardian and (s.authorised or not may_apply) else []
    match s.standing:
        case Standing.SELF:
            return []
        case Standing.GUARDIAN | Standing.OTHER_GUARDIAN:
            return ["你自己的身份证，和能看出你是监护人的户口本、出生证或者监护证明", *signed]
        case Standing.RELATIVE:
            return ["你自己的身份证，和能看出你们是亲属的户口本、结婚证或者村（居）委会证明", *signed]
        case Standing.DUTY_LAWYER:
            return ["律师执业证", *signed]
    return ["你自己的身份证", *signed]


def _of_means(s: Situation, means: Means) -> list[str]:
    found = ["重庆或者四川别处认定困难的那份文书"] if s.recognised_in_chuanyu else []
    if means.asks_income:
        return ["经济困难状况说明和个人诚信承诺（在这台机器上填），不用另外开证明", *found]
    if means is not Means.EXEMPT:
        return found if means is Means.RECOGNISED else []
    rows = [_PROOF_OF_RELIEF[relief] for relief in Relief if relief in s.relief]
    if s.migrant_worker and s.matter in (Matter.WAGES, Matter.WORK_INJURY):
        rows.append("能看出你是进城打工的东西（户口本、工牌、居住证、工友作证，有哪样带哪样）")
    if s.no_fixed_income and (s.disabled or s.sense_disability):
        rows.append("残疾证")
    if s.no_fixed_income:
        rows.append("没有固定生活来源的说明（村、居委会写的，或者自己写了签字）")
    return rows or ["能证明不用查困难的证件"]


def _of_free(s: Situation) -> list[str]:
    facts = [
        (s.abused, "报警回执、告诫书、保护令、伤情照片、病历、妇联或村上的记录，有哪样带哪样；没有也先申请"),
        (s.hero_deed, "见义勇为的证书、认定书，或者派出所的证明"),
        (s.martyr_kin, "烈士证明书，和能看出亲属关系的户口本"),
        (s.acquitted_on_retrial, "再审改判无罪的判决书"),
    ]
    return [text for holds, text in facts if holds and s.matter not in DEFENCE]


def course(s: Situation, means: Means, urgent: bool, notified: bool) -> tuple[Reason, ...]:
    """How it goes on: what the centre owes and by when, what the applicant owes, what to do about a no."""

    def aid(article: str, text: str) -> Reason:
        return Reason(text, f"法律援助法 {article}")

    rows = []
    if notified:
        rows.append(aid("第三十六条", "办案机关三天内通知，法律援助机构接到通知三天内派律师。"))
    if s.detained:
        rows.append(aid("第三十九条", "在里面交的申请，24小时内转到法律援助机构。"))
    if urgent:
        rows.append(aid("第四十四条", "可以先派人办。过后要赶快补手续、补材料。"))
    rows += [
        aid("第四十三条", "收到申请七天内，给你答复：给还是不给。"),
        aid("第四十三条", "答复给的，三天内派好人。不给的，书面告诉你，讲明理由。"),
        aid("第四十三条", "材料差什么，一次给你说清。喊你补没补的，就当你不申请了，所以要按时补。"),
        aid("第二十条", "从头到尾不收钱，律师也不准收你的钱和东西。"),
    ]
    if means.asks_income:
        rows.append(aid("第六十四条", "家里的情况要说实话。骗来的援助要补交费用，还可能罚款，最多三千元。"))
    rows.append(aid("第四十九条", "不给或者半路停了，你不服的，向司法局提，五天内审查；还不服可以复议、打官司。"))
    return tuple(rows)


def ways(s: Situation, covered: Covered, means: Means, urgent: bool, may_apply: bool) -> tuple[Next, ...]:
    """Every way on, the best first. There is always the hotline and the station's lawyer, whoever asks and whatever for."""
    rows: list[Next] = []
    if s.deadline_passed:
        rows.append(_station_lawyer(urgent=True))
    if covered is not Covered.NO and may_apply:
        rows.append(_apply(s, covered, urgent))
    if covered is not Covered.NO and not may_apply:
        said = "走不动的老人、残疾人，可以约工作人员上门；也可以约好时间，陪他一起来。"
        rows.append(Next(NextKind.APPOINTMENT, "约他本人，或者约上门", said))
    rows += _elsewhere(s)
    rows.append(Next(NextKind.HOTLINE, "打12348问一问", "问法律不收钱，不管够不够援助的条件。"))
    if not s.deadline_passed:
        rows.append(_station_lawyer(urgent=False))
    if may_apply and (s.elderly or s.disabled or s.sense_disability):
        rows.append(Next(NextKind.APPOINTMENT, "约上门", "老人、残疾人走不动的，可以约工作人员到家里来。"))
    if covered is Covered.NO and may_apply and means is Means.ABOVE and not s.has_lawyer:
        said = "给不给由援助中心定，不给会写明理由，你还可以提异议。家里有特别难处的，写在说明里。"
        rows.append(Next(NextKind.APPLY, "还是想申请，也可以交", said))
    return tuple(rows)


def _apply(s: Situation, covered: Covered, urgent: bool) -> Next:
    if s.matter in DEFENCE:
        return Next(NextKind.APPLY, "申请辩护律师", "现在填好交上去，也等于提醒办案机关该派律师了。")
    if urgent:
        return Next(NextKind.APPLY, "今天就交，材料后补", "先填申请表交上去，工作人员会马上告诉援助中心。")
    if covered is Covered.UNCLEAR:
        return Next(NextKind.APPLY, "先交申请，由中心核对", "不想白填的，先打12348问一句，再回来填。")
    if s.case_in in (CaseIn.CHUANYU, CaseIn.ELSEWHERE):
        return Next(NextKind.APPLY, "在这里填好", "填好以后，工作人员帮你弄清该交到哪里。")
    return Next(NextKind.APPLY, "现在就申请", "在这台机器上填，差的材料以后可以补。")


def _elsewhere(s: Situation) -> list[Next]:
    """Ways beside a lawyer. No mediation is offered against whoever was violent: 反家庭暴力法 has the protection order."""
    rows = []
    if s.abused:
        said = "有危险先打110。可以请法院出人身安全保护令，站里律师帮你写。"
        rows.append(Next(NextKind.STATION_LAWYER, "先保安全", said))
    if s.matter in (
        Matter.ADMINISTRATIVE_OTHER,
        Matter.RECONSIDERATION,
        Matter.SOCIAL_INSURANCE,
        Matter.PENSION,
    ):
        said = "不服政府部门的决定，知道那天起六十天内可以申请复议，不收钱，本站可以填。"
        rows.append(Next(NextKind.RECONSIDERATION, "申请行政复议", said))
    if s.matter in CIVIL - {Matter.CAPACITY} and not s.abused:
        said = "请调解员把两边叫到一起谈，不收钱，谈成了可以请法院确认。"
        rows.append(Next(NextKind.MEDIATION, "请人民调解", said))
    if s.party is Party.ORGANISATION and s.matter not in CRIMINAL:
        rows.append(
            Next(NextKind.APPOINTMENT, "约律师谈企业的事", "公司、合作社的事，可以约律师当面问，问法律不收钱。")
        )
    return rows


def _station_lawyer(*, urgent: bool) -> Next:
    title = "今天就问站里的律师" if urgent else "问站里的律师、法律顾问"
    return Next(NextKind.STATION_LAWYER, title, "当面问、请他看材料、帮你写材料，都不收钱。")
