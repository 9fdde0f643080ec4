"""The terminal's end and the real centre (Django, in this process): enrolled with a code, delivered, answered, restored."""

import pytest
from central.county import County
from central.inprocess import URL, session
from django.core.cache import cache

from kiosk import enrolment
from kiosk.store.model import Submission, now
from kiosk.store.store import open_store
from sync import wire
from sync.central.cases import files, work
from sync.central.cases.models import Attachment, Case, Record
from sync.central.fleet import commands, feed, keys
from sync.central.fleet.models import Key, Terminal
from sync.central.people.models import Role
from sync.signing import TerminalKey
from sync.terminal.centre import Centre
from sync.terminal.enrol import enrol
from sync.terminal.errors import Refused, Revoked
from sync.terminal.hello import Report
from sync.terminal.round import Round

pytestmark = pytest.mark.django_db

BIG = bytes(range(256)) * 12_000


@pytest.fixture
def county():
    cache.clear()
    return County()


@pytest.fixture
def home(tmp_path, county):
    home = tmp_path / "home"
    enrol(home, URL, keys.issue_code(county.terminal, None), session())
    return home


@pytest.fixture
def store(home, county):
    with open_store(home / "store", terminal=county.terminal.number, station="马踏镇工作站") as store:
        yield store


@pytest.fixture
def terminal(home, store):
    def report():
        return Report("legal-kiosk/0.1", [wire.Pack(id="starter", version="2026.11")],
                      [wire.Health(part="printer", state="ok")], 5000)  # fmt: skip

    def make(wires=(1, 2)):
        told = enrolment.load(home)
        way = Centre(URL, TerminalKey.read(enrolment.key(home)), told.key, session=session())
        return Round(store, way, report, home, wires=wires)

    return make


@pytest.fixture
def submit(store):
    def submit(key, *contents, **more):
        kept = tuple(store.put(content, "image/jpeg", f"照片{i}") for i, content in enumerate(contents))
        fields = {
            "key": key, "kind": "mediation", "form": "mediation", "form_version": "1",
            "data": {"answers": {"name": "钟秀英", "phone": "13890610001"}}, "attachments": kept,
        }  # fmt: skip
        return store.submit(Submission(**(fields | more)))

    return submit


@pytest.mark.parametrize("wires", [(1, 1), (1, 2)])
def test_what_is_handed_in_becomes_cases_with_their_files(terminal, submit, store, wires):
    photo, big = f"photo {wires}".encode(), BIG + bytes(wires)  # the centre keeps a content once, also over tests
    one, two = submit("a", photo, big), submit("b")
    supplement = submit("c", photo, about=one.id)
    told = terminal(wires).run()
    assert (told.delivered, told.waiting, told.missed, told.refused) == (3, 0, 0, 0)
    assert {str(id_) for id_ in Record.objects.values_list("id", flat=True)} == {one.id, two.id, supplement.id}
    assert Case.objects.count() == 2
    assert {files.read(a.sha256) for a in Attachment.objects.all()} == {photo, big}
    assert store.delivered() == []
    assert store.link("trouble") == store.link("differing") == ""
    assert int(store.link("ledger")) == 6


def test_steps_messages_and_commands_come_back(terminal, submit, store, county):
    receipt = submit("a")
    around = terminal()
    around.run()
    case = Case.objects.get()
    step = {"record": receipt.id, "version": 5, "step": "working", "label": "正在办", "at": now().isoformat()}
    feed.send([county.terminal], wire.ItemKind.STATUS, step)
    feed.send([county.terminal], wire.ItemKind.MESSAGE, {"record": receipt.id, "text": "请带原件"})
    around.poll()
    assert store.steps(receipt.id)[-1].label == "正在办"
    assert [m.text for m in store.messages(receipt.id)] == ["请带原件"]
    assert case.number == receipt.number
    around.run()
    assert Terminal.objects.get(pk=county.terminal.pk).cursor == store.cursor()


def test_the_centre_sees_how_the_terminal_is(terminal, submit, county):
    around = terminal()
    submit("a")
    around.run()
    around.run()
    row = Terminal.objects.get(pk=county.terminal.pk)
    assert (row.delivered, row.waiting, row.disk_free_mb) == (1, 0, 5000)
    assert row.content == [{"id": "starter", "version": "2026.11"}]
    assert abs(row.clock_error_s) < 60


def test_a_revoked_key_is_told_and_a_new_one_goes_on(terminal, submit, store, home, county):
    terminal().run()
    keys.revoke(Key.objects.get(), None, "lost")
    receipt = submit("a")
    with pytest.raises(Revoked):
        terminal().run()
    enrol(home, URL, keys.issue_code(county.terminal, None), session())
    terminal().run()
    terminal().run()
    assert store.record(receipt.id).state.value in ("accepted", "already")
    assert store.link("notice") == ""


