"""`cavendish-server demo`: what `make run` does."""

import asyncio
import contextlib
import json
import os
import secrets
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cavendish.database.connection_pool import open_pool
from cavendish.database.key_rows import find_by_hash
from cavendish.domain.api_key import hash_secret
from cavendish.domain.client_address import read_address
from cavendish.domain.clock import SystemClock
from cavendish.domain.errors import SetupError
from cavendish.domain.guess_guard import GuessGuard
from cavendish.entrypoints.cli.console_output import ERR, OUT
from cavendish.entrypoints.cli.database_access import open_database
from cavendish.entrypoints.cli.playground_link import playground_link
from cavendish.entrypoints.cli.serve_command import ServeOptions, prepare, require_free_port
from cavendish.entrypoints.parent_bond import child_bound_to
from cavendish.services.keep_sessions import KeepSessions
from cavendish.settings import Settings

_READY_S = 60
_PICTURE_S = 180
_ASK_AGAIN_S = 0.2


def demo(settings: Settings, options: ServeOptions, *, prompt: str) -> None:
    """Serve, make one picture as any client would, print where it is, and serve on until stopped."""
    require_free_port(options)
    settings = replace(
        settings,
        bootstrap_key=settings.bootstrap_key or _kept(settings.data_dir / "demo-key", prefix="cav_"),
        admin_token=settings.admin_token or _demo_admin_token(settings, options),
    )
    with (
        Progress(
            SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=ERR
        ) as progress,
        contextlib.ExitStack() as stack,
    ):
        step = progress.add_task("Starting PostgreSQL", total=None)
        dsn, _ = stack.enter_context(
            open_database(settings, on_progress=lambda text: progress.update(step, description=text))
        )
        progress.update(step, description="Preparing the database")
        asyncio.run(prepare(settings, dsn))
        asyncio.run(_serve_and_draw(settings, options, dsn, prompt, progress))


async def _serve_and_draw(
    settings: Settings, options: ServeOptions, dsn: str, prompt: str, progress: Progress
) -> None:
    server = await _start_server(settings, options)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop, server)
    serving = asyncio.create_task(server.wait())
    first = asyncio.create_task(_first_picture(settings, prompt, progress))
    await asyncio.wait({serving, first}, return_when=asyncio.FIRST_COMPLETED)
    if first.done():
        progress.stop()
        try:
            _print_links(settings, first.result(), await _playground(settings, dsn))
        except SetupError:
            _stop(server)
            await serving
            raise
    else:
        first.cancel()
    if await serving:
        raise SetupError(f"The server ended: {settings.data_dir / 'server.log'} says why")


async def _start_server(settings: Settings, options: ServeOptions) -> asyncio.subprocess.Process:
    """`cavendish-server serve` as anybody would start it; it ends with this process."""
    own = {
        "CAVENDISH_DATA": str(settings.data_dir),
        "CAVENDISH_PUBLIC_URL": settings.public_url,
        "CAVENDISH_BOOTSTRAP_KEY": settings.bootstrap_key,
        "CAVENDISH_ADMIN_TOKEN": settings.admin_token,
    }
    environ = {**settings.environ, **{name: value for name, value in own.items() if value is not None}}
    command = (sys.executable, "-m", "cavendish.entrypoints.launch.main", "serve")
    with (settings.data_dir / "server.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            *command, "--host", options.host, "--port", str(options.port),
            env=environ, stdout=log, stderr=log,
            start_new_session=True, preexec_fn=child_bound_to(os.getpid()),
        )  # fmt: skip


def _stop(server: asyncio.subprocess.Process) -> None:
    if server.returncode is None:
        server.send_signal(signal.SIGTERM)


