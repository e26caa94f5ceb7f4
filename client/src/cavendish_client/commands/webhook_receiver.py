"""A small HTTP server that takes callbacks, checks them and hands them on."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from typing_extensions import override

from cavendish_client.errors import WebhookVerificationError
from cavendish_client.webhooks import WebhookEvent, WebhookVerifier

_MAX_BODY_BYTES: Final = 1024 * 1024
_IDLE_S: Final = 30.0


class WebhookReceiver(ThreadingHTTPServer):
    """Answers 200 to what the service signed and 401 to anything else, on any path."""

    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        verifier: WebhookVerifier,
        *,
        on_event: Callable[[WebhookEvent, bool], None],
        on_refusal: Callable[[str], None],
    ) -> None:
        """`on_event` also hears whether the event came before; neither is called twice at once."""
        super().__init__(address, _CallbackHandler)
        self.verifier = verifier
        self._on_event = on_event
        self._on_refusal = on_refusal
        self._seen: set[str] = set()
        self._telling = threading.Lock()

    def tell(self, event: WebhookEvent) -> None:
        """Hand an event on."""
        with self._telling:
            is_repeated = event.id in self._seen
            self._seen.add(event.id)
            self._on_event(event, is_repeated)

    def refuse(self, reason: str) -> None:
        """Tell of a call that was turned away."""
        with self._telling:
            self._on_refusal(reason)


class _CallbackHandler(BaseHTTPRequestHandler):
    server: WebhookReceiver
    timeout = _IDLE_S

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MAX_BODY_BYTES:
            self._answer(413, "A callback has a Content-Length of at most 1 MB")
            return
        body = self.rfile.read(int(length))
        try:
            event = self.server.verifier.verify(body, dict(self.headers.items()))
        except WebhookVerificationError as error:
            self._answer(401, str(error))
            return
        self._reply(200, "ok")
        self.server.tell(event)

    def do_GET(self) -> None:
        self._reply(405, "Callbacks come by POST")

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Silence: what came is told by `tell` and `refuse`."""

    def _answer(self, status: int, reason: str) -> None:
        self._reply(status, reason)
        self.server.refuse(reason)

    def _reply(self, status: int, text: str) -> None:
        body = f"{text}\n".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
