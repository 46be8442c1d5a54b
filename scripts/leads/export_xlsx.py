"""Tables as the sheets of one workbook, within what Excel holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from leads.export_csv import is_number, runs_as_formula, text_of

# The limits of Excel: characters are counted in units of UTF-16, and years before
# the first one are no dates.
LONGEST_CELL, LONGEST_NAME, DIGITS, FIRST_YEAR = 32_767, 31, 15, 1900
WIDEST = 60
CUT = " [cut: the CSV has all of it]"
# Never the clock: the same tables give the same bytes.
CREATED = datetime(2000, 1, 1)
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class LeadsWorkbook:
    """A workbook with a sheet for each table added to it."""

    def __init__(self, path: Path) -> None:
        # Its parts are written beside it first: the folder has the room.
        options = {**OPTIONS, "tmpdir": str(path.parent)}
        self.workbook = Workbook(str(path), options)
        self.workbook.use_zip64()
        self.workbook.set_properties({"created": CREATED})
        self.styles: dict[tuple, Format] = {}

    def style(self, **properties: Any) -> Format:
        """The format with these properties, made once."""
        key = tuple(properties.items())
        if key not in self.styles:
            self.styles[key] = self.workbook.add_format(properties)
        return self.styles[key]

    def add(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> list[str]:
        """Add a sheet; what does not fit comes back in words."""
        sheet = Sheet(self, self.sheet_name(table), columns)
        for row in rows:
            sheet.add(row)
        sheet.finish()
        notes = []
        if sheet.sheet.name != table:
            notes.append(f"The sheet of {table} is called {sheet.sheet.name}.")
        for column, count in sheet.cut.items():
            notes.append(
                f"{table}: {count} of the texts in {columns[column]} are longer than "
                f"the {LONGEST_CELL:,} characters of an Excel cell: the sheet ends "
                "them with [cut], the CSV (--format csv) has them whole."
            )
        return notes

    def sheet_name(self, table: str) -> str:
        """The name of the table, shortened to what Excel allows and still free."""
        taken = {name.lower() for name in self.workbook.sheetnames}
        name, number = table[:LONGEST_NAME], 1
        while name.lower() in taken:
            number += 1
            ending = f"~{number}"
            name = table[: LONGEST_NAME - len(ending)] + ending
        return name

    def close(self) -> None:
        self.workbook.close()


class Sheet:
    """A header that is bold and stays, filters, and columns that are wide enough."""

    def __init__(self, book: LeadsWorkbook, name: str, columns: Sequence[str]) -> None:
        self.book, self.columns, self.row = book, columns, 0
        self.sheet = book.workbook.add_worksheet(name)
        self.widths = [len(column) for column in columns]
        self.cut: dict[int, int] = {}
        self.sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            self.sheet.write_string(0, place, column, book.style(bold=True))

    def add(self, row: Sequence[Any]) -> None:
        self.row += 1
        for place, value in enumerate(row):
            if value is not None:
                self.write(place, value)

    def finish(self) -> None:
        self.sheet.autofilter(0, 0, self.row, len(self.columns) - 1)
        for place, width in enumerate(self.widths):
            # The arrow of the filter wants room beside the name.
            self.sheet.set_column(place, place, min(width, WIDEST) + 3)

    def write(self, place: int, value: Any) -> None:
        """Write a value as what it is; text is never anything but text."""
        text, style = text_of(value), self.book.style
        if isinstance(value, bool):
            self.sheet.write_boolean(self.row, place, value)
        elif is_exact_number(value):
            number_style = style(num_format=number_format(value))
            self.sheet.write_number(self.row, place, value, number_style)
        elif is_excel_date(value):
            has_time = isinstance(value, datetime)
            form = "yyyy-mm-dd hh:mm:ss" if has_time else "yyyy-mm-dd"
            self.sheet.write_datetime(self.row, place, value, style(num_format=form))
        else:
            self.write_text(place, text)
        width = max(map(len, text[:LONGEST_CELL].split("\n")))
        self.widths[place] = max(self.widths[place], width)

    def write_text(self, place: int, text: str) -> None:
        shown = shortened(text)
        if shown != text:
            self.cut[place] = self.cut.get(place, 0) + 1
        # Marked as text, for whoever edits the cell and leaves it again.
        is_quoted = runs_as_formula(shown)
        style = self.book.style(quote_prefix=True) if is_quoted else None
        if shown.startswith("<r>") and shown.endswith("</r>"):
            # XlsxWriter would take this for its own markup; in parts it is escaped.
            parts = shown[:1], shown[1:2], shown[2:]
            self.sheet.write_rich_string(self.row, place, *parts)
        else:
            self.sheet.write_string(self.row, place, shown, style)


def is_exact_number(value: Any) -> bool:
    """True for a number of which Excel keeps every digit; others are text."""
    if not is_number(value) or isinstance(value, float):
        return is_number(value)
    return Decimal(f"{float(value):.{DIGITS}g}") == value


def number_format(value: Any) -> str:
    """As many decimals as the column has."""
    if isinstance(value, Decimal):
        return f"{Decimal(0).scaleb(value.as_tuple().exponent):f}"
    return "General" if isinstance(value, float) else "0"


def is_excel_date(value: Any) -> bool:
    """True for days and times that Excel knows, in no zone of their own."""
    is_day = isinstance(value, date) and value.year >= FIRST_YEAR
    return is_day and getattr(value, "tzinfo", None) is None


def shortened(text: str) -> str:
    """The text, cut to what a cell holds, and saying so."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    room = 2 * (LONGEST_CELL - len(CUT))
    return units[:room].decode("utf-16-le", "ignore") + CUT
