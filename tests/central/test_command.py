"""The command `legal-central`: a county begins with two lines, and what it holds can be told."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from central.calling import Caller
from central.county import County

from sync.central import beginning, command
from sync.central.fleet.models import Station, Terminal
from sync.central.people.models import Staff


@pytest.fixture
def fresh(tmp_path: Path):
    """The command in a process and a folder of its own, on SQLite."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("LEGAL_CENTRAL")}
    env["LEGAL_CENTRAL_HOME"] = str(tmp_path / "centre")

    def run(*args: str, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "sync.central.command", *args], env=env, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == status, done.stderr
        return done.stdout + done.stderr

    return run


def test_one_command_makes_database_stations_and_a_first_administrator_once(fresh):
    told = fresh("setup")
    assert re.search(r"admin .* \w{4}-\w{4}-\w{4}-\w{4}", told)
    assert "password" not in fresh("setup")
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}\n", fresh("terminal", "101", "--station", "马踏镇公共法律服务工作站"))
    assert "no station" in fresh("terminal", "102", "--station", "没有的站", status=1)
    assert "999" in fresh("terminal", "999", status=1)
    assert "whole" in fresh("audit")
    assert json.loads(fresh("records", "--json")) == []


def test_settings_that_cannot_be_used_are_named(fresh, tmp_path: Path):
    folder = tmp_path / "centre"
    folder.mkdir()
    (folder / "central.toml").write_text("prot = 1\n")
    assert "prot" in fresh("records", status=1)


@pytest.mark.django_db
def test_what_came_in_is_listed_with_what_is_missing_of_it(capsys):
    caller = Caller(County().terminal)
    photo = {"sha256": "a" * 64, "size": 3, "media_type": "image/jpeg", "label": "欠条"}
    whole, part = caller.record(), caller.record(attachments=[photo])
    caller.records(whole, part)
    assert command.main(["records", "--json"]) == 0
    rows = {row["number"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows[whole["number"]]["state"] == "whole"
    assert rows[part["number"]]["state"] == "attachments-missing"
    assert rows[part["number"]]["attachments"] == []


@pytest.mark.django_db
def test_a_new_password_must_be_changed_when_first_used():
    beginning.stations()
    first = beginning.administrator("admin")
    person = Staff.objects.get(username="admin")
    assert person.check_password(first)
    assert person.must_change_password
    assert beginning.administrator("other") == ""
    assert Station.objects.count() > 5
    beginning.code("104")
    assert Terminal.objects.get(number="104").station.level == "county"
