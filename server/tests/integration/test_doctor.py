"""Broken set-ups, each really broken, and the cure that `doctor` names for it."""

import contextlib
import json
import re
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import asyncpg
import pytest
from aiohttp import web
from tests.e2e.cavendish_process import free_port
from tests.s3_server import S3Server
from tests.standins.apixo_upstream import ApixoUpstream
from tests.standins.fal_upstream import FalUpstream
from tests.standins.gemini_upstream import GeminiUpstream
from tests.standins.kie_upstream import KieUpstream
from tests.standins.replicate_upstream import ReplicateUpstream
from tests.standins.tls_certificate import tls_contexts
from tests.standins.upstream_server import KEY, StandIn

from cavendish.domain.clock import SystemClock
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.doctor_command import Examination, examine, print_findings
from cavendish.entrypoints.cli.finding import Finding

pytestmark = pytest.mark.integration


class WrongClock:
    def now_ms(self) -> int:
        return SystemClock().now_ms() - 60_000


class Doctor:
    """Examines one installation that is sound but for what a test sets."""

    def __init__(self, folder: Path, dsn: str) -> None:
        self._environ = {"CAVENDISH_DATA": str(folder), "CAVENDISH_DATABASE_URL": dsn}
        self._folder = folder

    async def findings(self, asked: Examination | None = None, **environ: str) -> dict[str, Finding]:
        command = CommandContext(environ={**self._environ, **environ}, is_root=False, home=self._folder)
        found = await examine(command, asked or Examination(port=free_port()))
        return {finding.part: finding for finding in found}

    async def wrong(self, asked: Examination | None = None, **environ: str) -> dict[str, str]:
        """The cure for each part that is wrong."""
        found = (await self.findings(asked, **environ)).values()
        return {finding.part: finding.cure for finding in found if finding.cure is not None}


@pytest.fixture
def doctor(tmp_path: Path, database_url: str) -> Doctor:
    return Doctor(tmp_path, database_url)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KB that is full."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("only root may mount a tiny file system here")
    try:
        (folder / "everything").write_bytes(bytes(64 * 1024))
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


async def test_a_sound_installation_has_nothing_wrong(doctor: Doctor) -> None:
    assert await doctor.wrong() == {}


async def test_1_a_wrong_database_address(doctor: Doctor) -> None:
    wrong = await doctor.wrong(CAVENDISH_DATABASE_URL=f"postgresql://127.0.0.1:{free_port()}/nothing")
    assert wrong.keys() == {"database"}
    assert "mend host and port in CAVENDISH_DATABASE_URL" in wrong["database"]


async def test_2_a_wrong_user_or_password(doctor: Doctor, database_url: str) -> None:
    stranger = re.sub(r"://([^@/]*@)?", "://stranger:wrong@", database_url, count=1)
    wrong = await doctor.wrong(CAVENDISH_DATABASE_URL=stranger)
    assert wrong.keys() == {"database"}
    assert "mend user and password" in wrong["database"]


async def test_3_a_full_disk(doctor: Doctor, tiny_disk: Path) -> None:
    wrong = await doctor.wrong(CAVENDISH_STORAGE_URL=tiny_disk.as_uri(), CAVENDISH_DATA=str(tiny_disk))
    assert wrong == {"disk": "make room, or set CAVENDISH_DATA", "storage": "make room on the disk"}


@pytest.mark.parametrize(
    ("provider", "stand_in", "variable", "path"),
    [
        ("gemini", GeminiUpstream, "GEMINI_API_KEY", ""),
        ("fal", FalUpstream, "FAL_KEY", ""),
        ("kie", KieUpstream, "KIE_API_KEY", ""),
        ("apixo", ApixoUpstream, "APIXO_API_KEY", ""),
        ("apixo", ApixoUpstream, "APIXO_API_KEY", "/api/v1"),
        ("replicate", ReplicateUpstream, "REPLICATE_API_TOKEN", ""),
    ],
)
async def test_4_a_provider_key_that_its_upstream_refuses(
    doctor: Doctor, provider: str, stand_in: type[StandIn], variable: str, path: str
) -> None:
    async with stand_in() as upstream:
        base = {f"CAVENDISH_{provider.upper()}_BASE_URL": upstream.url + path}
        found = await doctor.findings(**base, **{variable: KEY})
        assert found[f"provider {provider}"].says == "takes the key"
        wrong = await doctor.wrong(**base, **{variable: "wrong"})
        assert wrong == {f"provider {provider}": f"set a valid {variable}"}
        assert upstream.submits == 0


