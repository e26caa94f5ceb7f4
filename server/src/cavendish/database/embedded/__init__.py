"""PostgreSQL started by ourselves: nothing to install, the same database as in production."""

from cavendish.database.embedded.launcher import EmbeddedPostgres
from cavendish.database.embedded.postgres_binaries import PostgresBinaries, find_binaries

__all__ = ["EmbeddedPostgres", "PostgresBinaries", "find_binaries"]
