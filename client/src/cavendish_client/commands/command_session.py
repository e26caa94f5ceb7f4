"""What every command has: environment, consoles, the chosen service, and how results are told."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from cavendish_client.async_client import AsyncCavendish
from cavendish_client.commands.exit_codes import CommandError, exit_code_of
from cavendish_client.commands.profiles import (
    Profile,
    choose_profile,
    config_path,
    read_configuration,
    require_key,
)
from cavendish_client.errors import ApiError, CavendishError, TaskFailedError
from cavendish_client.service_address import ServiceAddress
from cavendish_client.sync_client import Cavendish
from cavendish_client.task_flows import DEFAULT_MODEL

ProfileOption = Annotated[
    str | None, typer.Option("--profile", "-p", help="Profile of the configuration file to use.")
]
BaseUrlOption = Annotated[
    str | None, typer.Option(help="The service's address, instead of CAVENDISH_BASE_URL.", metavar="URL")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, errors too.")]


@dataclass(slots=True, kw_only=True)
class CommandSession:
    """Results go to `out` (stdout), everything else to `err` (stderr)."""

    environ: Mapping[str, str]
    home: Path
    out: Console = field(default_factory=lambda: Console(highlight=False, soft_wrap=True))
    err: Console = field(default_factory=lambda: Console(stderr=True, highlight=False, soft_wrap=True))
    as_json: bool = False

    @property
    def config_path(self) -> Path:
        return config_path(self.environ, self.home)

    def profile(self, name: str | None, base_url: str | None) -> Profile:
        """The profile in force."""
        configuration = read_configuration(self.config_path)
        return choose_profile(configuration, self.environ, name=name, base_url=base_url)

    def client(self, profile: Profile) -> Cavendish:
        """A client for the profile, to be closed by the caller."""
        address = _address(profile)
        return Cavendish(address.api_key, base_url=address.base_url, model=profile.model or DEFAULT_MODEL)

    def async_client(self, profile: Profile) -> AsyncCavendish:
        """The same for asyncio."""
        address = _address(profile)
        return AsyncCavendish(
            address.api_key, base_url=address.base_url, model=profile.model or DEFAULT_MODEL
        )

    def print_json(self, value: object) -> None:
        """One line of JSON on stdout."""
        self.out.print(json.dumps(value, ensure_ascii=False), markup=False)

    def note(self, text: str) -> None:
        """A line for people, on stderr; not with --json."""
        if not self.as_json:
            self.err.print(text)

    def report(self, error: CavendishError) -> int:
        """Tell an error and return the exit code."""
        code = exit_code_of(error)
        if self.as_json:
            self.print_json({"error": describe_error(error), "exitCode": int(code)})
        else:
            self.err.print(f"[red]Error:[/red] {escape(str(error))}")
            if error.task is not None and not isinstance(error, TaskFailedError):
                self.err.print(f"The task goes on: cavendish status {error.task.id} --wait -o .")
        return int(code)


def _address(profile: Profile) -> ServiceAddress:
    try:
        return ServiceAddress(profile.base_url or "", require_key(profile))
    except ValueError as error:
        raise CommandError(str(error)) from error


def describe_error(error: CavendishError) -> dict[str, Any]:
    """An error for programs."""
    told: dict[str, Any] = {"type": type(error).__name__, "message": str(error)}
    if isinstance(error, ApiError):
        told |= {"status": error.status, "detail": error.detail, "requestId": error.request_id}
    if error.task is not None:
        told |= {"taskId": error.task.id, "failCode": error.task.fail_code}
    return {name: value for name, value in told.items() if value is not None}