async def test_4_a_base_url_that_leads_to_something_else(doctor: Doctor) -> None:
    async with FalUpstream() as upstream:
        wrong = await doctor.wrong(CAVENDISH_APIXO_BASE_URL=upstream.url, APIXO_API_KEY=KEY)
    assert wrong == {"provider apixo": "mend CAVENDISH_APIXO_BASE_URL, or unset it"}


async def test_5_a_bucket_that_is_not_there(doctor: Doctor, s3_server: S3Server) -> None:
    wrong = await doctor.wrong(CAVENDISH_STORAGE_URL="s3://nobody-made-it", **s3_server.environ())
    assert wrong == {"storage": "create the bucket, or mend its name in CAVENDISH_STORAGE_URL"}


async def test_6_a_clock_that_is_a_minute_off(doctor: Doctor) -> None:
    # Ours is moved, not the machine's: other tests run on it.
    asked = Examination(port=free_port(), clock=WrongClock())
    assert await doctor.wrong(asked) == {"clock": "run NTP on both machines"}


async def test_7_and_8_a_schema_too_old_and_one_too_new(doctor: Doctor, database_url: str) -> None:
    connection = await asyncpg.connect(database_url)
    try:
        newest = await connection.fetchval("SELECT max(number) FROM schema_migrations")
        await connection.execute("DELETE FROM schema_migrations WHERE number = $1", newest)
        assert await doctor.wrong() == {"schema": "run `cavendish-server migrate`"}
        await connection.execute(
            "INSERT INTO schema_migrations (number, name) VALUES ($1, 'back'), (9000, 'of the future')",
            newest,
        )
    finally:
        await connection.close()
    wrong = await doctor.wrong()
    assert wrong.keys() == {"schema"}
    assert "install that release here" in wrong["schema"]


async def test_9_a_public_address_that_leads_nowhere(doctor: Doctor) -> None:
    wrong = await doctor.wrong(CAVENDISH_PUBLIC_URL=f"http://127.0.0.1:{free_port()}")
    assert wrong == {"public URL": "start `serve`, mend DNS or proxy, or mend CAVENDISH_PUBLIC_URL"}


async def test_10_a_route_file_that_is_broken(doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / "routes.toml").write_text("[[routes]]\nmodel = 7\n")
    found = (await doctor.findings(CAVENDISH_ROUTES=str(tmp_path / "routes.toml")))["routes"]
    assert "route 1, field model" in found.says
    assert found.cure == "mend the route file; CAVENDISH_ROUTES names it"


async def test_11_a_storage_folder_that_cannot_be_written(doctor: Doctor) -> None:
    # /proc takes no folders from anybody, root included.
    wrong = await doctor.wrong(CAVENDISH_STORAGE_URL="file:///proc/cavendish")
    assert wrong.keys() == {"storage"}
    assert "CAVENDISH_STORAGE_URL" in wrong["storage"]


async def test_a_receiver_of_callbacks_is_reached_or_told_what_is_in_the_way(doctor: Doctor) -> None:
    async with GeminiUpstream() as anybody:
        sound = await doctor.findings(Examination(port=free_port(), callback_url=anybody.url))
        assert "answers (HTTP 404)" in sound["callback egress"].says
    nowhere = Examination(port=free_port(), callback_url=f"http://127.0.0.1:{free_port()}/hook")
    assert await doctor.wrong(nowhere) == {"callback egress": "open the firewall's way out"}


