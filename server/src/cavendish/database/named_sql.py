"""SQL lives in `queries/*.sql`: each query has a `-- name:` line and a line that says what it is for."""

import re
from importlib import resources
from typing import Final

_HEADER: Final = re.compile(r"^-- name: (\w+)\n", re.MULTILINE)


def load_queries(file: str) -> dict[str, str]:
    """The queries of `queries/<file>.sql` by name."""
    text = resources.files(__package__).joinpath("queries", f"{file}.sql").read_text(encoding="utf-8")
    parts = _HEADER.split(text)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))
