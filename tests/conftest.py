"""What several test files share."""

import pytest
from compiled_project import CompiledProject
from hypothesis import settings

# The same companies every time, so that a red run can be run again; look for
# new ones with --hypothesis-profile=default.
settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The project's SQL, compiled once for all tests."""
    return CompiledProject(tmp_path_factory.mktemp("compiled"))
