"""The home folder of whoever runs this process."""

from pathlib import Path


def home_folder() -> Path:
    """As the system names it; `/` for a user without an account, as containers have it."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")
