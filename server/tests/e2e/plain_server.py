"""One server as `cavendish-server serve` starts it, without a setting, for all tests that only use it."""

from collections.abc import Iterator

import pytest
from tests.e2e.cavendish_process import CavendishProcess


@pytest.fixture(scope="session")
def plain_server() -> Iterator[CavendishProcess]:
    """Shared: its tests mind only the tasks that they made, and never stop it."""
    with CavendishProcess.running() as server:
        yield server
