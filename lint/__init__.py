"""Stand-ins for what dbt gives to Jinja, so that sqlfluff can lint without dbt.

Compiling through dbt takes a second per file; a linter only needs the shape of
the SQL. The macros are the real ones, from macros/, compiled once and kept: what
sqlfluff would do itself, anew for every file, took most of its time.
"""

import datetime
import gc
import hashlib
import re
from pathlib import Path
from types import SimpleNamespace

import yaml
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader
from sqlfluff.core.templaters.builtins.dbt import DBT_BUILTINS, DbtMacroWrapper

HOUSE = Path(__file__).parents[1]
# Ten times as fast, where it is.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PROJECT = yaml.load((HOUSE / "dbt_project.yml").read_text(), LOADER)  # noqa: S506 - safe
# As in the first build of a project: nothing is added to what was there.
execute = False
# Each process of the linter imports this; parse trees are thrown away file by
# file, and looking for garbage in them took a third of its time.
gc.set_threshold(1_000_000)

flags = SimpleNamespace(EMPTY=False, FULL_REFRESH=False, WHICH="build")
run_started_at = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)
modules = SimpleNamespace(re=re, datetime=datetime)
target = SimpleNamespace(name="duckdb", type="duckdb", database="leads")
graph = SimpleNamespace(nodes={}, sources={})
dbt_version = "1.11.0"


def var(name, default=None):
    return PROJECT["vars"].get(name, default)


def env_var(_name, default=""):
    return default


def local_md5(text):
    return hashlib.md5(text.encode()).hexdigest()  # noqa: S324 - no secret


def fromyaml(text):
    return yaml.load(text, LOADER)  # noqa: S506 - a safe one


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
    """The macros of this engine, as dbt finds them, but what sqlfluff cannot parse."""

    @staticmethod
    def dispatch(name, _package):
        if name == "unpivot_columns":
            return lambda relation, keep: (
                f"select {', '.join(keep)}, column_name, cell from {relation}"
            )
        return MACROS.get(f"duckdb__{name}") or MACROS[f"default__{name}"]

    @staticmethod
    def quote(name):
        return f'"{name}"'


def macros() -> dict:
    """All macros of the project by name, each of which may call any other."""
    kept = HOUSE / "target" / "lint"
    kept.mkdir(parents=True, exist_ok=True)
    jinja = Environment(  # noqa: S701 - SQL has no use for HTML's escapes
        loader=FileSystemLoader(HOUSE / "macros"),
        extensions=["jinja2.ext.do"],
        bytecode_cache=FileSystemBytecodeCache(str(kept)),
    )
    jinja.globals |= DBT_BUILTINS | {
        name: value for name, value in globals().items() if not name.startswith("__")
    }
    found = {}

    def by_name(name):
        return lambda *args, **kwargs: found[name](*args, **kwargs)

    names = jinja.list_templates(extensions=["sql"])
    for name in names:
        for macro in jinja.get_template(name).module.__dict__:
            jinja.globals[macro] = by_name(macro)
    for name in names:
        module = jinja.get_template(name).make_module()
        for macro, function in module.__dict__.items():
            if callable(function):
                found[macro] = DbtMacroWrapper(function)
    return found


MACROS = macros()
globals().update(MACROS)
