"""Remove a person everywhere, and prove it; docs/privacy.md says what stays."""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import re
import secrets
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import markupsafe

from leads import PROJECT
from leads.database import published
from leads.dbt_run import Selection, run_dbt_build
from leads.files import work_folder
from leads.given import NOTHING_KNOWN, sign
from leads.problems import BuildProblem, InputProblem
from leads.publish import replacing, seal
from leads.raw_folder import look_into
from leads.scratch import FINISHED, write_seeds_in_force
from leads.screen import say
from leads.seed_folder import assemble_seeds
from leads.workshop import workshop

# Also those of the last build: the raw files may be clean by now.
EMAILS = """
    select contact_id, json_extract_string(raw_row, '$.email') as email
    from raw.contacts
    union
    select exported_id, json_extract_string(raw_row, '$.email')
    from staging.base_contacts
    union
    select contact_id, unnest([value, old_value]) from raw.contact_changes
    where lower(trim(attribute)) = 'email'
"""
# All ids of a person: the one that aliases lead to, and the aliases that lead to it
# and to nobody else (a browser that several people use stays).
IDS = f"""
    with recursive
    emails as ({EMAILS}),
    aliases as (
        select distinct alias_id, contact_id from raw.contact_aliases
        where alias_id is not null and contact_id is not null
    ),
    named as (
        -- An id may look like an address, an address is not yet an id.
        select $person as id
        where $person not like '%@%'
            or $person in (select contact_id from raw.contacts)
            or $person in (select alias_id from aliases)
        union
        select contact_id from emails
        where lower(trim(email)) = lower(trim($person))
    ),
    survivors(id) as (
        select id from named
        union
        select aliases.contact_id from aliases
        inner join survivors on aliases.alias_id = survivors.id
    ),
    ids(id) as (
        select id from survivors
        union
        select aliases.alias_id from aliases
        inner join ids on aliases.contact_id = ids.id
        where aliases.alias_id not in (
            select others.alias_id from aliases as others
            where others.contact_id not in (select id from survivors)
                and others.contact_id not in (
                    select nearer.alias_id from aliases as nearer
                )
        )
    )
    select id from ids order by id
"""  # noqa: S608 - a statement of ours
# Ids that differ in case or blanks from one that nobody has: they are others.
NEARLY = """
    select distinct contact_id from raw.contacts
    where lower(trim(contact_id)) = lower(trim($person))
        and not exists (
            from (
                select contact_id as id from raw.contacts
                union all
                select alias_id from raw.contact_aliases
                union all
                select unnest([contact_id, anonymous_id]) from raw.events
            ) as exported
            where id = $person
        )
    order by contact_id
"""
TEXTS = """
    select schema_name, table_name, string_agg('"' || column_name || '"::varchar', ', ')
    from duckdb_columns()
    inner join duckdb_tables() using (database_name, schema_name, table_name)
    where database_name = current_catalog()
        and (data_type = 'VARCHAR' or data_type like '%(%' or data_type like '%[]')
    group by all
    order by all
"""
# What of an earlier file is not made by a build, and its statement.
TABLES_OF_USERS = """
    select schema_name, table_name, sql from duckdb_tables()
    where database_name = 'before' and not internal
        and (schema_name, table_name) not in (
            select (schema_name, table_name) from duckdb_tables()
            where database_name = current_catalog()
        )
    order by table_oid
"""
VIEWS_OF_USERS = """
    select schema_name, view_name, sql from duckdb_views()
    where database_name = 'before' and not internal
        and (schema_name = 'main' or schema_name not in (
            select schema_name from duckdb_schemas()
            where database_name = current_catalog()
        ))
    order by view_oid
"""
KEPT_OF_RUNS = ("runs", "run_parts", "erased")
HASH = "delete from run_state.erased where id_hash = md5(salt || ?)"
# Commands write here, beside the file, unless they are told another place.
WRITTEN = ("exports", "preview", "report-*.html")


