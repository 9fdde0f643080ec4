"""The centre stands on its own feet: settings, migrations, sealed fields, the audit chain."""

import pytest
from django.core.management import call_command
from django.db import connection

from sync.central.audit import chain
from sync.central.audit.models import Line
from sync.central.cases.models import RefusedRecord
from sync.central.fleet.models import Level, Station, Terminal
from sync.central.sealed import SealBroken

pytestmark = pytest.mark.django_db


def test_the_models_have_their_migrations():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_what_is_sealed_cannot_be_read_in_the_database():
    terminal = a_terminal()
    RefusedRecord.objects.create(terminal=terminal, record="x", reason="r", sealed={"applicant": "王某"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM cases_refusedrecord")
        raw = bytes(cursor.fetchone()[0])
    assert "王某".encode() not in raw
    assert RefusedRecord.objects.get().sealed == {"applicant": "王某"}


def test_a_sealed_value_that_was_moved_or_changed_is_not_taken_for_good():
    terminal = a_terminal()
    RefusedRecord.objects.create(terminal=terminal, record="x", reason="r", sealed={"a": 1})
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM cases_refusedrecord")
        raw = bytearray(bytes(cursor.fetchone()[0]))
        raw[-1] ^= 1
        cursor.execute("UPDATE cases_refusedrecord SET sealed = %s", [bytes(raw)])
    with pytest.raises(SealBroken):
        RefusedRecord.objects.get()


def test_a_change_in_the_audit_chain_is_found():
    for n in range(4):
        chain.add("case-opened", f"case:{n}")
    assert chain.first_gap() is None
    Line.objects.filter(seq=2).update(subject="case:9")
    gap = chain.first_gap()
    assert gap is not None
    assert gap.seq == 2


def test_a_line_taken_out_of_the_chain_is_missed_at_its_end_too():
    for n in range(3):
        chain.add("case-opened", f"case:{n}")
    Line.objects.filter(seq=3).delete()
    assert chain.first_gap() is not None


def a_terminal() -> Terminal:
    county = Station.objects.create(name="井研县公共法律服务中心", level=Level.COUNTY)
    town = Station.objects.create(name="马踏镇公共法律服务工作站", level=Level.TOWN, parent=county)
    assert town.path.startswith(county.path)
    return Terminal.objects.create(number="101", station=town)
