"""Read the published file: SQL in, rows out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from leads.messages import problem_from
from leads.problems import InputProblem

Row = dict[str, Any]


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


def rows_of(
    connection: duckdb.DuckDBPyConnection, sql: str, **values: Any
) -> list[Row]:
    """The rows a statement gives; it is told only the values it names."""
    told = {key: value for key, value in values.items() if f"${key}" in sql}
    answer = connection.execute(sql, told)
    columns = [column[0] for column in answer.description]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]
