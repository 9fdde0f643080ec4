"""Conditions of forms: expressions of rule-engine over the answers, checked when a form is built, safe when it is filled in.

Names are the ids of questions with `_` for `-`; an identity number also gives `ID_age` and
`ID_sex`. What was not answered is null.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import rule_engine
from rule_engine import Context, Rule
from rule_engine.errors import EngineError

from kiosk.services.errors import ConditionRefused
from kiosk.services.identity import IdentityRefused, age_on, parse

Scope = dict[str, Any]


def name(id_: str) -> str:
    """The name of a question in an expression."""
    return id_.replace("-", "_")


@cache
def _rule(text: str) -> Rule:
    try:
        return Rule(text, context=Context(default_value=None))
    except EngineError as error:
        raise ConditionRefused(f"not an expression: {text} ({error})") from error


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
    except rule_engine.errors.EvaluationError:
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
