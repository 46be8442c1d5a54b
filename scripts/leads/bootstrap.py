"""Make the environment of a lock file, and run again inside the project's.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from leads import PROJECT
from leads.locks import take
from leads.workshop import cache_folder

LOCK = PROJECT / "requirements.lock"
QUIET_SETTINGS = {
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "False",
    "DO_NOT_TRACK": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}


def enter_environment(script: str, arguments: list[str]) -> None:
    """Return if this process runs in the environment, else replace it.

    Ends the process with a sentence if the environment cannot be made.
    """
    os.environ.update(QUIET_SETTINGS)
    environment = environment_folder()
    if Path(sys.prefix).resolve() == environment.resolve():
        return
    try:
        ensure_environment(environment)
    except KeyboardInterrupt:
        sys.exit(130)
    except (OSError, RuntimeError) as problem:
        sys.exit(f"The environment could not be made: {problem}")
    python = str(python_of(environment))
    if os.name == "nt":  # there exec returns to the prompt too early
        sys.exit(subprocess.call([python, script, *arguments]))
    os.execv(python, [python, script, *arguments])


def environment_folder(lock: Path | None = None) -> Path:
    """One environment for each lock file, Python version and platform."""
    build = f"{sys.version_info[:2]} {sysconfig.get_config_var('EXT_SUFFIX')}"
    key = hashlib.sha256((lock or LOCK).read_bytes() + build.encode()).hexdigest()
    environment = PROJECT / ".venv" / key[:16]
    if is_complete(environment) or os.access(PROJECT, os.W_OK):
        return environment
    return cache_folder() / "environments" / key[:16]


def python_of(environment: Path) -> Path:
    if os.name == "nt":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def is_complete(environment: Path) -> bool:
    """True when the install ended (its marker is written last) and runs."""
    return marker_of(environment).exists() and os.access(
        python_of(environment), os.X_OK
    )


def marker_of(environment: Path) -> Path:
    return environment / "complete"


def ensure_environment(environment: Path, lock: Path | None = None) -> None:
    """Make the environment unless it is complete; others wait meanwhile.

    Raises RuntimeError or OSError with the reason it could not be made.
    """
    if is_complete(environment):
        return
    environment.parent.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(environment.with_suffix(".lock")):
        if is_complete(environment):
            return
        started = time.monotonic()
        say(f"First run: making {environment} (once) ...")
        shutil.rmtree(environment, ignore_errors=True)
        install(environment, lock or LOCK)
        marker_of(environment).touch()
        say(f"Installed in {time.monotonic() - started:.0f} seconds.")


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Hold a lock; whoever finds it held waits."""
    with lock.open("w") as handle:
        if not take(handle):
            say("Waiting for another run that is installing ...")
            while not take(handle):
                time.sleep(1)
        yield


def install(environment: Path, lock: Path) -> None:
    """Install the lock file with uv if there is one, else with pip."""
    uv = shutil.which("uv")
    if uv:
        try:
            install_with_uv(uv, environment, lock)
            return
        except RuntimeError:
            say("uv could not install it; trying pip ...")
            shutil.rmtree(environment, ignore_errors=True)
    install_with_pip(environment, lock)


def install_with_uv(uv: str, environment: Path, lock: Path) -> None:
    run([uv, "venv", "--quiet", "--python", sys.executable, str(environment)])
    python = str(python_of(environment))
    # Compiled once here, or each command would spend seconds on it (pip does so).
    compiled = ["install", "--quiet", "--compile-bytecode"]
    run([uv, "pip", *compiled, "--python", python, *what(lock)])


def install_with_pip(environment: Path, lock: Path) -> None:
    """Debian splits pip and ensurepip from Python: use whichever is there."""
    make = [sys.executable, "-m", "venv", str(environment)]
    python = str(python_of(environment))
    if has("venv") and has("ensurepip"):
        run(make)
        run([python, "-m", "pip", "install", "--quiet", *what(lock)])
    elif has("venv") and has("pip"):
        run([*make, "--without-pip"])
        pip = [sys.executable, "-m", "pip", "--python", python]
        run([*pip, "install", "--quiet", *what(lock)])
    else:
        raise RuntimeError(
            "this Python has neither ensurepip nor pip. "
            "Run `apt install python3-venv` (or install uv), then try again."
        )


def what(lock: Path) -> list[str]:
    return ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]


def has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def run(command: list[str]) -> None:
    """Run a command silently; RuntimeError with its last words if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines()[-5:]
        raise RuntimeError("\n".join([" ".join(command[:4]) + " failed.", *words]))


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
