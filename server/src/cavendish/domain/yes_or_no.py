"""How an environment variable says yes or no."""

from collections.abc import Mapping

from cavendish.domain.errors import SetupError


def read_yes_or_no(environ: Mapping[str, str], name: str) -> bool:
    """Whether it says yes; unset is no. Raises SetupError for anything else."""
    value = environ.get(name, "").strip().lower()
    if value in ("", "0", "false", "no", "off"):
        return False
    if value in ("1", "true", "yes", "on"):
        return True
    raise SetupError(f"{name}={value!r} is neither yes nor no: set 1 or 0")
