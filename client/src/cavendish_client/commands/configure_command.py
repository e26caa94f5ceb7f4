"""`cavendish configure`."""

from typing import Annotated

import typer

from cavendish_client.commands.command_session import CommandSession
from cavendish_client.commands.exit_codes import CommandError
from cavendish_client.commands.profiles import DEFAULT_PROFILE, Profile, read_configuration, write_profile
from cavendish_client.service_address import DEFAULT_BASE_URL, ServiceAddress


def configure(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The profile's name.")] = DEFAULT_PROFILE,
    *,
    base_url: Annotated[
        str, typer.Option(prompt="Address of the service", help="Address of the service.")
    ] = DEFAULT_BASE_URL,
    api_key: Annotated[
        str, typer.Option(prompt="API key", hide_input=True, help="The key; better typed than given here.")
    ],
    model: Annotated[str | None, typer.Option(help="Model used where a call names none.")] = None,
    webhook_secret: Annotated[
        str | None, typer.Option(help="Signing secret of the key's callbacks (whsec_…).")
    ] = None,
) -> None:
    """Save a service and its key as a profile; the first one is the default."""
    session: CommandSession = context.obj
    try:
        address = ServiceAddress(base_url, api_key.strip())
    except ValueError as error:
        raise CommandError(str(error)) from error
    path = session.config_path
    profile = Profile(
        base_url=address.base_url, api_key=address.api_key, model=model, webhook_secret=webhook_secret
    )
    is_first = not read_configuration(path).profiles
    write_profile(path, name, profile, is_default=is_first)
    session.note(f"Profile {name!r} is in {path}")
