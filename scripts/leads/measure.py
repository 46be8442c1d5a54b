"""Run a program and measure it: seconds, and the memory of all its processes."""

from __future__ import annotations

import os
import platform
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SECONDS_BETWEEN_LOOKS = 0.05
GIGABYTE = 2**30


@dataclass(frozen=True)
class Measured:
    """One run. Memory is resident, summed over parent and children at a time."""

    seconds: float
    processor_seconds: float
    peak_bytes: int
    exit_code: int
    is_out_of_memory: bool
    words: str


def measure(
    command: list[str],
    settings: dict[str, str],
    log: Path,
    most_bytes: int | None = None,
) -> Measured:
    """Run to the end, or until the memory exceeds `most_bytes`.

    Memory is read from /proc; where there is none it stays 0 and unlimited.
    """
    peak, is_out = 0, False
    used = processor_seconds()
    started = time.monotonic()
    with open(log, "wb") as output:
        process = subprocess.Popen(
            command,
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                now = sum(resident_bytes(pid) for pid in family(process.pid))
                peak = max(peak, now)
                if most_bytes and now > most_bytes:
                    is_out = True
                    end_group(process)
                time.sleep(SECONDS_BETWEEN_LOOKS)
        except BaseException:
            end_group(process)
            raise
    seconds = time.monotonic() - started
    words = log.read_text(errors="replace").strip()
    used = processor_seconds() - used
    return Measured(seconds, used, peak, process.returncode, is_out, words)


def processor_seconds() -> float:
    """Of all processes that this one has started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def end_group(process: subprocess.Popen) -> None:
    """End the process and all it started; they share a session of their own."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def family(pid: int) -> Iterator[int]:
    """A process and everything it started, as far as they still run."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))
    except OSError:
        return


def resident_bytes(pid: int) -> int:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def machine() -> dict[str, str | int]:
    """What the numbers were measured on."""
    return {
        "system": platform.platform(),
        "python": platform.python_version(),
        "processor": line_of("/proc/cpuinfo", "model name") or platform.machine(),
        "cores": os.cpu_count() or 0,
        "memory": line_of("/proc/meminfo", "MemTotal"),
    }


def line_of(file: str, name: str) -> str:
    """The value of the first line with this name, in a file of `name: value`."""
    try:
        lines = Path(file).read_text().splitlines()
    except OSError:
        return ""
    found = [line.partition(":")[2] for line in lines if line.startswith(name)]
    return found[0].strip() if found else ""
