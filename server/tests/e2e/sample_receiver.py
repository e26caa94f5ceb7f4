"""A receiver of callbacks that keeps what it got, for samples that run in other processes."""

import contextlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.error import HTTPError
from urllib.request import Request, urlopen

Callback = tuple[dict[str, str], bytes]


class CallbackReceiver:
    """Answers every callback with 200 and remembers it by its task; closed, it answers 503 and forgets."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_open = True
        self._news = threading.Condition()
        self._received: dict[str, Callback] = {}

    @classmethod
    @contextlib.contextmanager
    def listening(cls) -> Iterator[Self]:
        taken: list[Self] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if taken[0].is_open:
                    taken[0].take({name.lower(): value for name, value in self.headers.items()}, body)
                self.send_response(200 if taken[0].is_open else 503)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            receiver = cls(f"http://127.0.0.1:{server.server_address[1]}/hook")
            taken.append(receiver)
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
            thread.start()
            try:
                yield receiver
            finally:
                server.shutdown()
                thread.join()

    def take(self, headers: dict[str, str], body: bytes) -> None:
        with self._news:
            self._received[json.loads(body)["data"]["taskId"]] = (headers, body)
            self._news.notify_all()

    def wait_for(self, task_id: str, *, within_s: float = 120) -> Callback:
        """Headers by lower-case name, and the body as it came."""
        with self._news:
            assert self._news.wait_for(lambda: task_id in self._received, within_s), "no callback came"
            return self._received[task_id]


def post_tampered(url: str) -> int:
    """What a receiver answers to a callback that nobody signed."""
    headers = {"webhook-id": "dlv_x", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA"}
    request = Request(url, data=b'{"data": {"taskId": "task_x", "state": "success"}}', headers=headers)
    try:
        with urlopen(request, timeout=60) as answer:
            return int(answer.status)
    except HTTPError as error:
        with error:
            return error.code
