"""The environment is made once, completely, or not taken for made."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from leads import bootstrap

PROJECT = Path(bootstrap.__file__).parents[2]


@pytest.fixture
def environment(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(bootstrap, "PROJECT", tmp_path)
    return tmp_path / ".venv" / "key"


def fake_install(environment: Path, _lock: Path) -> None:
    python = bootstrap.python_of(environment)
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)


def test_a_complete_environment_is_not_made_again(environment, monkeypatch):
    made = []

    def install(where: Path, lock: Path) -> None:
        made.append((where, lock))
        fake_install(where, lock)

    monkeypatch.setattr(bootstrap, "install", install)
    bootstrap.ensure_environment(environment)
    bootstrap.ensure_environment(environment)
    assert made == [(environment, bootstrap.LOCK)]


def test_an_environment_may_be_made_of_another_lock_file(environment, monkeypatch):
    made = []

    def install(where: Path, lock: Path) -> None:
        made.append(lock)
        fake_install(where, lock)

    monkeypatch.setattr(bootstrap, "install", install)
    other = environment.parent / "other.lock"
    bootstrap.ensure_environment(environment, other)
    assert made == [other]


def test_a_half_made_environment_is_made_anew(environment, monkeypatch):
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "half").touch()
    monkeypatch.setattr(bootstrap, "install", fake_install)
    bootstrap.ensure_environment(environment)
    assert bootstrap.is_complete(environment)
    assert not (environment / "bin" / "half").exists()


def test_an_install_that_fails_is_not_complete(environment, monkeypatch):
    def install(where: Path, lock: Path) -> None:
        fake_install(where, lock)
        raise RuntimeError

    monkeypatch.setattr(bootstrap, "install", install)
    with pytest.raises(RuntimeError):
        bootstrap.ensure_environment(environment)
    assert not bootstrap.is_complete(environment)


def test_another_lock_file_is_another_environment(tmp_path, monkeypatch):
    before = bootstrap.environment_folder()
    other = tmp_path / "requirements.lock"
    other.write_text("click==8\n")
    monkeypatch.setattr(bootstrap, "LOCK", other)
    assert bootstrap.environment_folder() != before
    assert bootstrap.environment_folder(other) == bootstrap.environment_folder()


@pytest.mark.parametrize(
    ("there", "commands"),
    [
        ({"venv", "ensurepip", "pip"}, ["-m venv", "-m pip install"]),
        ({"venv", "pip"}, ["--without-pip", "-m pip --python"]),
    ],
)
def test_pip_is_taken_from_wherever_it_is(monkeypatch, tmp_path, there, commands):
    ran = []
    monkeypatch.setattr(bootstrap, "has", lambda module: module in there)
    monkeypatch.setattr(bootstrap, "run", lambda command: ran.append(" ".join(command)))
    bootstrap.install_with_pip(tmp_path, bootstrap.LOCK)
    assert len(ran) == 2
    assert all(words in line for words, line in zip(commands, ran, strict=True))
    assert "--require-hashes --only-binary :all:" in ran[1]


@pytest.mark.parametrize("there", [set(), {"venv"}, {"pip"}])
def test_without_venv_and_pip_it_says_what_to_install(monkeypatch, tmp_path, there):
    monkeypatch.setattr(bootstrap, "has", lambda module: module in there)
    with pytest.raises(RuntimeError, match="apt install python3-venv"):
        bootstrap.install_with_pip(tmp_path, bootstrap.LOCK)


def test_an_uv_that_fails_is_followed_by_pip(monkeypatch, tmp_path):
    def fail(*_: object) -> None:
        raise RuntimeError

    asked = []
    monkeypatch.setattr(bootstrap.shutil, "which", lambda _: "uv")
    monkeypatch.setattr(bootstrap, "install_with_uv", fail)
    monkeypatch.setattr(
        bootstrap, "install_with_pip", lambda *given: asked.append(given)
    )
    bootstrap.install(tmp_path / "made", bootstrap.LOCK)
    assert asked == [(tmp_path / "made", bootstrap.LOCK)]


def test_a_command_that_fails_ends_with_its_last_words():
    with pytest.raises(RuntimeError, match="no such package"):
        bootstrap.run([sys.executable, "-c", "raise SystemExit('no such package')"])


def test_the_script_parses_on_any_python_3():
    source = (PROJECT / "scripts" / "leads.py").read_text()
    ast.parse(source, feature_version=(3, 4))


def test_the_bootstrap_needs_the_standard_library_only():
    names = {"dbt", "duckdb", "click", "rich"}
    script = f"import sys; sys.path.insert(0, {str(PROJECT / 'scripts')!r}); "
    script += "import leads.bootstrap; print(*sys.modules)"
    command = [sys.executable, "-I", "-S", "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not names & set(done.stdout.split())


@pytest.mark.parametrize("name", ["requirements.lock", "bench/requirements.lock"])
def test_a_lock_file_holds_hashes_and_no_addresses(name):
    lock = (PROJECT / name).read_text()
    assert "--hash=sha256:" in lock
    assert "://" not in lock
    assert "index" not in lock.split()
