"""What is asked of an applicant for legal aid: the facts that the statute's clauses turn on, and what the county adds.

All facts are of the person who needs the lawyer (the party), except `standing`: what the person at the terminal is to
the party. A fact that was not asked yet keeps its default, so that `assess` can answer after each question.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Matter(StrEnum):
    """What the trouble is about. The items of Article 31 that the law itself divides elsewhere are divided here too."""

    STATE_COMPENSATION = "state-compensation"  # 31 (一) 国家赔偿
    SOCIAL_INSURANCE = "social-insurance"  # 31 (二) 社会保险待遇、社会救助
    PENSION = "pension"  # 31 (三) 抚恤金
    MAINTENANCE = "maintenance"  # 31 (四) 赡养费、抚养费、扶养费
    LABOUR_RELATION = "labour-relation"  # 31 (五) 确认劳动关系
    WAGES = "wages"  # 31 (五) 支付劳动报酬
    CAPACITY = "capacity"  # 31 (六) 认定无或限制民事行为能力
    WORK_INJURY = "work-injury"  # 31 (七) 工伤事故
    TRAFFIC = "traffic"  # 31 (七) 交通事故
    FOOD_DRUG = "food-drug"  # 31 (七) 食品药品安全事故
    MEDICAL = "medical"  # 31 (七) 医疗事故
    POLLUTION = "pollution"  # 31 (八) 环境污染、生态破坏
    OTHER_CIVIL = "other-civil"  # 31 (九) only where another law names it
    ADMINISTRATIVE_OTHER = "administrative-other"
    RECONSIDERATION = "reconsideration"
    CRIMINAL_SUSPECT = "criminal-suspect"  # 24, 25: 犯罪嫌疑人、被告人
    CRIMINAL_VICTIM = "criminal-victim"  # 29
    COMPULSORY_TREATMENT = "compulsory-treatment"  # 28 强制医疗


DEFENCE = frozenset({Matter.CRIMINAL_SUSPECT, Matter.COMPULSORY_TREATMENT})
CRIMINAL = DEFENCE | {Matter.CRIMINAL_VICTIM}
PUBLIC_LAW = frozenset(
    {
        Matter.STATE_COMPENSATION,
        Matter.SOCIAL_INSURANCE,
        Matter.PENSION,
        Matter.ADMINISTRATIVE_OTHER,
        Matter.RECONSIDERATION,
    }
)
CIVIL = frozenset(Matter) - CRIMINAL - PUBLIC_LAW


class Party(StrEnum):
    """Who needs the lawyer."""

    CITIZEN = "citizen"  # a sole trader (个体工商户) is one
    FOREIGNER = "foreigner"  # 69: foreigners and stateless persons
    ORGANISATION = "organisation"  # a company, a co-operative


class Standing(StrEnum):
    """What the person at the terminal is to the party."""

    SELF = "self"
    GUARDIAN = "guardian"  # 法定代理人: parents of a minor, guardians (民法典 第二十三条)
    OTHER_GUARDIAN = "other-guardian"  # another guardian than the one that does harm
    RELATIVE = "relative"  # 近亲属
    DUTY_LAWYER = "duty-lawyer"  # 值班律师
    OTHER = "other"  # a friend, a neighbour, the village committee


class Victim(StrEnum):
    """How a victim takes part in a criminal case (29)."""

    PUBLIC = "public"  # 公诉案件的被害人
    PRIVATE = "private"  # 自诉人
    CLAIMANT = "claimant"  # 附带民事诉讼的原告人


class Relief(StrEnum):
    """What the party receives or was recognised for (42 (二))."""

    SUBSISTENCE = "subsistence"  # 低保
    DESTITUTE = "destitute"  # 特困供养
    OTHER_SOCIAL = "other-social"  # 临时救助, 受灾, 医疗 and other 社会救助
    JUDICIAL = "judicial"  # 司法救助
    PREFERENTIAL = "preferential"  # 优抚对象


class Stage(StrEnum):
    """How far the matter has come (38)."""

    NOT_BEGUN = "not-begun"
    COURT = "court"  # also police and procuracy: an authority that handles a case (办案机关)
    AUTHORITY = "authority"  # arbitration, reconsideration, mediation, a social insurance office: no litigation


class CaseIn(StrEnum):
    """Where that authority is, or where it happened."""

    COUNTY = "county"
    CHUANYU = "chuanyu"  # elsewhere in Sichuan or Chongqing
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


class Clause(StrEnum):
    """The statute's open items, which other laws and regulations fill: 法律、法规、规章规定的其他……"""

    NOTIFIED = "25-7"
    COVERED = "31-9"
    NO_MEANS_TEST = "32-5"
    EXEMPT = "42-4"
    URGENT = "44-3"