def erase_person(db: Path, person: str, raw: str | None) -> None:
    """Build without the person into a new file, publish it, and clean what is beside.

    Raises InputProblem for somebody who is nowhere, or known by another id.
    """
    with published(db) as connection:
        folder = raw or raw_folder_of(connection)
        if "://" not in folder and not Path(folder).is_dir():
            raise InputProblem(f"There is no raw folder {folder}: name it with --raw.")
        ids = [row[0] for row in connection.execute(IDS, {"person": person}).fetchall()]
        emails = connection.execute(EMAILS).fetchall()
        own = [email.strip() for who, email in emails if who in ids and email]
        texts = list(dict.fromkeys([person, *ids, *filter(None, own)]))
        in_raw = raw_files_with(folder, texts)
        nearly = connection.execute(NEARLY, {"person": person}).fetchall()
        if nearly or not (in_raw or is_in_tables(connection, person)):
            hint = f" Did you mean {nearly[0][0]!r}?" if nearly else ""
            raise InputProblem(
                f"Nobody is called {person!r}, in {db} or in {folder}.{hint}"
            )
        if not ids:
            raise InputProblem(
                f"No contact has the e-mail {person!r}, though rows name it: erase the "
                "contact_id that they are of."
            )
        as_of = connection.execute(FINISHED).fetchone()
    with (
        work_folder(workshop() / "target", "erase", "building") as work,
        replacing(db, afresh=True) as database,
    ):
        write_seeds_in_force(db, work / "in_force")
        assemble_seeds(work / "in_force", PROJECT / "seeds", work / "seeds")
        begin_file(db, database, ids)
        told = {"raw": folder, "as_of": (as_of and as_of[0]) or ""}
        run_dbt_build(work / "seeds", database, told, Selection())
        sign(database, NOTHING_KNOWN)
        carry_over(db, database)
        prove(database, texts)
    for path in (f"{db}.scratch", f"{db}.scratch.wal"):
        Path(path).unlink(missing_ok=True)
    for path in written_files_with(db, texts):
        path.unlink()
        say(f"{path} held them: removed.")
    say(
        f"Erased from {db}: {len(ids)} of their ids. Later builds leave their rows out."
    )
    for path in in_raw:
        say(f"The raw file {path} still holds them: it is yours to clean.")


def readmit_person(db: Path, person: str) -> None:
    """Let the next build read rows of an id again."""
    with replacing(db) as copy, duckdb.connect(str(copy)) as connection:
        (gone,) = connection.execute(HASH, [person]).fetchone()
        if not gone:
            raise InputProblem(f"{person!r} was not erased.")
        connection.execute("drop table if exists run_state.wrapper_prints")
    say("Their rows are read again from the next build on.")


def raw_folder_of(connection: duckdb.DuckDBPyConnection) -> str:
    (comment,) = connection.execute(
        "select comment from duckdb_views()"
        " where schema_name = 'raw' and view_name = 'contacts'"
    ).fetchone()
    if not comment:
        raise InputProblem("The raw folder is not known: name it with --raw.")
    return json.loads(comment)["folder"]


def begin_file(db: Path, database: Path, ids: Sequence[str]) -> None:
    """A file with the record of runs and of the erased alone: no block of another."""
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"attach '{db}' as before (read_only)")
        connection.execute("create schema run_state")
        for table in KEPT_OF_RUNS:
            there = connection.execute(
                "from duckdb_tables() where database_name = 'before'"
                " and schema_name = 'run_state' and table_name = ?",
                [table],
            ).fetchone()
            if there:
                connection.execute(
                    f"create table run_state.{table} as from before.run_state.{table}"
                )
        connection.execute(
            "create table if not exists run_state.erased"
            " (salt varchar, id_hash varchar, erased_on date)"
        )
        known = connection.execute("select max(salt) from run_state.erased").fetchone()
        salt = known[0] or secrets.token_hex(16)
        for each in ids:
            connection.execute(HASH, [each])
            connection.execute(
                "insert into run_state.erased values (?, ?, current_date)",
                [salt, hash_of(salt, each)],
            )


def hash_of(salt: str, text: str) -> str:
    return hashlib.md5((salt + text).encode(), usedforsecurity=False).hexdigest()


def carry_over(db: Path, database: Path) -> None:
    """Tables that no build made are the user's."""
    ours = {path.stem for path in (PROJECT / "models").rglob("*.sql")}
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"attach '{db}' as before (read_only)")
        views = connection.execute(VIEWS_OF_USERS).fetchall()
        for schema, table, sql in connection.execute(TABLES_OF_USERS).fetchall():
            if table not in ours and schema not in ("run_state", "seeds"):
                name = f'"{schema}"."{table}"'
                connection.execute(f'create schema if not exists "{schema}"')
                connection.execute(sql)
                connection.execute(f"insert into {name} from before.{name}")
        for schema, view, sql in views:
            try:
                connection.execute(f'create schema if not exists "{schema}"')
                connection.execute(sql)
            except duckdb.Error:  # noqa: PERF203 - one view is no other
                say(f"Your view {schema}.{view} could not be carried over.")


def prove(database: Path, texts: Sequence[str]) -> None:
    """Look for the person in every table, and in every byte of the file.

    Raises BuildProblem where bytes hold what no table has. A text that is part of
    another one, as c1 is of c12, is looked for as a whole word, in tables alone.
    """
    seal(database)
    with duckdb.connect(str(database), read_only=True) as connection:
        for name, count in tables_with(connection, texts):
            say(f"{name} still names them in {count} rows, of others or of yours.")
        absent = [
            text
            for text in texts
            if not list(tables_with(connection, [text], whole_words=False))
        ]
    found = [text for text in absent if text in bytes_with(database, absent)]
    if found:
        raise BuildProblem(
            "The new file still holds bytes of them, so it is not published."
        )
    say(f"Searched every table, and the bytes for {len(absent)} of {len(texts)} texts.")


