"""What an operator reads when the database cannot be entered."""

import asyncpg
import pytest

from cavendish.database.connection_pool import cure_for_entry, open_pool
from cavendish.database.migrate import migrate, pending_migrations
from cavendish.database.pooler_check import refuse_shared_connections
from cavendish.domain.errors import NotReadyError, SetupError

pytestmark = pytest.mark.integration
WAYS_IN = [open_pool, migrate, pending_migrations, refuse_shared_connections]


def elsewhere(database_url: str, *, user: str = "cavendish", name: str) -> str:
    _, _, host = database_url.partition("?")
    return f"postgresql://{user}@/{name}?{host}"


@pytest.mark.parametrize("enter", WAYS_IN)
async def test_a_wrong_name_user_or_address_is_one_line_with_its_cure(database_url: str, enter) -> None:  # type: ignore[no-untyped-def] # any way in
    wrong = {
        elsewhere(database_url, name="no_such_database"): "createdb",
        elsewhere(database_url, user="stranger", name="postgres"): "user and password",
        "mysql://127.0.0.1/cavendish": "postgresql://user:password@host:5432/name",
    }
    for url, cure in wrong.items():
        with pytest.raises(SetupError, match=cure):
            await enter(url)


@pytest.mark.parametrize("enter", WAYS_IN)
async def test_a_database_that_is_away_may_come_back(enter) -> None:  # type: ignore[no-untyped-def] # any way in
    with pytest.raises(NotReadyError, match="does not answer"):
        await enter("postgresql://cavendish@127.0.0.1:1/cavendish")


def test_a_full_database_and_a_closed_one_have_cures_of_their_own() -> None:
    assert "max_connections" in cure_for_entry(asyncpg.TooManyConnectionsError())
    assert "GRANT CONNECT" in cure_for_entry(asyncpg.InsufficientPrivilegeError())
