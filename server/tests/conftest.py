"""Fixtures that every kind of test may use."""

from tests.database_fixtures import database_url, pool, postgres_server
from tests.e2e.plain_server import plain_server
from tests.s3_server import s3_server

__all__ = ["database_url", "plain_server", "pool", "postgres_server", "s3_server"]
