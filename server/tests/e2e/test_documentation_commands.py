"""Commands and code that the pages show themselves, run as they stand; see documentation_commands.toml."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.documentation_pages import ENGLISH, ROOT, Block, blocks
from tests.e2e.cavendish_process import KEY, CavendishProcess
from tests.standins.sample_pictures import picture

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]
ADMIN_TOKEN = "an-admin-token-of-the-pages"
PATIENCE_S = 180
LANGUAGES = ("sh", "bash", "console", "python", "js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What documentation_commands.toml says of one block."""

    page: str
    first_line: str
    prints: tuple[str, ...] = ()
    instead: dict[str, str] = field(default_factory=dict)
    until: str | None = None
    not_run: str | None = None

    @property
    def name(self) -> tuple[str, str]:
        return self.page, self.first_line


ENTRIES = [
    Entry(**entry)
    for entry in tomllib.loads(Path(__file__).with_name("documentation_commands.toml").read_text())["block"]
]
SHOWN = {
    (str(page.relative_to(ROOT)), block.first_line): block
    for page in [ROOT / "README.md", ROOT / "illustrator/README.md", *ENGLISH]
    for block in blocks(page)
    if block.language in LANGUAGES and not block.is_included
}
TO_RUN = [entry for entry in ENTRIES if entry.not_run is None]


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one block."""

    exit_code: int
    output: str


@pytest.fixture(scope="module")
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.running(CAVENDISH_ADMIN_TOKEN=ADMIN_TOKEN) as server:
        server.create_key()  # the second one: the pages speak of a third
        yield server


@pytest.fixture(scope="module")
def runs(server: CavendishProcess, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Run]:
    """All blocks that are run, one after the other, each in a folder of its own."""
    return {
        entry.name: run(entry, SHOWN[entry.name], server, tmp_path_factory.mktemp("block"))
        for entry in TO_RUN
    }


def run(entry: Entry, block: Block, server: CavendishProcess, folder: Path) -> Run:
    (folder / "cat.jpg").write_bytes(picture("jpeg"))
    (folder / "prompts.csv").write_text("prompt\na logo with the letter A\na logo with the letter B\n")
    (folder / "prompts.txt").write_text("a logo with the letter A\na logo with the letter B\n")
    (folder / "illustrator").symlink_to(ROOT / "illustrator")
    code = commands(block).replace("http://127.0.0.1:8080", server.base)
    for theirs, ours in entry.instead.items():
        assert theirs in code, f"{block.place} has no {theirs} any more"
        code = code.replace(theirs, ours)
    is_python = block.language == "python"
    with subprocess.Popen(
        [sys.executable, "-c", code] if is_python else ["bash", "-euo", "pipefail", "-c", code],
        cwd=folder,
        env=environ(server),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        return watch(process, entry)


def commands(block: Block) -> str:
    """What a reader types: in a console, what stands behind the prompt, with its continued lines."""
    if block.language != "console":
        return block.body
    typed = re.findall(r"^\$ ((?:.*\\\n)*.*)$", block.body, re.MULTILINE)
    return "\n".join(typed)


def environ(server: CavendishProcess) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")},
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "KEY": KEY,
        "CAVENDISH_API_KEY": KEY,
        "CAVENDISH_BASE_URL": server.base,
        "CAVENDISH_PUBLIC_URL": server.base,
        "CAVENDISH_ADMIN_TOKEN": ADMIN_TOKEN,
        "CAVENDISH_DATA": str(server.data),
    }


def watch(process: "subprocess.Popen[str]", entry: Entry) -> Run:
    """Read until it ends, or until it has said what it would go on saying."""
    assert process.stdout is not None
    alarm = threading.Timer(PATIENCE_S, os.killpg, (process.pid, signal.SIGKILL))
    alarm.start()
    output = ""
    for line in process.stdout:
        output += line
        if entry.until is not None and re.search(entry.until, line):
            os.killpg(process.pid, signal.SIGKILL)
            alarm.cancel()
            return Run(0, output)
    code = process.wait()
    alarm.cancel()
    return Run(code, output)


def test_every_block_is_run_or_says_why_not() -> None:
    assert [entry.name for entry in ENTRIES if entry.name not in SHOWN] == []
    assert SHOWN.keys() - {entry.name for entry in ENTRIES} == set()
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)
    for entry in ENTRIES:
        tests = re.findall(r"test_\w+\.py", entry.not_run or "")
        assert all(next(ROOT.glob(f"*/tests/**/{name}"), None) for name in tests), entry.not_run


@pytest.mark.skipif(shutil.which("jq") is None, reason="needs curl and jq")
@pytest.mark.parametrize("entry", TO_RUN, ids=lambda entry: f"{entry.page}: {entry.first_line[:40]}")
def test_a_block_does_what_its_page_says(runs: dict[tuple[str, str], Run], entry: Entry) -> None:
    ran = runs[entry.name]
    assert ran.exit_code == 0, ran.output
    assert re.search(".*?".join(entry.prints), ran.output, re.DOTALL), ran.output
