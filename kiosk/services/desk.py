"""The desk: a form from its first question to a receipt, each answer saved as it is given.

A `Case` is one form that one person fills in. Its id is the draft's and the submission's, so that nothing is handed in twice,
whatever happens between the touch and the receipt.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import uuid6

from kiosk.services.assessments import ASSESSMENTS, Rules
from kiosk.services.errors import NothingToAdd
from kiosk.services.filling import Filling
from kiosk.services.form import Form, Kind
from kiosk.services.library import Forms
from kiosk.services.verdict import Verdict
from kiosk.store.model import Attachment, Draft, Submission, now
from kiosk.store.receipt import Receipt
from kiosk.store.store import Store

_BRIEFLY = timedelta(hours=1)  # a form that keeps no drafts can be taken up after a power cut, not the next day


@dataclass(slots=True, frozen=True)
class Earlier:
    """Something handed in before, to which a form adds."""

    id: str  # of its record
    matter: str
    asked: int = 0  # the version of the step by which the centre asked for papers
    papers: tuple[str, ...] = ()  # that it asked for
    identity: str = field(default="", repr=False)  # the end of the number that the person has shown to be hers


class Desk:
    """Begins cases and takes them up again. `open_store` is called when the first one needs it."""

    def __init__(self, forms: Forms, open_store: Callable[[], Store], rules: Rules) -> None:
        self.forms = forms
        self.rules = rules
        self._open = open_store
        self._store: Store | None = None

    @property
    def store(self) -> Store:
        """The store; opened when first asked for.

        Raises:
            StoreError: it cannot be opened; its sentence is for the citizen.
        """
        if self._store is None:
            self._store = self._open()
        return self._store

    def begin(
        self,
        form_id: str,
        given: Mapping[str, Any] | None = None,
        *,
        on_paper: bool = False,
        earlier: Earlier | None = None,
    ) -> "Case":
        """A new case.

        Args:
            form_id: of the form.
            given: answers that are known already (from a guide, another form).
            on_paper: the person signs what is printed; the record says so.
            earlier: what a form that adds is about.

        Raises:
            KeyError: there is no such form.
            NothingToAdd: it adds to something handed in before, and nothing is named.
            StoreError: nothing could be kept, so nothing is begun.
        """
        form = self.forms.form(form_id)
        if form.adds and earlier is None:
            raise NothingToAdd(f"{form_id} adds to something handed in before", "请先查到您原来交的那一份，再补材料。")
        return Case(self.store, form, str(UUID(int=uuid6.uuid7().int)), given, self.rules, on_paper, earlier)

    def resume(self, code: str = "", identity: str = "") -> "Case | None":
        """Take a draft up again by the code on its slip, or by the identity number it was begun with."""
        draft = self.store.resume(code) if code else self.store.resume_by_identity(self.store.identity_mark(identity))
        if draft is None or draft.form not in self.forms.ids():
            return None
        return self._again(draft)

    def sweep(self) -> int:
        """Take away what the centre has had for as long as each form says; returns how many records. Raises StoreError."""
        return sum(self.store.sweep(now(), self.forms.form(id_).keep_days, id_) for id_ in self.forms.ids())

    def end_visit(self) -> None:
        """The visit is over: what was neither kept nor handed in goes."""
        if self._store is not None:
            self._store.end_visit()

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _again(self, draft: Draft) -> "Case":
        case = Case(self.store, self.forms.form(draft.form), draft.id, draft.answers, self.rules)
        case.attachments.update({a.sha256: a for a in draft.attachments})
        return case


class Case:
    """One form being filled in by one person."""

    def __init__(
        self,
        store: Store,
        form: Form,
        id_: str,
        answers: Mapping[str, Any] | None,
        rules: Rules,
        on_paper: bool = False,
        earlier: Earlier | None = None,
    ) -> None:
        self.id = id_
        self.form = form
        self.earlier = earlier
        self.filling = Filling(form, answers, on_paper=on_paper)
        self.attachments: dict[str, Attachment] = {}
        self._store = store
        self._rules = rules

    def answer(self, given: Any) -> None:
        """Answer the question of now; it is saved before this returns.

        Raises:
            AnswerRefused: the answer cannot be used; the question stays.
            StoreError: it could not be saved; the answer is still held for this visit.
        """
        self.filling.submit(given)
        self.save()

    def put(self, content: bytes, media_type: str, label: str) -> dict[str, str]:
        """Keep a photo or a signature; returns what the answer holds of it.

        Raises:
            StoreError: it could not be kept.
        """
        kept = self._store.put(content, media_type, label)
        self.attachments[kept.sha256] = kept
        return {"sha256": kept.sha256, "label": label}

    def signature(self) -> bytes | None:
        """The signature as a PNG, or None where there is none. Raises StoreError."""
        for question in self.form.question:
            value = self.filling.answer(question.id)
            if question.kind is Kind.SIGNATURE and value:
                return self._store.read(value["sha256"])
        return None

    def save(self) -> None:
        """Save the draft as it stands. Raises StoreError."""
        self._store.save_draft(
            self.id,
            self.form.id,
            str(self.form.version),
            self.filling.draft(),
            self._used(self.filling.draft()),
            None,
            self._expires(),
            identity=self._identity(self.filling.draft()),
        )

    def keep(self) -> str:
        """Keep the draft beyond the visit; returns the code to take it up again. Raises StoreError."""
        code = self._store.new_resume_code()
        answers = self.filling.draft()
        self._store.save_draft(
            self.id, self.form.id, str(self.form.version), answers, self._used(answers), code, self._expires(),
            identity=self._identity(answers),
        )  # fmt: skip
        return code

    def verdict(self) -> Verdict | None:
        """What the form's rules say of the answers so far; None for a form without rules."""
        if not self.form.assessment:
            return None
        answers = {line.question.id: line.value for line in self.filling.summary()}  # not those of a way left again
        return ASSESSMENTS[self.form.assessment](answers, self._rules, self.filling.today())

    def submit(self) -> Receipt:
        """Hand it in; returns once it is durable. A second time gives the same receipt.

        Raises:
            FormIncomplete: a question is open; the filling stands at it.
            SlotTaken: the appointment's time was booked meanwhile.
            StoreError: it could not be kept; everything is still there.
        """
        answers = self.filling.data()
        data: dict[str, Any] = {"answers": answers}
        verdict = self.verdict()
        if verdict is not None:
            data["assessment"] = verdict.kept()
        if self.filling.on_paper:
            data["signed"] = "on paper"
        if self.earlier is not None:
            data["asked"] = self.earlier.asked
        slots = [answers[q.id] for q in self.form.question if q.kind is Kind.SLOT and q.id in answers]
        return self._store.submit(
            Submission(
                key=self.id,
                kind=self.earlier.matter if self.earlier else self.form.matter,
                form=self.form.id,
                form_version=str(self.form.version),
                data=data,
                attachments=self._used(answers),
                about=self.earlier.id if self.earlier else None,
                booking=slots[0] if slots else None,
                identity=self._identity(answers) or (self.earlier.identity if self.earlier else ""),
            )
        )

    def _expires(self) -> Any:
        return now() + (timedelta(days=self.form.draft_days) if self.form.draft_days else _BRIEFLY)

    def _identity(self, answers: Mapping[str, Any]) -> str:
        found = [answers[q.id] for q in self.form.question if q.kind is Kind.IDENTITY and answers.get(q.id)]
        return str(found[0]) if found else ""

    def _used(self, answers: Mapping[str, Any]) -> tuple[Attachment, ...]:
        """The files that the answers refer to, in their order, each once."""
        named: dict[str, Attachment] = {}
        for question in self.form.question:
            value = answers.get(question.id)
            items = value if question.kind is Kind.PHOTOS else [value] if question.kind is Kind.SIGNATURE else []
            for item in items or []:
                if item and item["sha256"] in self.attachments:
                    named[item["sha256"]] = self.attachments[item["sha256"]]
        return tuple(named.values())
