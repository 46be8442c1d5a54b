"""The compiled SQL of every model can be said in other engines' SQL, too.

What differs between engines is in dispatched macros; what DuckDB's own macros make
of it is translated here, so that a construct that only DuckDB knows stands out.
"""

import pytest

sqlglot = pytest.importorskip("sqlglot", reason="needs sqlglot")

# Nothing here gets longer; what stands in the way is said beside each.
NOT_YET = {"postgres": {}, "spark": {}}


def problem(sql, engine):
    """Why a statement of DuckDB cannot be said in the SQL of another engine."""
    try:
        for said in sqlglot.transpile(
            sql, read="duckdb", write=engine, unsupported_level=sqlglot.ErrorLevel.RAISE
        ):
            sqlglot.parse_one(said, read=engine)
    except sqlglot.errors.SqlglotError as error:
        return str(error)
    return None


@pytest.mark.parametrize("engine", NOT_YET)
def test_compiled_sql_parses_for(engine, project):
    problems = {}
    for nodes in (project.whole, project.increment):
        for node in nodes.values():
            if node["resource_type"] == "model":
                found = problem(node["compiled_code"], engine)
                if found:
                    problems[node["name"]] = found
    assert problems.keys() == NOT_YET[engine].keys(), problems
