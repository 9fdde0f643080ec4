"""Forms read from `forms/ID.toml` and checked: every slip is told by file and line, conditions and papers included."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.guides.source import Telling, find, whole
from kiosk.services import conditions
from kiosk.services.assessments import ASSESSMENTS
from kiosk.services.errors import ConditionRefused
from kiosk.services.form import Form, Kind, Question
from kiosk.services.paper import OFFICES


def read_forms(root: Path, told: Telling, services: set[str]) -> list[Form]:
    """The forms of a content folder; slips are added to `told`. A form with slips is left out.

    Args:
        root: the content folder.
        told: what slips are told to.
        services: the ids of the services there are.
    """
    out: list[Form] = []
    for path in sorted(root.glob("forms/*.toml")):
        for form in whole(path, root, Form, told):
            slips = list(_slips(root, form, services))
            told.refused += slips
            if not slips:
                out.append(form)
    return out


def _slips(root: Path, form: Form, services: set[str]) -> Iterator[tuple[str, int, str]]:
    file = f"forms/{form.id}.toml"
    if bool(form.service) != bool(form.matter):
        yield file, 0, "service and matter: both, or neither where it adds to what was handed in before"
    if form.service and form.service not in services:
        yield file, find(root, file, f'"{form.service}"'), f"service: there is no “{form.service}”"
    if form.assessment and form.assessment not in ASSESSMENTS:
        yield file, find(root, file, f'"{form.assessment}"'), f"assessment: there is no “{form.assessment}”"
    if form.paper and form.paper not in OFFICES:
        yield file, find(root, file, f'"{form.paper}"'), f"paper: there is no “{form.paper}”"
    if form.signed and form.question[-1].kind is not Kind.SIGNATURE:
        yield file, 0, "a signed form ends with a signature"
    before: set[str] = set()
    for question in form.question:
        at = find(root, file, f'id = "{question.id}"')
        if question.id in before:
            yield file, at, f"{question.id}: stands twice"
        if question.kind in (Kind.ONE, Kind.MANY) and len(question.choice) < 2:
            yield file, at, f"{question.id}: at least two choices"
        if question.kind is Kind.ASSESSMENT and not form.assessment:
            yield file, at, f"{question.id}: the form names no assessment"
        if question.kind is Kind.TELL and not question.text:
            yield file, at, f"{question.id}: a page that tells needs text"
        if question.kind is Kind.SLOT and not question.slots:
            yield file, at, f"{question.id}: an appointment needs a timetable (slots)"
        yield from _conditions(file, at, question, before)
        before.add(question.id)


def _conditions(file: str, at: int, question: Question, before: set[str]) -> Iterator[tuple[str, int, str]]:
    expressions = [(question.when, before), *((m.rule, before | {question.id}) for m in question.must)]
    for expression, known in expressions:
        if expression:
            try:
                conditions.check(expression, known)
            except ConditionRefused as error:
                yield file, at, f"{question.id}: {error}"
