"""What can go wrong, by whose hands, and the exit code that says so."""

from __future__ import annotations

import click


class InputProblem(click.ClickException):
    """The seeds, the raw rows or the arguments are at fault."""

    exit_code = 1


class BuildProblem(click.ClickException):
    """Something else failed: the project, the disk, another program."""

    exit_code = 3


class DamagedFile(BuildProblem):
    """The published file cannot be read: a whole build replaces it."""


class OutOfMemory(BuildProblem):
    """A step needs more memory than it may have; what is finished is kept."""
