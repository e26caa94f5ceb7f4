"""Every sample of the documentation, run as it stands against one server."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from tests.e2e.cavendish_process import KEY, CavendishProcess, free_port
from tests.e2e.sample_receiver import CallbackReceiver, post_tampered
from tests.standins.sample_pictures import picture

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(300)]
SAMPLES = Path(__file__).parents[3] / "docs/samples"
EXPECTED: dict[str, list[str]] = tomllib.loads((SAMPLES / "expected.toml").read_text())
LANGUAGES = ("sh", "py", "mjs")
ADMIN_TOKEN = "an-admin-token-of-the-samples"
SECRET = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU="
LISTS_WHAT_OTHERS_LEFT = ("admin-look",)
"""Samples that need a task and a callback to be there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleRun:
    """One sample and what came of it."""

    name: str
    exit_code: int
    output: str
    complaints: str


def command(sample: Path) -> list[str]:
    """How a reader runs it."""
    match sample.suffix:
        case ".sh":
            return ["bash", "-euo", "pipefail", str(sample)]
        case ".py":
            return [sys.executable, str(sample)]
        case _:
            return ["node", str(sample)]


def can_run(language: str) -> bool:
    tools = {"sh": ("curl", "jq", "openssl"), "mjs": ("node",), "py": ()}[language]
    return all(shutil.which(tool) for tool in tools)


class SampleDesk:
    """Runs samples, each with a key and a folder of its own."""

    def __init__(self, server: CavendishProcess, folder: Path, callback_url: str) -> None:
        self.server = server
        self._folder = folder
        self._callback_url = callback_url

    def new_key(self) -> str:
        request = Request(
            f"{self.server.base}/admin/api/v1/keys",
            data=json.dumps({"name": "sample"}).encode(),
            headers={"Authorization": f"Bearer {ADMIN_TOKEN}", "Content-Type": "application/json"},
        )
        with urlopen(request, timeout=60) as answer:
            return str(json.load(answer)["data"]["secret"])

    def environ(self, **more: str) -> dict[str, str]:
        return {
            **os.environ,
            "CAVENDISH_BASE_URL": self.server.base,
            "CAVENDISH_ADMIN_TOKEN": ADMIN_TOKEN,
            "CAVENDISH_WEBHOOK_SECRET": SECRET,
            "CALLBACK_URL": self._callback_url,
            **more,
        }

    def run(self, sample: Path) -> SampleRun:
        folder = self._folder / sample.name
        folder.mkdir()
        (folder / "photo.png").write_bytes(picture("png"))
        done = subprocess.run(
            command(sample),
            cwd=folder,
            env=self.environ(CAVENDISH_API_KEY=self.new_key()),
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        return SampleRun(
            name=sample.name, exit_code=done.returncode, output=done.stdout, complaints=done.stderr
        )


@pytest.fixture(scope="module")
def receiver() -> Iterator[CallbackReceiver]:
    with CallbackReceiver.listening() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def desk(receiver: CallbackReceiver, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleDesk]:
    with CavendishProcess.running(
        CAVENDISH_ALLOW_PRIVATE_NETWORK="1",
        CAVENDISH_ADMIN_TOKEN=ADMIN_TOKEN,
        CAVENDISH_BOOTSTRAP_WEBHOOK_SECRET=SECRET,
    ) as server:
        yield SampleDesk(server, tmp_path_factory.mktemp("samples"), receiver.url)


@pytest.fixture(scope="module")
def runs(desk: SampleDesk) -> dict[str, SampleRun]:
    """All samples, several at a time; those that look at what others left come last."""
    names = [name for name in EXPECTED if name not in LISTS_WHAT_OTHERS_LEFT]
    runs: dict[str, SampleRun] = {}
    for batch in (names, LISTS_WHAT_OTHERS_LEFT):
        samples = [SAMPLES / f"{name}.{language}" for name in batch for language in LANGUAGES]
        able = [sample for sample in samples if can_run(sample.suffix[1:])]
        with ThreadPoolExecutor(4) as pool:
            runs.update((run.name, run) for run in pool.map(desk.run, able))
    return runs


def test_every_sample_has_three_languages_and_an_expectation() -> None:
    found = {path.name for path in SAMPLES.iterdir() if path.suffix != ".toml"}
    assert found == {f"{name}.{language}" for name in [*EXPECTED, "verify"] for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_works_as_it_stands(runs: dict[str, SampleRun], name: str, language: str) -> None:
    if not can_run(language):
        pytest.skip("needs node" if language == "mjs" else "needs curl, jq and openssl")
    run = runs[f"{name}.{language}"]
    assert run.exit_code == 0, (run.output, run.complaints)
    assert re.search(".*?".join(EXPECTED[name]), run.output, re.DOTALL), (run.output, run.complaints)


@pytest.mark.parametrize("language", ["py", "mjs"])
def test_a_receiver_takes_a_real_callback_and_refuses_a_forged_one(desk: SampleDesk, language: str) -> None:
    if not can_run(language):
        pytest.skip("needs node")
    port = free_port()
    sample = command(SAMPLES / f"verify.{language}")
    with subprocess.Popen(
        sample, env=desk.environ(PORT=str(port)), stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            url = f"http://127.0.0.1:{port}/"
            task_id = submit_with_callback(desk.server, url)
            assert process.stdout is not None
            assert re.fullmatch(rf"dlv_\w+ {task_id} success\n", process.stdout.readline())
            assert post_tampered(url) == 401
        finally:
            process.kill()


def test_the_shell_check_knows_a_real_callback_from_a_changed_one(
    desk: SampleDesk, receiver: CallbackReceiver, tmp_path: Path
) -> None:
    if not can_run("sh"):
        pytest.skip("needs curl, jq and openssl")
    task_id = submit_with_callback(desk.server, receiver.url)
    headers, body = receiver.wait_for(task_id)
    names = ("webhook-id", "webhook-timestamp", "webhook-signature")
    environ = desk.environ(**{name.upper().replace("-", "_"): headers[name] for name in names})
    for sent, exit_code in ((body, 0), (body.replace(b"success", b"failed"), 1)):
        (tmp_path / "body.json").write_bytes(sent)
        done = subprocess.run(
            command(SAMPLES / "verify.sh"), cwd=tmp_path, env=environ, capture_output=True, check=False
        )
        assert done.returncode == exit_code, done.stderr


def submit_with_callback(server: CavendishProcess, url: str) -> str:
    """With the key whose signing secret the samples know."""
    body = {"request_type": "callback", "callback_url": url, "input": {"prompt": "a logo with the letter V"}}
    request = Request(
        f"{server.base}/api/v1/generateTask/nano-banana",
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
    )
    with urlopen(request, timeout=60) as answer:
        return str(json.load(answer)["data"]["taskId"])
