"""The build says what a raw folder lacks, and which files it does not read."""

from leads.raw_folder import raw_notes


def test_absent_tables_and_strange_files_are_named(tmp_path):
    for name in ("contacts.csv", "event.csv", "orders.xlsx", "README.md"):
        (tmp_path / name).write_text("x")
    (tmp_path / "deals" / "2026").mkdir(parents=True)
    (tmp_path / "deals" / "2026" / "part.parquet").write_text("x")
    (tmp_path / "events").mkdir()
    assert raw_notes(tmp_path) == [
        f"no events export in {tmp_path}: read as empty",
        f"no orders export in {tmp_path}: read as empty",
        f"no sales_touches export in {tmp_path}: read as empty",
        f"no contact_aliases export in {tmp_path}: read as empty",
        f"no contact_changes export in {tmp_path}: read as empty",
        f"no campaign_costs export in {tmp_path}: read as empty",
        "event.csv is no export of a table: not read",
        "orders.xlsx is no export of a table: not read",
    ]
