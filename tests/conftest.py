"""What several test files share."""

import pytest
from compiled_project import CompiledProject


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    """The project's SQL, compiled once for all tests."""
    return CompiledProject(tmp_path_factory.mktemp("compiled"))
