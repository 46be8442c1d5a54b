"""Stand-ins for what dbt gives to Jinja, so that sqlfluff can lint without dbt.

Compiling through dbt takes a second per file; a linter only needs the shape of
the SQL. The macros are the real ones, from macros/.
"""

from datetime import datetime, timezone
from pathlib import Path

import yaml

PROJECT = yaml.safe_load((Path(__file__).parents[1] / "dbt_project.yml").read_text())
run_started_at = datetime(2026, 1, 1, tzinfo=timezone.utc)


def var(name, default=None):
    return PROJECT["vars"].get(name, default)


def env_var(_name, default=""):
    return default


def only_news():
    """The linter reads what a build that reads everything runs."""
    return False


def on_scratch_copy():
    """The same."""
    return False


def on_trimmed_copy():
    """The same."""
    return False


class dbt:  # noqa: N801
    """dbt's cross-database macros, as they look on DuckDB."""

    @staticmethod
    def type_string():
        return "varchar"

    @staticmethod
    def dateadd(_part, interval, date):
        return f"date_add({date}, {interval})"

    @staticmethod
    def date_trunc(part, date):
        return f"date_trunc('{part}', {date})"

    @staticmethod
    def listagg(measure, delimiter, order_by):
        return f"listagg({measure}, {delimiter} {order_by})"

    @staticmethod
    def hash(text):
        return f"md5({text})"


class adapter:  # noqa: N801
    """Dispatched macros, reduced to a call of their name."""

    @staticmethod
    def dispatch(name, _package):
        if name == "unpivot_columns":
            return lambda relation, keep: (
                f"select {', '.join(keep)}, column_name, cell from {relation}"
            )
        if name == "each_day":
            return lambda bounds, *_: f"select {bounds}.day from {bounds}"
        if name == "json_fields":
            return lambda relation, keep, *_: (
                f"select {', '.join(keep)}, field_name, field_value from {relation}"
            )
        return lambda argument, *_: f"engine_{name}({argument})"