async def _first_picture(settings: Settings, prompt: str, progress: Progress) -> str:
    step = progress.task_ids[0]
    base = settings.public_url
    headers = {"Authorization": f"Bearer {settings.bootstrap_key}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        progress.update(step, description="Starting the API and a worker")
        await _wait_until_ready(session, base)
        progress.update(step, description=f"Making a first picture: {prompt}")
        try:
            async with asyncio.timeout(_PICTURE_S):
                return await _picture_of(session, base, prompt)
        except TimeoutError as error:
            raise SetupError(
                f"No first picture within {_PICTURE_S} s: server.log in the data folder says why"
            ) from error


async def _picture_of(session: aiohttp.ClientSession, base: str, prompt: str) -> str:
    """The picture's link. Keeps asking while the server is away: it may be starting again, or stopping."""
    body = {"input": {"mode": "text-to-image", "prompt": prompt, "aspect_ratio": "4:3"}}
    once = {"Idempotency-Key": secrets.token_hex(8)}
    task_id = ""
    while True:
        with contextlib.suppress(aiohttp.ClientError):
            if not task_id:
                url = f"{base}/api/v1/generateTask/nano-banana"
                async with session.post(url, json=body, headers=once) as answer:
                    task_id = _data(await answer.json())["taskId"]
            url = f"{base}/api/v1/statusTask/nano-banana?taskId={task_id}&wait=10"
            async with session.get(url) as answer:
                status = _data(await answer.json())
            if status["state"] == "failed":
                raise SetupError(f"The first picture failed: {status['failCode']}: {status['failMsg']}")
            if status["state"] == "success":
                return str(json.loads(status["resultJson"])["resultUrls"][0])
        await asyncio.sleep(_ASK_AGAIN_S)


def _data(envelope: dict[str, Any]) -> dict[str, Any]:
    if envelope["code"] == 503:
        raise aiohttp.ClientError(envelope["message"])
    if envelope["code"] != 200:
        raise SetupError(f"The server answered {envelope['code']}: {envelope['message']}")
    data: dict[str, Any] = envelope["data"]
    return data


async def _wait_until_ready(session: aiohttp.ClientSession, base: str) -> None:
    try:
        async with asyncio.timeout(_READY_S):
            while True:
                with contextlib.suppress(aiohttp.ClientError):
                    async with session.get(f"{base}/health/ready") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(_ASK_AGAIN_S)
    except TimeoutError as error:
        raise SetupError(
            f"The server at {base} is not ready after {_READY_S} s: server.log in the data folder says why; "
            "is the port taken? Choose another one with `make run ARGS='--port 8090'`"
        ) from error


def _demo_admin_token(settings: Settings, options: ServeOptions) -> str | None:
    """A token of our own making opens the console on this machine alone; elsewhere the operator sets one."""
    address = read_address(options.host)
    if options.host != "localhost" and (address is None or not address.is_loopback):
        return None
    return _kept(settings.data_dir / "demo-admin-token", prefix="")


def _kept(file: Path, *, prefix: str) -> str:
    """The same secret at every start, kept where only this user can read it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as out:
            out.write(f"{prefix}{secrets.token_hex(20)}\n")
    return file.read_text(encoding="utf-8").strip()


async def _playground(settings: Settings, dsn: str) -> str:
    """A link that signs one browser in with the demo's key."""
    pool = await open_pool(dsn, max_size=1)
    try:
        key = await find_by_hash(pool, hash_secret(settings.bootstrap_key or ""))
        if key is None:
            raise SetupError("The demo's key was revoked: set CAVENDISH_BOOTSTRAP_KEY to another one")
        ticket = await KeepSessions(pool, SystemClock(), guard=GuessGuard()).issue_ticket(key.id)
    finally:
        await pool.close()
    return playground_link(settings.public_url, ticket)


def _console(settings: Settings) -> str:
    """The token stands behind a `#`: browsers send that part to nobody, so no log sees it."""
    if settings.admin_token is None:
        return f"{settings.public_url}/console (closed: set CAVENDISH_ADMIN_TOKEN)"
    return f"{settings.public_url}/console#token={quote(settings.admin_token, safe='')}"


def _print_links(settings: Settings, picture_url: str, playground: str) -> None:
    base = settings.public_url
    OUT.print(
        f"""
[bold]Cavendish is running.[/bold] Stop it with Ctrl-C; tasks and pictures stay in {settings.data_dir}
Its log is {settings.data_dir / "server.log"}

  [bold]Playground  {playground}[/bold]
              (signs one browser in; for another link: cavendish-server keys list, then keys link NUMBER)
  Console     {_console(settings)}
  API         {base}/api/v1
  Docs        {base}/docs
  API key     {settings.bootstrap_key}

  Another picture:
    curl -s {base}/api/v1/generateTask/nano-banana \\
      -H 'Authorization: Bearer {settings.bootstrap_key}' -H 'Content-Type: application/json' \\
      -d '{{"input": {{"mode": "text-to-image", "prompt": "a cozy cyberpunk cafe with neon lights"}}}}'

  [bold]Your first picture: {picture_url}[/bold]
""",
        markup=True,
        soft_wrap=True,
    )
