"""Make a new, empty PostgreSQL cluster: complete, or not at all."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from cavendish.database.embedded.file_lock import FileLock
from cavendish.database.embedded.postgres_binaries import PostgresBinaries
from cavendish.database.embedded.server_account import ServerAccount
from cavendish.domain.errors import SetupError

DATABASE: Final = "cavendish"
SUPERUSER: Final = "cavendish"
_UNFINISHED: Final = "unfinished-"
_TIMEOUT_S: Final = 300


def major_of(cluster: Path) -> int | None:
    """The PostgreSQL version that a cluster belongs to, None where there is none.

    Before version 10 the file read `9.6`; those are reported as 9.
    """
    try:
        text = (cluster / "PG_VERSION").read_text(encoding="ascii")
    except FileNotFoundError:
        return None
    return int(text.split(".")[0])


def create_cluster(
    cluster: Path, *, binaries: PostgresBinaries, account: ServerAccount, alive: FileLock
) -> None:
    """Initialise `cluster` with one empty database; a cut-short earlier try is cleared away.

    The programs inherit `alive`: if we are killed, the next starter sees that they still write.
    """
    name = account.name
    for leftover in cluster.parent.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(leftover)
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=cluster.parent))
    account.give(unfinished)
    _run([str(binaries.initdb), "-D", str(unfinished), *_initdb_options(binaries)], "", account, alive)
    _let_in_only(unfinished, {"root", name} - ({"nobody"} if account.is_other else set()))
    single = [
        str(binaries.postgres),
        "--single",
        "-D",
        str(unfinished),
        "-c",
        "log_checkpoints=off",
        "postgres",
    ]
    _run(single, f"CREATE DATABASE {DATABASE}\n", account, alive)
    unfinished.rename(cluster)


def _let_in_only(unfinished: Path, names: set[str]) -> None:
    """Allow root and the folder's user; where root stepped down to `nobody`, not others who run as that."""
    (unfinished / "pg_hba.conf").write_text("local all all peer map=cavendish\n")
    (unfinished / "pg_ident.conf").write_text(
        "".join(f'cavendish "{name}" {SUPERUSER}\n' for name in sorted(names))
    )


def _initdb_options(binaries: PostgresBinaries) -> list[str]:
    options = ["-U", SUPERUSER, "-A", "peer", "-E", "UTF8", "--data-checksums", "--no-instructions"]
    if binaries.major >= 17:  # the built-in C.UTF-8 does not depend on the machine's locales
        return [*options, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [*options, "--locale=C"]


def _run(command: list[str], text: str, account: ServerAccount, alive: FileLock) -> None:
    done = subprocess.run(
        command,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=_TIMEOUT_S,
        start_new_session=True,
        pass_fds=[alive.fileno()],
        **account.spawn_options(),
    )
    if done.returncode != 0:
        raise SetupError(
            f"Could not create the database: {command[0]} said: {done.stdout.strip()[-2000:]}. Mend that, or "
            "set CAVENDISH_DATABASE_URL"
        )
