"""Fixtures that every kind of test may use."""

from tests.database_fixtures import database_url, pool, postgres_server

__all__ = ["database_url", "pool", "postgres_server"]
