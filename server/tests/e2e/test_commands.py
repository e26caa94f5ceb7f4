"""The command line, as an operator types it."""

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.cavendish_process import COMMAND

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="cavendish-cli-", dir="/var/tmp"))
    folder.chmod(0o711)
    assert run(folder / "data", "migrate").returncode == 0
    yield folder / "data"
    shutil.rmtree(folder, ignore_errors=True)


def run(data: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments],
        env={**os.environ, "CAVENDISH_DATA": str(data), "COLUMNS": "160", **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_key_is_printed_once_listed_without_its_secret_and_revoked_for_good(data: Path) -> None:
    created = run(data, "keys", "create", "my app", "--requests-per-minute", "60")
    assert created.returncode == 0, created.stderr
    secret = created.stdout.strip()
    assert secret.startswith("cav_")
    listed = run(data, "keys", "list").stdout
    assert "my app" in listed
    assert secret not in listed
    assert secret[:8] in listed
    assert run(data, "keys", "revoke", "1").returncode == 0
    assert "revoked" in run(data, "keys", "list").stdout
    again = run(data, "keys", "revoke", "1")
    assert again.returncode == 1
    assert "No live key has the number 1" in again.stderr


def test_doctor_finds_a_sound_installation_sound(data: Path) -> None:
    done = run(data, "doctor")
    assert done.returncode == 0, done.stdout
    assert "wrong" not in done.stdout


def test_doctor_names_the_cure_for_storage_that_is_none(data: Path) -> None:
    done = run(data, "doctor", CAVENDISH_STORAGE_URL="ftp://example.com/x")
    assert done.returncode == 1
    assert "cure: check CAVENDISH_STORAGE_URL" in done.stdout


def test_doctor_names_the_cure_for_a_database_that_does_not_answer(data: Path) -> None:
    done = run(data, "doctor", CAVENDISH_DATABASE_URL="postgresql://127.0.0.1:1/nothing")
    assert done.returncode == 1
    assert "cure: start PostgreSQL, or mend host and port in CAVENDISH_DATABASE_URL" in done.stdout


def test_migrate_says_what_it_did_and_check_that_nothing_is_left(data: Path) -> None:
    assert run(data, "migrate").returncode == 0
    checked = run(data, "migrate", "--check")
    assert (checked.returncode, checked.stdout.strip()) == (0, "The schema is up to date.")


def test_openapi_needs_no_database() -> None:
    document = json.loads(run(Path("/nowhere"), "openapi").stdout)
    assert document["openapi"].startswith("3.1")
    assert "/api/v1/generateTask/nano-banana" in document["paths"]


def test_a_port_that_is_taken_is_named_at_once(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(data, "serve", "--port", str(port))
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "--port" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAVENDISH_TASK_TIMEOUT_S", "0"),
        ("CAVENDISH_TASK_TIMEOUT_S", "soon"),
        ("CAVENDISH_PUBLIC_URL", "example.com"),
        ("CAVENDISH_ALLOW_PRIVATE_NETWORK", "maybe"),
        ("CAVENDISH_WEBHOOK_RETRY_DELAYS", "1,x"),
        ("CAVENDISH_TASK_RETENTION_DAYS", "14"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(data: Path, name: str, value: str) -> None:
    done = run(data, "keys", "list", **{name: value})
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_help_teaches_every_command() -> None:
    text = run(Path("/nowhere"), "--help").stdout
    for command in ("serve", "demo", "keys", "migrate", "doctor", "openapi"):
        assert command in text
