"""What several test files share."""

import gc
import os

import pytest
from browser import pages_of, started_browser
from built_sample import built_sample, made_once
from compiled_project import CompiledProject, compile_in
from hypothesis import settings

# The same companies every time, so that a red run can be run again; look for
# new ones with --hypothesis-profile=default.
# No time limits: a busy machine is no fault of what is tested.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

# Whole builds, kills, past days and rows that come in parts: left out unless
# `leads.py test --all` asks for them, and begun first, so that none of them is
# left running alone at the end.
SLOW_FILES = (
    "test_preview.py",
    "test_publish_whole.py",
    "test_run_state.py",
    "test_run_machine.py",
    "test_increments.py",
    "test_bench.py",
    "test_real_data.py",
    "test_suggest.py",
    "test_backtest.py",
    "test_raw_files.py",
    "test_erase.py",
    "test_backtest_command.py",
    "test_seed_checks.py",
    "test_spells.py",
)
# One worker builds the sample while another one compiles the project.
NEXT_FILES = ("test_readme.py", "test_agreement.py")
IN_LINE = (*SLOW_FILES, *NEXT_FILES)


def pytest_itemcollected(item):
    """One worker runs the tests of a file that share what is made once for them.

    Workers look for groups before they modify the items they have collected.
    """
    fixtures = item._fixtureinfo.name2fixturedefs
    if any(each[-1].scope == "module" for each in fixtures.values()):
        item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.name in SLOW_FILES:
            item.add_marker("slow")
    items.sort(key=place_in_line)


def place_in_line(item):
    name = item.path.name
    return IN_LINE.index(name) if name in IN_LINE else len(IN_LINE)


@pytest.fixture(scope="session")
def shared_place(tmp_path_factory):
    """A folder that all workers of a run share."""
    place = tmp_path_factory.getbasetemp()
    # Those of workers lie beside each other.
    return place.parent if "PYTEST_XDIST_WORKER" in os.environ else place


@pytest.fixture(scope="session")
def project(shared_place, tmp_path_factory):
    """The project's SQL, compiled once for all tests."""
    compiled = shared_place / "compiled"
    made_once(compiled, compile_in)
    made = CompiledProject(compiled, tmp_path_factory.mktemp("rows"))
    # It stays; nobody need look for garbage in it.
    gc.freeze()
    return made


@pytest.fixture(scope="session")
def sample(shared_place):
    """The sample company as the README builds it, and what the build said.

    One build for all workers: only read it.
    """
    return built_sample(shared_place)


@pytest.fixture(scope="session")
def browser():
    with started_browser() as started:
        yield started


@pytest.fixture
def show(browser):
    with pages_of(browser) as opened:
        yield opened