def test_the_same_code_twice_gives_the_same_terminal(tmp_path, county):
    home = tmp_path / "other"
    code = keys.issue_code(county.terminal, None)

    class Pulled(BaseException):
        pass

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(enrolment, "take_over", lambda *_: (_ for _ in ()).throw(Pulled))
        with pytest.raises(Pulled):
            enrol(home, URL, code, session())
    told = enrol(home, URL, code, session())
    assert told.key == Key.objects.get(revoked_at=None).id


def test_a_centre_from_before_it_knew_this_key_changes_nothing_here(terminal, submit, store):
    Key.objects.all().delete()
    receipt = submit("a")
    with pytest.raises(Refused) as caught:
        terminal().run()
    assert caught.value.code == store.link("trouble") == "unknown-key"
    assert store.record(receipt.id).state.value == "waiting"


def test_a_centre_restored_from_a_backup_gets_back_what_it_lost(terminal, submit, store, county):
    around = terminal()
    submit("a", b"photo")
    around.run()
    feed.send([county.terminal], wire.ItemKind.MESSAGE, {"text": "一"})
    around.run()
    backup = Terminal.objects.filter(pk=county.terminal.pk).values().get()
    lost = submit("b", b"another photo")
    around.run()
    around.run()
    # What came after the backup is gone.
    record = Record.objects.get(pk=lost.id)
    Attachment.objects.filter(record=record).delete()
    case = record.case
    record.delete()
    if case:
        case.changes.all().delete()
        case.delete()
    Terminal.objects.filter(pk=county.terminal.pk).update(**{k: v for k, v in backup.items() if k != "id"})
    told = around.run()
    assert told.missed == 1
    assert Record.objects.filter(pk=lost.id).exists()
    assert not Attachment.objects.filter(arrived_at=None).exists()
    assert store.cursor() == 1
    around.run()
    assert store.link("notice") == ""


def test_a_copied_disk_is_noticed_and_both_deliver(home, store, terminal, submit, tmp_path, county):
    import shutil

    terminal().run()
    store._base.checkpoint()
    shutil.copytree(home / "store", tmp_path / "copy" / "store", ignore=shutil.ignore_patterns("open"))
    first = submit("a")
    terminal().run()
    with open_store(tmp_path / "copy" / "store", terminal=county.terminal.number, station="马踏镇工作站") as other:
        told = enrolment.load(home)
        way = Centre(URL, TerminalKey.read(enrolment.key(home)), told.key, session=session())
        second = other.submit(
            Submission("b", "mediation", "mediation", "1", {"answers": {"name": "罗桂芳", "phone": "13890610002"}})
        )
        Round(other, way, lambda: Report("legal-kiosk/0.1"), tmp_path / "copy").run()
        assert other.link("notice") == "forked"
        assert other.record(second.id).state.value == "accepted"
    assert {str(id_) for id_ in Record.objects.values_list("id", flat=True)} == {first.id, second.id}


def test_staff_wipe_a_terminal_from_afar(terminal, submit, store, county):
    around = terminal()
    receipt = submit("a", b"photo")
    commands.wipe(county.terminal, None)
    around.run()
    assert store.record(receipt.id).data is None
    assert store.record(receipt.id).state.value == "accepted"


def test_an_application_a_paper_asked_for_its_photo_and_the_decision(terminal, submit, store, county):
    chief, officer = county.staff("chief", Role.INTAKE), county.staff("officer", Role.OFFICER, desk="legal-aid")
    receipt = submit("a", kind="legal-aid", form="legal-aid")
    around = terminal()
    around.run()
    case = Case.objects.get()
    case = work.triage(case.pk, chief, seen=case.version, desk="legal-aid")
    case = work.start(case.pk, officer, seen=case.version)
    case = work.ask_papers(case.pk, officer, seen=case.version, papers=["工资条"], note="拍照就行")
    around.poll()
    asked = store.steps(receipt.id)[-1]
    assert (asked.step, asked.asks, asked.note) == ("papers-needed", ("工资条",), "拍照就行")
    supplement = submit("b", b"the wage slip", about=receipt.id, kind="papers", form="papers")
    around.run()
    assert store.record(supplement.id).state.value == "accepted"
    assert Record.objects.get(pk=supplement.id).case_id == case.pk
    case.refresh_from_db()
    work.decide(case.pk, officer, seen=case.version, granted=True, reason="符合条件")
    around.poll()
    told = store.steps(receipt.id)
    assert told[-1].step == "decided-granted"
    assert [step.version for step in told] == sorted(step.version for step in told)


def test_an_unchanged_poll_is_small_both_ways(terminal, county, monkeypatch):
    import requests
    from central.inprocess import InProcess

    sizes = []
    plain = InProcess.send

    def counted(self, request: requests.PreparedRequest, **more):
        answer = plain(self, request, **more)
        sizes.append(
            sum(len(f"{k}: {v}\r\n") for k, v in request.headers.items())
            + sum(len(f"{k}: {v}\r\n") for k, v in answer.headers.items())
            + len(request.path_url)
            + 200  # request and status line, Host, Date, Server
        )
        return answer

    around = terminal()
    around.run()
    monkeypatch.setattr(InProcess, "send", counted)
    assert around.poll() == 0
    assert sizes[0] < 1000
