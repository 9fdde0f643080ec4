"""Conditions of forms: expressions of rule-engine over the answers, checked when a form is built, safe when it is filled in.

Names are the ids of questions with `_` for `-`; an identity number also gives `ID_age` and
`ID_sex`. What was not answered is null. Of rule-engine's language only what costs no time is taken: comparisons, `and`,
`or`, `not`, `in`, lists, sums, `.length`, and patterns with one group and one open repetition. A form is content, and
content must not be able to hold up a terminal.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from rule_engine import Context, Rule

from kiosk.services.errors import ConditionRefused
from kiosk.services.identity import IdentityRefused, age_on, parse

Scope = dict[str, Any]
_STRING = re.compile(r"""'[^'\\]*'|"[^"\\]*\"""")
_PLAIN = re.compile(r"[\w\s()\[\],.+\-<>=!~']*")
_ATTRIBUTES = {"length"}
_OPEN = re.compile(r"[*+?]|\{\d*,")  # two of these in a pattern, or one about a group, may take time without end
_GROUPS = re.compile(r"\)[*+?{]")


def name(id_: str) -> str:
    """The name of a question in an expression."""
    return id_.replace("-", "_")


@cache
def _rule(text: str) -> Rule:
    _plain(text)
    try:
        return Rule(text, context=Context(default_value=None))
    except Exception as error:  # not only rule-engine's own: 1/0, and what is nested too deep, are Python's
        raise ConditionRefused(f"not an expression: {text} ({error})") from error


def _plain(text: str) -> None:
    strings: list[str] = []

    def aside(found: re.Match[str]) -> str:
        strings.append(found[0][1:-1])
        return "''"

    bare = _STRING.sub(aside, text)
    named = set(re.findall(r"\.\s*([^\W\d]\w*)", bare))
    if not _PLAIN.fullmatch(bare) or re.search(r"<<|>>|\bfor\b", bare) or named - _ATTRIBUTES:
        raise ConditionRefused(f"more than a condition needs: {text}")
    for match in re.finditer(r"[=!]~~?\s*(''\s*($|\)|and\b|or\b))?", bare):
        pattern = strings[bare.count("''", 0, match.start())] if match[1] else None
        if pattern is None or len(_OPEN.findall(pattern)) > 1 or pattern.count("(") > 1 or _GROUPS.search(pattern):
            raise ConditionRefused(f"a pattern must be written out, with one group and one * or + at most: {text}")


def check(text: str, known: set[str]) -> None:
    """Look at an expression before it is used.

    Args:
        text: the expression.
        known: ids of the questions that it may name.

    Raises:
        ConditionRefused: it is no expression, or names a question that is not asked before.
    """
    names = {name(id_) for id_ in known}
    names |= {f"{n}_{part}" for n in names for part in ("age", "sex")}
    for symbol in _rule(text).context.symbols:
        if symbol not in names:
            raise ConditionRefused(f"there is no question “{symbol}” before it: {text}")


def holds(text: str, scope: Scope) -> bool:
    """Whether an expression holds; an empty one does. One that cannot be worked out for these answers does not."""
    if not text:
        return True
    try:
        return bool(_rule(text).matches(scope))
    except Exception:  # rule-engine lets Python's own errors through: null in place of a list, a text and a number
        return False


def scope(answers: Mapping[str, Any], today: date) -> Scope:
    """The answers as expressions see them."""
    out: Scope = {name(id_): value for id_, value in answers.items()}
    for id_, value in answers.items():
        if isinstance(value, str) and len(value) == 18:
            try:
                identity = parse(value)
            except IdentityRefused:
                continue
            out[f"{name(id_)}_age"] = age_on(identity.born, today)
            out[f"{name(id_)}_sex"] = identity.sex
    return out
