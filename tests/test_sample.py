"""The sample company is what its script writes, and its histories fit together."""

import csv
import subprocess
import sys
from collections import defaultdict

import pytest
from compiled_project import PROJECT

SAMPLE = PROJECT / "data" / "sample"
YEAR_ENDS = "2026-11-16"


def rows_of(name):
    with (SAMPLE / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("hash_seed", ["0", "1"])
def test_the_script_writes_the_committed_bytes(tmp_path, hash_seed):
    script = str(PROJECT / "scripts" / "make_sample.py")
    command = [sys.executable, script, str(tmp_path)]
    subprocess.run(command, check=True, env={"PYTHONHASHSEED": hash_seed})
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.csv")}
    assert written == {path.relative_to(SAMPLE) for path in SAMPLE.rglob("*.csv")}
    for path in written:
        assert (tmp_path / path).read_bytes() == (SAMPLE / path).read_bytes(), path


def test_a_history_goes_from_the_first_day_to_what_is_exported_today():
    contacts = {row["contact_id"]: row for row in rows_of("contacts")}
    histories = defaultdict(list)
    for row in rows_of("contact_changes"):
        is_dated = row["valid_from"][:2] == "20" and row["valid_from"] < YEAR_ENDS
        if is_dated and row["attribute"] in contacts["c0001"]:
            histories[row["contact_id"], row["attribute"]].append(row)
    known = {key: rows for key, rows in histories.items() if key[0] in contacts}
    assert len({contact for contact, _ in known if contact}) == 82
    for (contact, attribute), rows in known.items():
        if contact:
            rows.sort(key=lambda row: row["valid_from"])
            assert rows[0]["valid_from"] == contacts[contact]["created_at"]
            assert rows[-1]["value"] == contacts[contact][attribute]
