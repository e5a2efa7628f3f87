"""The set-up: what it says when it cannot help, and that nothing is done twice."""

import json

import pytest

from tools import bootstrap, system_packages


@pytest.fixture
def absent(monkeypatch):
    """A profile of one package that is not here, on a machine without rights."""
    package = system_packages.Package(("nodejs", "npm"), "checkers", lambda: False)
    monkeypatch.setitem(system_packages.PROFILES, "test", (package,))
    monkeypatch.setattr(system_packages, "_rights", lambda: None)
    return package


def test_a_missing_package_is_named_in_both_languages(absent, capsys):
    with pytest.raises(SystemExit) as ended:
        system_packages.ensure("test")
    assert ended.value.code == 3
    said = capsys.readouterr().err
    assert "Бракує системних пакетів" in said
    assert "System packages are missing" in said
    assert "apt-get install nodejs npm" in said


def test_what_is_here_is_not_installed(monkeypatch):
    present = system_packages.Package(("x",), "nothing", lambda: True)
    monkeypatch.setitem(system_packages.PROFILES, "test", (present,))
    monkeypatch.setattr(system_packages, "_install", pytest.fail)
    system_packages.ensure("test")


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A project folder with every step recorded instead of run."""
    (tmp_path / "requirements").mkdir()
    for lock in ("build", "base", "dev"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(lock)
    (tmp_path / "pyproject.toml").write_text("")
    for name in ("package.json", "package-lock.json"):
        (tmp_path / name).write_text("{}")
    steps: list[str] = []
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "stamp.json")
    monkeypatch.setattr(bootstrap, "REQUIREMENTS", tmp_path / "requirements")
    monkeypatch.setattr(bootstrap, "BROWSER", tmp_path)
    monkeypatch.setattr(system_packages, "ensure", lambda profile: None)

    def record(what, command, folder=tmp_path):
        steps.append(what)
        (tmp_path / ".venv").mkdir(exist_ok=True)
        if command[0] == "npm":
            (tmp_path / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(bootstrap, "_run", record)
    return tmp_path, steps


def test_everything_is_done_once(machine):
    _, steps = machine
    assert bootstrap.main(["--system", "test"]) == 0
    assert steps == [
        "the virtual environment",
        "requirements/build.txt",
        "requirements/base.txt",
        "requirements/dev.txt",
        "shpalta",
        "the checkers for browser tests",
    ]
    steps.clear()
    assert bootstrap.main(["--system", "test"]) == 0
    assert steps == []


def test_running_needs_no_tools_of_tests(machine):
    _, steps = machine
    bootstrap.main(["--system", "run"])
    assert "requirements/dev.txt" not in steps
    steps.clear()
    bootstrap.main(["--system", "test"])
    assert steps == ["requirements/dev.txt", "the checkers for browser tests"]


def test_only_what_changed_is_done_again(machine):
    folder, steps = machine
    bootstrap.main(["--system", "test"])
    steps.clear()
    (folder / "requirements" / "base.txt").write_text("other")
    bootstrap.main(["--system", "test"])
    assert steps == ["requirements/base.txt"]


def test_a_step_that_failed_is_done_again(machine, monkeypatch, capsys):
    _, steps = machine
    record = bootstrap._run

    def fail(what, command, folder=None):
        if what == "requirements/base.txt":
            raise bootstrap.StepFailed(what)
        record(what, command)

    monkeypatch.setattr(bootstrap, "_run", fail)
    assert bootstrap.main(["--system", "run"]) == 1
    assert "requirements/base.txt" in capsys.readouterr().err
    monkeypatch.setattr(bootstrap, "_run", record)
    steps.clear()
    bootstrap.main(["--system", "run"])
    assert steps == ["requirements/base.txt", "shpalta"]


def test_another_python_or_folder_starts_afresh(machine):
    folder, steps = machine
    bootstrap.main(["--system", "run"])
    stamp = folder / ".venv" / "stamp.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "python": "another"}))
    steps.clear()
    bootstrap.main(["--system", "run"])
    assert steps[0] == "the virtual environment"
