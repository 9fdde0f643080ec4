"""Citations: the ones that people type (民法典1042条), and the ones that statutes hold (依照本法第三十条)."""

import re
from dataclasses import dataclass

from kiosk.law.model import short_title
from kiosk.law.numerals import ARTICLE, NUMERAL, to_int

_TYPED = re.compile(
    rf"^[《〈]?(?P<title>[^《》〈〉\d第]*?(?:第.{{1,3}}号)?[^《》〈〉\d]*?)[》〉]?\s*(?:的|里|中)?\s*"
    rf"第?\s*(?P<number>{NUMERAL})\s*条(?:\s*之\s*(?P<sub>[一二三四五六七八九十\d]+))?(?:.*)$"
)
_NAMED = re.compile(r"《([^《》]{2,60})》")
_GAP = re.compile(r"^(?:（[^（）]{1,20}）)?的?$")
_SELF = ("本法", "本条例", "本规定", "本办法", "本解释", "本规则", "本细则", "本法典", "本规范", "本实施办法")
_LISTED = re.compile(rf"^[、和及至到或与]\s*第\s*{NUMERAL}\s*条")


@dataclass(slots=True, frozen=True)
class Typed:
    """A citation as typed: a title in whatever form (may be empty), and the article."""

    title: str
    number: int
    sub: int


@dataclass(slots=True, frozen=True)
class Link:
    """A citation inside a text: where it stands, which statute (empty: the same one) and article."""

    start: int
    end: int
    title: str
    number: int
    sub: int


def typed(query: str) -> Typed | None:
    """Read a query as a citation, or say that it is none.

    >>> typed("刑法133条之一")
    Typed(title='刑法', number=133, sub=1)
    """
    match = _TYPED.match(query.strip())
    if not match:
        return None
    try:
        number = to_int(match["number"])
        sub = to_int(match["sub"]) if match["sub"] else 0
    except ValueError:
        return None
    if not 0 < number < 10000 or sub > 99:
        return None
    return Typed(short_title(match["title"].strip(" 的")), number, sub)


def links(text: str) -> list[Link]:
    """Every citation of an article in a text, in order.

    A title in 《》 just before the article names the statute; 本法 and its like, or nothing, mean the same statute.
    A list (第八条、第九条) keeps the statute of its first member.
    """
    found: list[Link] = []
    named = [(m.end(), short_title(m[1])) for m in _NAMED.finditer(text)]
    for match in ARTICLE.finditer(text):
        title = next((name for end, name in named if _GAP.match(text[end : match.start()])), "")
        if not title and found and found[-1].title:
            between = text[found[-1].end : match.end()]
            if _LISTED.match(re.sub(r"^第.{1,3}款", "", between)):
                title = found[-1].title
        if not title and _foreign(text[: match.start()]):
            continue
        try:
            number, sub = to_int(match[1]), to_int(match[2]) if match[2] else 0
        except ValueError:
            continue
        if 0 < number < 10000:
            found.append(Link(match.start(), match.end(), title, number, sub))
    return found


_OTHER = re.compile(r"(?<!本)(?:法|条例|规定|办法|宪法|刑法)$")


def _foreign(before: str) -> bool:
    """Whether the words before an article name another statute without 《》 (刑法第十七条 in an amendment)."""
    return bool(_OTHER.search(before)) and not before.endswith(_SELF)