async def test_a_port_that_somebody_else_has(doctor: Doctor) -> None:
    async with GeminiUpstream() as other:
        wrong = await doctor.wrong(Examination(port=other.port))
    assert wrong == {"port": "stop what listens there, or choose another --port"}


async def test_a_short_admin_token(doctor: Doctor) -> None:
    assert "openssl rand" in (await doctor.wrong(CAVENDISH_ADMIN_TOKEN="short"))["admin token"]
    assert await doctor.wrong(CAVENDISH_ADMIN_TOKEN="0123456789abcdef") == {}


async def test_a_setting_that_makes_no_sense_is_the_only_finding(doctor: Doctor) -> None:
    wrong = await doctor.wrong(CAVENDISH_LOCAL="never")
    assert wrong == {"settings": "set it right in the environment"}


async def test_a_provider_that_cannot_be_reached_or_is_ill_says_nothing_of_the_key(doctor: Doctor) -> None:
    nowhere = await doctor.wrong(FAL_KEY=KEY, CAVENDISH_FAL_BASE_URL=f"http://127.0.0.1:{free_port()}")
    assert nowhere == {"provider fal": "check this machine's way out, and CAVENDISH_FAL_BASE_URL"}

    async def ill(_: web.Request) -> web.Response:
        return web.Response(status=502)

    async with local_server(ill) as url:
        found = await doctor.findings(FAL_KEY=KEY, CAVENDISH_FAL_BASE_URL=url)
    assert "HTTP 502, which says nothing of the key" in found["provider fal"].says
    assert found["provider fal"].cure == "run `doctor` again later"


async def test_a_public_address_of_another_server_is_told_from_ours(doctor: Doctor) -> None:
    async def other(_: web.Request) -> web.Response:
        return web.Response(text="welcome")

    async def ours(_: web.Request) -> web.Response:
        return web.json_response({"data": "live"})

    async with local_server(other) as url:
        found = await doctor.findings(CAVENDISH_PUBLIC_URL=url)
        assert found["public URL"].says == f"{url} leads elsewhere (HTTP 200)"
        assert found["public URL"].cure is not None
    async with local_server(ours) as url:
        found = await doctor.findings(Examination(port=int(url.rpartition(":")[2])), CAVENDISH_PUBLIC_URL=url)
        assert found["public URL"].cure is None
        assert found["port"].says.endswith("Cavendish listens there")


async def test_a_receiver_without_an_address_or_a_valid_certificate_is_told_so(
    doctor: Doctor, tmp_path: Path
) -> None:
    unknown = Examination(port=free_port(), callback_url="http://nobody.invalid/hook")
    assert await doctor.wrong(unknown) == {"callback egress": "mend the URL or DNS"}

    async def anything(_: web.Request) -> web.Response:
        return web.Response()

    presented, _ = tls_contexts("localhost", tmp_path)
    async with local_server(anything, tls=presented) as url:
        wrong = await doctor.wrong(Examination(port=free_port(), callback_url=url))
    assert wrong.keys() == {"callback egress"}
    assert "renew it" in wrong["callback egress"]


async def test_findings_are_printed_for_people_and_as_one_json_document_for_programs(
    doctor: Doctor, capsys: pytest.CaptureFixture[str]
) -> None:
    findings = list((await doctor.findings(CAVENDISH_ADMIN_TOKEN="short")).values())
    print_findings(findings, as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert [(one["part"], one["says"], one["cure"]) for one in told] == [
        (finding.part, finding.says, finding.cure) for finding in findings
    ]
    print_findings(findings, as_json=False)
    lines = capsys.readouterr().out
    assert "wrong  admin token: too short to withstand guessing" in lines
    assert "cure: set CAVENDISH_ADMIN_TOKEN to" in lines


@contextlib.asynccontextmanager
async def local_server(
    answer: Callable[[web.Request], Awaitable[web.StreamResponse]], *, tls: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """One that gives every GET this answer."""
    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
    await site.start()
    port = runner.addresses[0][1]
    yield f"https://localhost:{port}" if tls else f"http://127.0.0.1:{port}"
    await runner.cleanup()