@dataclass(slots=True, frozen=True)
class LocalRule:
    """What a law or regulation adds to an open item; content, so that staff publish Sichuan's own rules."""

    id: str
    clause: Clause
    text: str  # plain Chinese, as a reason to be told
    article: str  # "四川省法律援助条例 第十条"
    matters: frozenset[Matter] = frozenset(Matter)  # for which it holds


@dataclass(slots=True, frozen=True)
class Standard:
    """The standard of economic hardship (34): content, adjusted from time to time."""

    monthly_income_fen: int  # a month and a head of the household, up to and including
    source: str  # "川司法发〔2022〕…号"
    since: date
    chuanyu: bool  # whether a finding of hardship made in Chongqing or elsewhere in Sichuan is taken over (川渝通办)


@dataclass(slots=True, frozen=True)
class Situation:
    """The facts. Money in 分 a month for the whole household; days counted from today, today's last day being 0."""

    matter: Matter
    party: Party = Party.CITIZEN
    has_lawyer: bool = False  # the party has retained one
    retrial_ordered: bool = False  # 33: the court has ordered a retrial, or the procuracy has protested
    # who the party is
    minor: bool = False  # under 18
    elderly: bool = False  # 60 and over (老年人权益保障法 第二条)
    disabled: bool = False
    lacks_capacity: bool = False  # an adult who does not (fully) know what he does (不能完全辨认自己行为): 25 (三), 40
    no_fixed_income: bool = False
    relief: frozenset[Relief] = frozenset()
    migrant_worker: bool = False  # 进城务工人员
    military: bool = False  # soldiers, their families, survivors (军人地位和权益保障法 第六十一条)
    veteran: bool = False
    # what the matter is about, beside its kind
    abused: bool = False  # rights against whoever abused, abandoned or was violent at home: 32 (四)
    hero_deed: bool = False  # civil rights out of 见义勇为: 32 (二)
    martyr_kin: bool = False  # near kin of a hero or martyr, for that one's name, likeness, honour: 32 (一)
    acquitted_on_retrial: bool = False  # 32 (三)
    # criminal cases
    victim: Victim = Victim.PUBLIC
    detained: bool = False  # in custody, in prison, in compulsory drug rehabilitation
    sense_disability: bool = False  # sight, hearing or speech: 25 (二)
    grave_sentence: bool = False  # life or death may be the sentence: 25 (四)
    death_review: bool = False  # 死刑复核: 25 (五)
    in_absence: bool = False  # 缺席审判: 25 (六)
    # means
    household_members: int | None = None
    household_monthly_fen: int | None = None
    recognised_in_chuanyu: bool = False  # holds a finding of hardship from Chongqing or elsewhere in Sichuan
    # urgency
    days_left: int | None = None  # until a limitation period or time limit ends; below zero when it is over
    deadline_near: bool = False  # fewer than seven days are left, said without counting; `days_left` goes before it
    needs_preservation: bool = False  # property or evidence preservation, advance enforcement (先予执行)
    # who applies, and where
    standing: Standing = Standing.SELF
    authorised: bool = False  # holds a power of attorney (授权委托书) that the party signed
    guardian_harms: bool = False  # the guardian himself harms the party: 40
    stage: Stage = Stage.NOT_BEGUN
    case_in: CaseIn = CaseIn.UNKNOWN
    local: frozenset[str] = frozenset()  # ids of local rules that apply

    @property
    def needs_guardian(self) -> bool:
        """Whether the party cannot, or not fully, act for himself in law (民法典 第十九条 to 第二十二条)."""
        return self.minor or self.lacks_capacity

    @property
    def deadline_passed(self) -> bool:
        """Whether the limitation period or time limit seems to be over already."""
        return self.days_left is not None and self.days_left < 0
