"""`cavendish-server doctor`: look at every part a server needs, and name the cure for what is wrong."""

import asyncio
import json
import shutil
import socket
from dataclasses import asdict, dataclass, field

from rich.markup import escape

from cavendish.bootstrap import find_providers, open_store, usable_providers
from cavendish.domain.clock import Clock, SystemClock
from cavendish.domain.errors import CavendishError, SetupError
from cavendish.entrypoints.cli.command_context import CommandContext
from cavendish.entrypoints.cli.console_output import OUT
from cavendish.entrypoints.cli.database_access import open_database
from cavendish.entrypoints.cli.database_findings import examine_database
from cavendish.entrypoints.cli.finding import Finding
from cavendish.entrypoints.cli.network_findings import examine_key, examine_public_url, examine_receiver
from cavendish.ports.route_file import read_route_file
from cavendish.settings import DEFAULT_HOST, Settings

_LOW_DISK_BYTES = 1024**3
_SHORT_TOKEN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What is looked at besides; `clock` is ours, that the database's is compared with."""

    port: int
    callback_url: str | None = None
    clock: Clock = field(default_factory=SystemClock)


async def examine(command: CommandContext, asked: Examination) -> list[Finding]:
    """A finding for every part; nothing is changed but a small object in storage, written and deleted."""
    try:
        settings = command.settings()
    except SetupError as error:
        return [Finding(part="settings", says=str(error), cure="set it right in the environment")]
    findings = [_disk(settings), await _storage(settings), *await _database(settings, asked.clock)]
    findings += [_routes(settings), *await _providers(settings), _admin_token(settings)]
    if settings.environ.get("CAVENDISH_PUBLIC_URL"):
        findings.append(await examine_public_url(settings.public_url))
    if asked.callback_url is not None:
        findings.append(await examine_receiver(asked.callback_url))
    return [*findings, await _port(asked.port)]


def print_findings(findings: list[Finding], *, as_json: bool) -> None:
    """For people with colours, or as one JSON document."""
    if as_json:
        OUT.print(json.dumps([asdict(finding) for finding in findings], indent=2), markup=False)
        return
    for finding in findings:
        mark = "[green]ok   [/green]" if finding.cure is None else "[red]wrong[/red]"
        OUT.print(f"{mark}  {finding.part}: {escape(finding.says)}")
        if finding.cure is not None:
            OUT.print(f"       cure: {escape(finding.cure)}")


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    says = f"{free / 1024**3:.1f} GB free for {settings.data_dir}"
    return Finding(
        part="disk", says=says, cure="make room, or set CAVENDISH_DATA" if free < _LOW_DISK_BYTES else None
    )


async def _storage(settings: Settings) -> Finding:
    try:
        await open_store(settings).prove_usable()
    except CavendishError as error:
        return Finding(part="storage", says=str(error), cure=_storage_cure(str(error)))
    return Finding(part="storage", says=f"writes, reads and deletes in {settings.storage_url}")


def _storage_cure(says: str) -> str:
    if "No space left" in says or "os error 28" in says:
        return "make room on the disk"
    if "Permission denied" in says or "Read-only" in says:
        return "let the server's user write there, or set CAVENDISH_STORAGE_URL"
    if "no such bucket" in says:
        return "create the bucket, or mend its name in CAVENDISH_STORAGE_URL"
    return "check CAVENDISH_STORAGE_URL, its rights and credentials"


async def _database(settings: Settings, clock: Clock) -> list[Finding]:
    try:
        with open_database(settings) as (dsn, _):
            return await examine_database(dsn, clock)
    except CavendishError as error:
        return [Finding(part="database", says=str(error), cure="let PostgreSQL start: the reason is above")]


def _routes(settings: Settings) -> Finding:
    try:
        file = read_route_file(settings.routes_path)
    except SetupError as error:
        return Finding(part="routes", says=str(error), cure="mend the route file; CAVENDISH_ROUTES names it")
    return Finding(part="routes", says=f"{len(file.routes)} in the file")


async def _providers(settings: Settings) -> list[Finding]:
    names = usable_providers(settings.environ)
    if not names:
        cure = "set a provider's key (GEMINI_API_KEY, FAL_KEY, …) or install cavendish-server[local]"
        return [Finding(part="providers", says="none is usable", cure=cure)]
    plugins = find_providers()
    with_keys = [name for name in names if plugins[name].credentials]
    keys = await asyncio.gather(*(examine_key(plugins[name], settings.environ) for name in with_keys))
    return [Finding(part="providers", says=f"usable: {', '.join(names)}"), *keys]


def _admin_token(settings: Settings) -> Finding:
    if settings.admin_token is None:
        return Finding(part="admin token", says="none: `serve` listens on this machine only")
    is_short = len(settings.admin_token) < _SHORT_TOKEN
    return Finding(
        part="admin token",
        says="too short to withstand guessing" if is_short else "set",
        cure="set CAVENDISH_ADMIN_TOKEN to `openssl rand -hex 24`" if is_short else None,
    )


async def _port(port: int) -> Finding:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((DEFAULT_HOST, port))
        except OSError as error:
            ours = await examine_public_url(f"http://{DEFAULT_HOST}:{port}")
            if ours.cure is None:
                return Finding(part="port", says=f"{port}: Cavendish listens there")
            says = f"{port} cannot be listened on: {error.strerror}"
            return Finding(part="port", says=says, cure="stop what listens there, or choose another --port")
    return Finding(part="port", says=f"{port} is free")
