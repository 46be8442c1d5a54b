"""Read the published file: SQL in, rows out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from leads.messages import problem_from
from leads.problems import InputProblem


@contextmanager
def published(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the published file.

    Raises InputProblem if there is none, or if a build did not make it.
    """
    if not database.is_file():
        raise InputProblem(
            f"There is no {database} yet: build first (python3 scripts/leads.py build)."
        )
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        raise problem_from(str(error)) from error
    try:
        yield connection
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise InputProblem(
            f"{database} was not made by this version of the project: build again."
            f" ({str(error).splitlines()[0]})"
        ) from error
    except duckdb.Error as error:
        raise problem_from(str(error)) from error
    finally:
        connection.close()
