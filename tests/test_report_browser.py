"""The weekly report in a browser: quiet, of one language, and never too wide."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from report_rows import publish_rows

from leads import cli

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open it with")

TEXT_OUT_OF_SIGHT = """
    () => [...document.querySelectorAll('main *, footer *')].filter(each => {
        const box = each.getBoundingClientRect();
        return box.width && box.right > innerWidth + 1
            && !each.closest('.scroll, svg');
    }).map(each => each.outerHTML.slice(0, 80))
"""


@pytest.fixture(scope="module")
def browser():
    # Chromium's own sandbox is not to be had by root, as in a container.
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield started
        started.close()


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


@pytest.fixture
def show(browser, pages):
    """Open the page; what it complained of or asked for is in `heard`."""
    contexts = []

    def opened(language="en", width=1280, mode="light", javascript=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=mode,
            java_script_enabled=javascript,
        )
        contexts.append(context)
        shown = context.new_page()
        shown.heard = []
        shown.on("console", lambda message: shown.heard.append(message.text))
        shown.on("pageerror", lambda error: shown.heard.append(str(error)))
        shown.on("request", lambda request: shown.heard.append(request.url))
        shown.goto(pages[language].as_uri())
        return shown

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_is_quiet_and_never_scrolls_sideways(
    show, pages, language, width, mode
):
    shown = show(language, width, mode)
    for folded in shown.locator("summary").all():
        folded.click()
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert shown.evaluate(TEXT_OUT_OF_SIGHT) == []
    assert shown.heard == [pages[language].as_uri()]


def test_a_printed_sheet_holds_the_page_without_the_switch(show):
    shown = show(width=718)  # an A4 sheet less its margins
    shown.emulate_media(media="print")
    assert shown.evaluate("document.documentElement.scrollWidth") == 718
    assert not shown.locator("label[for=language-fr]").is_visible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_language_is_shown_and_the_switch_shows_the_other(show, language):
    other = {"en": "fr", "fr": "en"}[language]
    shown = show(language, javascript=False)
    for first, second in ((language, other), (other, language)):
        shown.locator(f"label[for=language-{first}]").click()
        assert shown.locator(f"h1 .{first}").is_visible()
        assert shown.locator(f"main .{first}:visible").count() > 100
        assert shown.locator(f"main .{second}:visible").count() == 0


def test_the_switch_is_worked_by_the_keyboard(show):
    shown = show("en", javascript=False)
    shown.keyboard.press("Tab")
    shown.keyboard.press("ArrowRight")
    assert shown.locator("h1 .fr").is_visible()


def test_dark_mode_changes_the_page_and_its_charts(show):
    colours = "element => getComputedStyle(element).fill"
    bar = ".chart.wide .en [aria-roledescription=bar]"
    light, dark = (show(mode=mode) for mode in ("light", "dark"))
    drawn = [page.locator(bar).first.evaluate(colours) for page in (light, dark)]
    assert drawn[0] != drawn[1]
    ground = "getComputedStyle(document.body).backgroundColor"
    assert light.evaluate(ground) != dark.evaluate(ground)


CONTRAST = """
    () => {
        const part = text => {
            const canvas = document.createElement('canvas').getContext('2d');
            canvas.fillStyle = text;
            canvas.fillRect(0, 0, 1, 1);
            return [...canvas.getImageData(0, 0, 1, 1).data];
        };
        const light = colour => {
            const [red, green, blue] = part(colour).map(value => {
                const share = value / 255;
                return share <= 0.04045 ? share / 12.92
                    : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
        };
        const ground = element => {
            const colour = getComputedStyle(element).backgroundColor;
            return part(colour)[3] || !element.parentElement
                ? colour : ground(element.parentElement);
        };
        return [...document.querySelectorAll('label, main *, footer *')]
            .filter(each => !each.closest('svg, [aria-hidden]')
                && each.checkVisibility() && each.textContent.trim())
            .map(each => {
                const pair = [light(getComputedStyle(each).color),
                    light(ground(each))].sort((one, two) => two - one);
                return [(pair[0] + 0.05) / (pair[1] + 0.05), each.outerHTML];
            })
            .filter(([contrast]) => contrast < 4.5)
            .map(([contrast, html]) => contrast.toFixed(2) + html.slice(0, 90));
    }
"""


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_all_text_stands_out_from_its_ground(show, mode):
    assert show(mode=mode).evaluate(CONTRAST) == []


def test_headings_and_tables_are_real_ones(show):
    shown = show()
    assert shown.locator("h1").count() == 1
    assert shown.locator("section[aria-labelledby] > h2").count() == 12
    assert shown.locator("thead th:not([scope])").count() == 0
    assert shown.locator("tbody tr > :first-child:not(th[scope=row])").count() == 0
    names = "() => [...document.querySelectorAll('[id]')].map(each => each.id)"
    ids = shown.evaluate(names)
    assert len(ids) == len(set(ids))
    labelled = "each => each.map(one => one.getAttribute('aria-labelledby'))"
    named = shown.locator("[aria-labelledby]").evaluate_all(labelled)
    assert set(named) <= set(ids)
