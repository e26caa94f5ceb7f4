"""`cavendish webhook listen`."""

import threading
from typing import Annotated

import typer
from rich.markup import escape

from cavendish_client.commands.command_session import CommandSession, JsonOption, ProfileOption
from cavendish_client.commands.examples import examples_of
from cavendish_client.commands.exit_codes import CommandError
from cavendish_client.commands.webhook_receiver import WebhookReceiver
from cavendish_client.task import TaskState
from cavendish_client.webhooks import WebhookEvent, WebhookVerifier

webhook_app = typer.Typer(no_args_is_help=True, help="Receive callbacks.")


@webhook_app.callback()
def _group() -> None:
    """Receive callbacks."""


@webhook_app.command(epilog=examples_of("webhook listen"))
def listen(  # noqa: PLR0913  every option of the command is a parameter
    context: typer.Context,
    *,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 for every network.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8787,
    secret: Annotated[
        str | None, typer.Option(help="Signing secret of your key, instead of CAVENDISH_WEBHOOK_SECRET.")
    ] = None,
    count: Annotated[int | None, typer.Option("--count", "-n", min=1, help="End after so many.")] = None,
    profile: ProfileOption = None,
    as_json: JsonOption = False,
) -> None:
    """Receive callbacks here, check their signatures and print them."""
    session: CommandSession = context.obj
    session.as_json = as_json
    verifier = _verifier(secret or session.profile(profile, None).webhook_secret)
    enough = threading.Event()
    left = [count]

    def show(event: WebhookEvent, is_repeated: bool) -> None:  # noqa: FBT001  the receiver's callback
        _tell(session, event, is_repeated=is_repeated)
        if left[0] is not None:
            left[0] -= 1
            if left[0] == 0:
                enough.set()

    def refuse(reason: str) -> None:
        session.err.print(f"[red]refused:[/red] {escape(reason)}")

    try:
        receiver = WebhookReceiver((host, port), verifier, on_event=show, on_refusal=refuse)
    except OSError as error:
        raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}") from error
    with receiver:
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        session.err.print(f"Listening: give callback_url http://{host}:{receiver.server_port}/")
        enough.wait()
        receiver.shutdown()


def _verifier(secret: str | None) -> WebhookVerifier:
    if not secret:
        raise CommandError(
            "No signing secret: give --secret, set CAVENDISH_WEBHOOK_SECRET or the profile's webhook_secret"
        )
    try:
        return WebhookVerifier(secret)
    except ValueError as error:
        raise CommandError(str(error)) from error


def _tell(session: CommandSession, event: WebhookEvent, *, is_repeated: bool) -> None:
    task = event.task
    if session.as_json:
        session.print_json({"id": event.id, "isRepeated": is_repeated, "task": dict(task.wire)})
        return
    again = " [dim](again)[/dim]" if is_repeated else ""
    if task.state is TaskState.SUCCESS:
        session.out.print(f"[green]success[/green] {task.id} {' '.join(task.result_urls)}{again}")
    else:
        session.out.print(
            f"[red]{task.state}[/red] {task.id} {task.fail_code}: {escape(task.fail_message or '')}{again}"
        )