def pattern_of(
    texts: Sequence[str], whole_words: bool = True, any_case: bool = True
) -> str:
    one_of = "|".join(re.escape(text) for text in texts)
    edge = r"[^\pL\pN_]"
    pattern = f"(^|{edge})({one_of})($|{edge})" if whole_words else f"({one_of})"
    return f"(?i){pattern}" if any_case else pattern


def tables_with(
    connection: duckdb.DuckDBPyConnection,
    texts: Sequence[str],
    whole_words: bool = True,
    any_case: bool = True,
) -> Iterator[tuple[str, int]]:
    """Tables with a cell that names one of these, and how many rows of them do."""
    pattern = pattern_of(texts, whole_words, any_case)
    for schema, table, columns in connection.execute(TEXTS).fetchall():
        (count,) = connection.execute(
            f'select count(*) from "{schema}"."{table}"'  # noqa: S608 - of the catalog
            f" where regexp_matches(concat_ws(' ', {columns}), ?)",
            [pattern],
        ).fetchone()
        if count:
            yield f"{schema}.{table}", count


def is_in_tables(connection: duckdb.DuckDBPyConnection, person: str) -> bool:
    """True if some cell names a person so; ids that differ in case are two."""
    if "@" in person:
        return bool(list(tables_with(connection, [person])))
    return bool(list(tables_with(connection, [person], any_case=False)))


def bytes_with(path: Path, texts: Sequence[str]) -> set[str]:
    """The texts that the bytes of a file hold, read in pieces that overlap.

    Addresses in any case, for they are the same ones.
    """
    found, before = set(), b""
    wanted = {text: text.encode() for text in texts}
    lowered = {text: text.lower().encode() for text in texts if "@" in text}
    overlap = max(map(len, wanted.values()), default=0)
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        while piece := file.read(16_000_000):
            piece = before + piece
            found |= {text for text, sought in wanted.items() if sought in piece}
            if lowered:
                small = piece.lower()
                found |= {text for text, sought in lowered.items() if sought in small}
            before = piece[-overlap:] if overlap else b""
    return found


def raw_files_with(folder: str, texts: Sequence[str]) -> list[Path]:
    if "://" in folder:
        return []
    files = [path for each in look_into(Path(folder)).files.values() for path in each]
    return [path for path in files if holds(path, texts)]


def written_files_with(db: Path, texts: Sequence[str]) -> Iterable[Path]:
    """Logs, what dbt keeps, and what commands have written in their default places."""
    shutil.rmtree(db.parent / f".{db.name}.begun", ignore_errors=True)
    places = [path for name in WRITTEN for path in db.parent.glob(name)]
    places += [workshop() / "logs", workshop() / "target", PROJECT / "logs"]
    files = {
        path
        for place in places
        for path in ([place] if place.is_file() else place.rglob("*"))
        if path.is_file() and "bench" not in path.relative_to(place).parts
    }
    texts = [form for text in texts for form in forms_in_files(text)]
    return sorted(path for path in files if holds(path, texts))


def forms_in_files(text: str) -> set[str]:
    """As CSVs, workbooks and pages write it."""
    doubled = text.replace('"', '""')
    return {text, doubled, html.escape(text, quote=False), str(markupsafe.escape(text))}


def holds(path: Path, texts: Sequence[str]) -> bool:
    """True if a file names one of these as a whole word."""
    if path.suffix == ".parquet":
        with duckdb.connect() as connection:
            (count,) = connection.execute(
                "select count(*) from read_parquet($file) as rows"
                " where regexp_matches(cast(rows as varchar), $pattern)",
                {"file": escaped(path), "pattern": pattern_of(texts)},
            ).fetchone()
        return count > 0
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return any(
                re.search(in_bytes(texts), book.read(name)) for name in book.namelist()
            )
    if not bytes_with(path, texts):
        return False
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    return re.search(in_bytes(texts), content) is not None


def escaped(path: Path) -> str:
    """A name for DuckDB, in which signs of patterns are signs."""
    return re.sub(r"([*?\[])", r"[\1]", str(path))


def in_bytes(texts: Sequence[str]) -> bytes:
    one_of = b"|".join(
        (b"(?i:%s)" if "@" in text else b"%s") % re.escape(text.encode())
        for text in texts
    )
    return rb"(?<!\w)(?:" + one_of + rb")(?!\w)"
