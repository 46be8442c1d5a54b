"""Pages in a browser: what every page of the project has to be."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
with_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium to open it with"
)
Show = Callable[..., Any]

UNFOLD = "each => each.forEach(one => { one.open = true })"
TEXT_OUT_OF_SIGHT = """
    () => [...document.querySelectorAll('main *, footer *')].filter(each => {
        const box = each.getBoundingClientRect();
        return box.width && box.right > innerWidth + 1
            && !each.closest('.scroll, svg');
    }).map(each => each.outerHTML.slice(0, 80))
"""
TOO_FAINT = """
    () => {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 1;
        const pen = canvas.getContext('2d', { willReadFrequently: true });
        const parts = {};
        const part = text => {
            if (!(text in parts)) {
                pen.clearRect(0, 0, 1, 1);
                pen.fillStyle = text;
                pen.fillRect(0, 0, 1, 1);
                parts[text] = [...pen.getImageData(0, 0, 1, 1).data];
            }
            return parts[text];
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
IDS = "() => [...document.querySelectorAll('[id]')].map(each => each.id)"
LABELLED = "each => each.map(one => one.getAttribute('aria-labelledby'))"


@contextmanager
def started_browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    # Chromium's own sandbox is not to be had by root, as in a container.
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield started
        started.close()


@contextmanager
def pages_of(browser: Any) -> Iterator[Show]:
    """Open pages; what one complained of or asked for is in its `heard`."""
    contexts = []

    def show(
        file: Path, width: int = 1280, mode: str = "light", javascript: bool = True
    ) -> Any:
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
        shown.goto(file.as_uri())
        shown.heard.remove(file.as_uri())
        return shown

    yield show
    for context in contexts:
        context.close()


def check_quiet_and_never_too_wide(shown: Any) -> None:
    """Nothing is asked for, and nothing lies beside the screen, folded or not."""
    shown.locator("details").evaluate_all(UNFOLD)
    width = shown.viewport_size["width"]
    assert shown.evaluate("document.documentElement.scrollWidth") == width
    assert shown.evaluate(TEXT_OUT_OF_SIGHT) == []
    assert shown.heard == []


def check_headings_and_tables_are_real(shown: Any, sections: int) -> None:
    """Whoever listens to the page finds its way, and every label is there."""
    assert shown.locator("h1").count() == 1
    assert shown.locator("section[aria-labelledby] > h2").count() == sections
    assert shown.locator("thead th:not([scope])").count() == 0
    assert shown.locator("tbody tr > :first-child:not(th[scope=row])").count() == 0
    ids = shown.evaluate(IDS)
    assert len(ids) == len(set(ids))
    assert set(shown.locator("[aria-labelledby]").evaluate_all(LABELLED)) <= set(ids)
