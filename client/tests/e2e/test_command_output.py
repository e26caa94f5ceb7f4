"""What the command prints: for people, on a terminal, and where something is wrong."""

import contextlib
import os
import pty
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pytest
from standardwebhooks.webhooks import Webhook

pytestmark = pytest.mark.e2e
ENDED = b'{"code": 200, "message": "success", "data": {"taskId": "task_1", "state": "%b", "createTime": 1%b}}'
SUCCEEDED = ENDED % (b"success", b', "resultJson": "{\\"resultUrls\\": [\\"http://files.example/a.png\\"]}"')
FAILED = ENDED % (b"failed", b', "failCode": "CONTENT_VIOLATION", "failMsg": "no [bold] words"')


def test_the_version_is_told(terminal) -> None:
    assert terminal.run("--version").stdout.startswith("cavendish ")


def test_a_task_is_told_in_words(terminal) -> None:
    task_id = terminal.run("generate", "a castle", "--no-wait").stdout.strip()
    assert task_id.startswith("task_")
    cancelled = terminal.run("cancel", task_id)
    if cancelled.returncode == 0:
        assert f"{task_id} failed" in cancelled.stdout
        assert "CANCELLED: " in cancelled.stdout
    ((listed,),) = terminal.json("list", "-n", "1")
    assert listed["taskId"] == task_id


def test_a_terminal_gets_a_table(terminal) -> None:
    (submitted,) = terminal.json("generate", "a logo with the letter L", "--no-wait")
    ours, theirs = pty.openpty()
    environ = {**terminal.environ, "TERM": "xterm-256color", "COLUMNS": "200"}
    done = subprocess.run(["cavendish", "list"], env=environ, stdout=theirs, check=False, timeout=60)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of what a closed terminal has to say
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    assert done.returncode == 0
    title, first = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).splitlines()[:2]
    assert title.split() == ["task", "state", "model", "created", "seconds", "result"]
    assert submitted["taskId"] in first


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_when_none_of_several_came_in_time_each_is_told(terminal, flags) -> None:
    done = terminal.run("generate", "a castle", "--count", "2", "--timeout", "0", *flags)
    assert done.returncode == 7
    said = done.stdout if flags else done.stderr
    assert len(said.strip().splitlines()) == 2
    assert all(("WaitTimeoutError" if flags else "Error:") in line for line in said.strip().splitlines())


def test_an_empty_stdin_is_no_prompt(terminal) -> None:
    done = terminal.run("generate", "-", stdin=" \n")
    assert (done.returncode, "Nothing came on stdin" in done.stderr) == (2, True)


def test_a_picture_that_cannot_be_saved_is_still_at_its_address(terminal) -> None:
    (terminal.folder / "taken").touch()
    done = terminal.run("generate", "a logo with the letter S", "-o", "taken/in-a-file.png")
    assert done.returncode == 2
    assert "Cannot save the picture" in done.stderr
    assert "it is still at http" in done.stderr


@pytest.mark.parametrize("address", ["nonsense", "ftp://example.com"])
def test_a_service_that_is_no_address_is_not_saved(terminal, address) -> None:
    done = terminal.run("configure", "local", stdin=f"{address}\nkey\n")
    assert done.returncode == 2
    assert not (terminal.folder / ".config/cavendish/config.toml").exists()


def signed(body: bytes, secret: str, *, name: str) -> dict[str, str]:
    now_s = int(time.time())
    signature = Webhook(secret).sign(name, datetime.fromtimestamp(now_s, UTC), body.decode())
    return {"webhook-id": name, "webhook-timestamp": str(now_s), "webhook-signature": signature}


def answer_of(request: urllib.request.Request | str) -> int:
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


def test_callbacks_are_told_in_words_and_marked_when_they_come_again(terminal, server) -> None:
    process = terminal.start("webhook", "listen", "--port", "0", "--count", "3")
    url = process.stderr.readline().split()[-1]
    assert answer_of(url) == 405
    assert answer_of(urllib.request.Request(url, b"x", {"Content-Length": "9999999"})) == 413
    for name, body in (("msg_1", SUCCEEDED), ("msg_1", SUCCEEDED), ("msg_2", FAILED)):
        assert (
            answer_of(urllib.request.Request(url, body, signed(body, server.webhook_secret, name=name)))
            == 200
        )
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert out.splitlines() == [
        "success task_1 http://files.example/a.png",
        "success task_1 http://files.example/a.png (again)",
        "failed task_1 CONTENT_VIOLATION: no [bold] words",
    ]
    assert "refused: A callback has a Content-Length of at most 1 MB" in err


def test_a_receiver_that_cannot_begin_says_why(terminal) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = terminal.run("webhook", "listen", "--port", port)
    assert (done.returncode, f"Cannot listen on 127.0.0.1:{port}: " in done.stderr) == (2, True)
    odd = terminal.run("webhook", "listen", "--port", "0", "--secret", "whsec_?")
    assert odd.returncode == 2
    assert "whsec_?" not in odd.stderr
