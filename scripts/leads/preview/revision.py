"""The seed folder of a git revision."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from leads.problems import InputProblem


def seeds_of_revision(project: Path, revision: str, into: Path) -> Path:
    """Write the seeds of a revision into a folder, and return where they are.

    Raises InputProblem where there is no git, repository, revision or seeds.
    """
    git = shutil.which("git")
    if not git:
        raise InputProblem("git is not installed: name a folder with --seeds.")
    try:
        archive = subprocess.run(
            [git, "archive", "--format=tar", revision, "--", "seeds"],
            cwd=project,
            check=True,
            capture_output=True,
        ).stdout
    except FileNotFoundError:
        raise InputProblem(
            "git is not installed: name a folder with --seeds."
        ) from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().splitlines()
        raise InputProblem(
            f"git knows no seeds of {revision!r} ({said[0] if said else 'no reason'}): "
            "name a commit, branch or tag of this project."
        ) from error
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(into, filter="data")
    return into / "seeds"
