"""Rules of the house that no linter holds: files stay short, say what they are for, and name no package registry."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 400
REGISTRIES = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
    )
]
LOCKS = ["requirements.txt", "requirements-test.txt"]


def tracked() -> list[Path]:
    """Every file of the repository that is there; where git is not, all but what is made."""
    if shutil.which("git"):
        listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True, cwd=ROOT, check=False)
        if listed.returncode == 0:
            return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]
    made = {".git", ".venv", "build", "__pycache__", "legal_kiosk.egg-info"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not made.intersection(path.parts)
        and not path.relative_to(ROOT).parts[0].endswith("_cache")
    ]


def ours() -> list[Path]:
    """The files of our three rooms that people write, also those not yet tracked (.ts is lupdate's, migrations Django's)."""
    return sorted(
        path
        for room in ("kiosk", "ui", "sync")
        for path in (ROOT / room).rglob("*")
        if path.is_file()
        and not {"__pycache__", "migrations"} & set(path.parts)
        and path.suffix not in (".ts", ".qm", ".pyc")
    )


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_longer_than_a_reader_wants():
    lengths = {named(path): path.read_bytes().count(b"\n") for path in ours()}
    assert len(lengths) > 50
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_every_module_begins_by_saying_what_it_is_for():
    modules = {named(path): ast.parse(path.read_text("utf-8")) for path in ours() if path.suffix == ".py"}
    assert len(modules) > 30
    assert [name for name, module in modules.items() if module.body and not ast.get_docstring(module)] == []


def test_no_module_is_empty():
    assert [named(path) for path in ours() if path.suffix == ".py" and not path.read_bytes().strip()] == []


def test_no_tracked_file_names_a_package_registry():
    files = tracked()
    assert ROOT / "pyproject.toml" in files
    found = [(named(path), host) for path in files for host in REGISTRIES if host.encode() in path.read_bytes()]
    assert found == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_pinned_and_carries_its_hashes(name):
    logical = (ROOT / name).read_text("utf-8").replace("\\\n", " ").split("\n")
    requirements = [line for line in logical if line.strip() and not line.lstrip().startswith("#")]
    assert len(requirements) > 5
    for line in requirements:
        assert re.match(r"[A-Za-z0-9._-]+(\[[^\]]+\])?==\S+", line), line
        assert re.search(r"--hash=sha256:[0-9a-f]{64}(\s|$)", line), line


def test_the_tests_lock_what_the_terminal_runs():
    run, test = (set(re.findall(r"^[A-Za-z0-9._-]+==\S+", (ROOT / name).read_text("utf-8"), re.M)) for name in LOCKS)
    assert run <= test
