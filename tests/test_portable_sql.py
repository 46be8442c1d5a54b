"""The compiled SQL of every model can be said in other engines' SQL, too.

What differs between engines is in dispatched macros; what DuckDB's own macros make
of it is translated here, so that a construct that only DuckDB knows stands out.
"""

import pytest

sqlglot = pytest.importorskip("sqlglot", reason="needs sqlglot")

# Nothing here gets longer; what stands in the way is said beside each.
NOT_YET = {"postgres": {}, "spark": {}}


@pytest.fixture(scope="module")
def statements(project):
    """The SQL of every model by name and text, whole or of what is new, parsed."""
    texts = {
        (node["name"], node["compiled_code"])
        for nodes in (project.whole, project.increment)
        for node in nodes.values()
        if node["resource_type"] == "model"
    }
    assert len(texts) > 100
    return [(name, sqlglot.parse(text, read="duckdb")) for name, text in sorted(texts)]


def problem(statement, engine):
    """Why a statement of DuckDB cannot be said in the SQL of another engine."""
    try:
        said = statement.sql(engine, unsupported_level=sqlglot.ErrorLevel.RAISE)
        sqlglot.parse_one(said, read=engine)
    except sqlglot.errors.SqlglotError as error:
        return str(error)
    return None


@pytest.mark.parametrize("engine", NOT_YET)
def test_compiled_sql_parses_for(engine, statements):
    problems = {}
    for name, parsed in statements:
        for statement in parsed:
            found = problem(statement, engine)
            if found:
                problems[name] = found
    assert problems.keys() == NOT_YET[engine].keys(), problems
