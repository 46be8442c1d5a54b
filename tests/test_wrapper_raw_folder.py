"""Every file of a raw folder is read, named as not read, or refused."""

import gzip
import json
import os

import pytest

from leads.raw_folder import listing, look_into, raw_notes

ROWS = b"contact_id,created_at\nc1,2025-01-01\n"


def write(folder, *names, content=ROWS):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        packed = gzip.compress(content) if name.endswith(".gz") else content
        (folder / name).write_bytes(packed)


def names_read(folder, table):
    found = look_into(folder)
    assert found.problems == []
    return [found.name_of(path) for path in found.files.get(table, [])]


def test_absent_tables_and_strange_files_are_named(tmp_path):
    write(tmp_path, "contacts.csv", "event.csv", "orders.xlsx", "README.md")
    write(tmp_path, "deals/2026/part.parquet")
    (tmp_path / "events").mkdir()
    assert raw_notes(tmp_path) == [
        f"no events export in {tmp_path}: read as empty",
        f"no orders export in {tmp_path}: read as empty",
        f"no sales_touches export in {tmp_path}: read as empty",
        f"no contact_aliases export in {tmp_path}: read as empty",
        f"no contact_changes export in {tmp_path}: read as empty",
        f"no campaign_costs export in {tmp_path}: read as empty",
        "event.csv is not read: it is no export of a table (did you mean events.csv?)",
        "orders.xlsx is not read: save it as CSV UTF-8",
    ]


def test_parts_are_read_whatever_signs_are_in_their_names(tmp_path):
    names = ["[a].csv", "b*.csv", "c?.CSV", "d.csv.gz", "day=2026-01-01/e.csv"]
    write(tmp_path, *(f"events/{name}" for name in names))
    assert names_read(tmp_path, "events") == [f"events/{name}" for name in names]


UNREAD = (
    *("._a.csv", ".DS_Store", "~$g.csv"),
    *("b.tsv", "c.xlsx", "d.zip", "e.json", "f", "h.CSV.GZ"),
)


def test_every_file_within_a_folder_of_parts_that_is_not_read_is_named(tmp_path):
    write(tmp_path, "events/a.csv", *(f"events/x/{name}" for name in UNREAD))
    assert names_read(tmp_path, "events") == ["events/a.csv"]
    notes = look_into(tmp_path).notes
    for name in UNREAD:
        assert any(note.startswith(f"events/x/{name} is not read") for note in notes)


def test_a_linked_folder_is_read_once(tmp_path):
    raw, elsewhere = tmp_path / "raw", tmp_path / "elsewhere"
    write(raw, "events/2026/a.csv")
    write(elsewhere, "b.csv")
    (raw / "events" / "latest").symlink_to(raw / "events" / "2026")
    (raw / "events" / "old").symlink_to(elsewhere)
    (elsewhere / "loop").symlink_to(raw)
    assert names_read(raw, "events") == ["events/2026/a.csv", "events/old/b.csv"]
    notes = " ".join(look_into(raw).notes)
    assert "events/latest is not read" in notes
    assert "events/old/loop is not read" in notes


def test_what_cannot_be_opened_is_refused(tmp_path):
    os.mkfifo(tmp_path / "events.csv")
    (tmp_path / "orders.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "deals").symlink_to(tmp_path / "not_mounted")
    problems = "\n".join(look_into(tmp_path).problems)
    assert "events.csv is no plain file" in problems
    assert "orders.csv leads to a file that is not there" in problems
    assert "deals leads to a folder that is not there" in problems


@pytest.mark.skipif(not hasattr(os, "geteuid") or not os.geteuid(), reason="root may")
def test_a_folder_that_may_not_be_looked_into_is_refused(tmp_path):
    write(tmp_path, "events/shut/a.csv")
    (tmp_path / "events" / "shut").chmod(0)
    assert "Permission denied" in "".join(look_into(tmp_path).problems)
    (tmp_path / "events" / "shut").chmod(0o700)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (ROWS.decode().encode("utf-16"), "contacts.csv: the text is not UTF-8"),
        (ROWS.decode().encode("utf-16"), "it looks like UTF-16"),
        (ROWS.decode().encode("utf-16-le"), "it looks like UTF-16"),
        (ROWS + b"c2,caf\xe9\n", "contacts.csv line 3: the text is not UTF-8"),
        (ROWS + b"c2,caf\xe9\n", "it looks like Windows-1252 (Latin-1)"),
        (ROWS + b"c2,caf\xc3", "contacts.csv line 3: the text is not UTF-8"),
        (ROWS + "c2,café\n".encode(), ""),
        (b"\xef\xbb\xbf" + ROWS, ""),
    ],
)
def test_the_encoding_of_a_csv_that_is_not_utf8_is_named(tmp_path, content, said):
    for name in ("contacts.csv", "orders.csv.gz"):
        write(tmp_path, name, content=content)
    problems = listing(str(tmp_path), "contacts,orders")["problems"]
    assert len(problems) == (2 if said else 0)
    assert said in " ".join(problems)


def test_a_packed_part_that_is_cut_off_is_refused(tmp_path):
    write(tmp_path, "contacts.csv.gz", content=ROWS * 1000)
    path = tmp_path / "contacts.csv.gz"
    path.write_bytes(path.read_bytes()[:-20])
    [problem] = listing(str(tmp_path), "contacts")["problems"]
    assert "is damaged or cut off" in problem


def test_a_file_has_another_print_when_a_byte_of_it_changes(tmp_path):
    write(tmp_path, "contacts.csv")
    [before] = listing(str(tmp_path), "contacts")["files"]["contacts"]
    status = (tmp_path / "contacts.csv").stat()
    write(tmp_path, "contacts.csv", content=ROWS.replace(b"c1", b"c2"))
    os.utime(tmp_path / "contacts.csv", ns=(status.st_atime_ns, status.st_mtime_ns))
    [after] = listing(str(tmp_path), "contacts")["files"]["contacts"]
    assert before["print"] != after["print"]


def test_a_name_that_is_no_text_is_refused_and_one_beside_it_is_said(tmp_path):
    write(tmp_path, "contacts.csv", "events/a.csv")
    for name in (b"events/\xff.csv", b"events/\xff.txt"):
        (tmp_path / os.fsdecode(name)).write_bytes(ROWS)
    found = listing(str(tmp_path), "contacts,events")
    assert "has a name that is not UTF-8: rename it" in "".join(found["problems"])
    assert "events/\ufffd.txt is not read" in "".join(found["notes"])
    json.dumps(found, ensure_ascii=False).encode()
