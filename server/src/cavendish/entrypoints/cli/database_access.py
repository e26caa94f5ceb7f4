"""Where this installation's database is: outside, or embedded and then started here if need be."""

import contextlib
from collections.abc import Callable, Iterator

from cavendish.database.embedded import EmbeddedPostgres
from cavendish.settings import Settings


@contextlib.contextmanager
def open_database(
    settings: Settings, *, on_progress: Callable[[str], None] = lambda _: None
) -> Iterator[tuple[str, EmbeddedPostgres | None]]:
    """The database's address for the length of the block, and the embedded server if it is ours to run.

    Raises SetupError when there is neither.
    """
    if settings.database_url is not None:
        yield settings.database_url, None
        return
    with EmbeddedPostgres.start(settings.data_dir, on_progress=on_progress) as postgres:
        yield postgres.dsn, postgres
