"""The weekly report in a browser: quiet, of one language, and never too wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser import (
    TOO_FAINT,
    check_headings_and_tables_are_real,
    check_quiet_and_never_too_wide,
    with_browser,
)
from report_rows import publish_rows

from leads import cli

pytestmark = with_browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, Path]:
    """The same week, once for each language shown first."""
    folder = tmp_path_factory.mktemp("browser")
    database = str(publish_rows(folder / "leads.duckdb"))
    files = {language: folder / f"{language}.html" for language in ("en", "fr")}
    for language, file in files.items():
        asked = ["--out", str(file), "--language", language]
        assert cli.main(["report", "--db", database, *asked]) == 0
    return files


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_is_quiet_and_never_scrolls_sideways(
    show, pages, language, width, mode
):
    check_quiet_and_never_too_wide(show(pages[language], width, mode))


def test_what_is_folded_opens(show, pages):
    shown = show(pages["en"], javascript=False)
    numbers = shown.locator("#section-weekly ~ details")
    assert not numbers.locator("table").is_visible()
    numbers.locator("summary").click()
    assert numbers.locator("table").is_visible()


def test_a_printed_sheet_holds_the_page_without_the_switch(show, pages):
    shown = show(pages["en"], width=718)  # an A4 sheet less its margins
    shown.emulate_media(media="print")
    assert shown.evaluate("document.documentElement.scrollWidth") == 718
    assert not shown.locator("label[for=language-fr]").is_visible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_language_is_shown_and_the_switch_shows_the_other(show, pages, language):
    other = {"en": "fr", "fr": "en"}[language]
    shown = show(pages[language], javascript=False)
    for first, second in ((language, other), (other, language)):
        shown.locator(f"label[for=language-{first}]").click()
        assert shown.locator(f"h1 .{first}").is_visible()
        assert shown.locator(f"main .{first}:visible").count() > 100
        assert shown.locator(f"main .{second}:visible").count() == 0


def test_the_switch_is_worked_by_the_keyboard(show, pages):
    shown = show(pages["en"], javascript=False)
    shown.keyboard.press("Tab")
    shown.keyboard.press("ArrowRight")
    assert shown.locator("h1 .fr").is_visible()


def test_on_a_phone_every_cell_of_a_card_is_named_in_the_language_shown(show, pages):
    content = "each => each.map(one => getComputedStyle(one, '::before').content)"
    for language, name in (("en", '"since then"'), ("fr", '"depuis lors"')):
        shown = show(pages[language], 390)
        names = set(shown.locator(".cards td").evaluate_all(content))
        assert name in names
        assert names.isdisjoint({"none", '""', '"undefined"'})


def test_dark_mode_changes_the_page_and_its_charts(show, pages):
    colours = "element => getComputedStyle(element).fill"
    bar = ".chart.wide .en [aria-roledescription=bar]"
    light, dark = (show(pages["en"], mode=mode) for mode in ("light", "dark"))
    drawn = [page.locator(bar).first.evaluate(colours) for page in (light, dark)]
    assert drawn[0] != drawn[1]
    ground = "getComputedStyle(document.body).backgroundColor"
    assert light.evaluate(ground) != dark.evaluate(ground)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(show, pages, mode):
    assert show(pages["en"], mode=mode).evaluate(TOO_FAINT) == []


def test_headings_and_tables_are_real_ones(show, pages):
    check_headings_and_tables_are_real(show(pages["en"]), sections=12)
