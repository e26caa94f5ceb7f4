"""schemathesis against a running server: every documented operation, valid and invalid calls.

`SCHEMATHESIS_EXAMPLES=100` makes it the long run of 3,000 and more calls.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.cavendish_process import CavendishProcess

EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "12")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
OTHER_APIS = "^/(v1|v1beta|mcp)(/|$)"
"""Their calls wait for the pictures they ask for."""


@pytest.fixture(scope="module")
def server() -> Iterator[CavendishProcess]:
    with CavendishProcess.running() as server:
        yield server


def fuzz(server: CavendishProcess, folder: Path, *arguments: str, key: str) -> int:
    """How many calls were made, none of which broke the document."""
    done = subprocess.run(
        [
            Path(sys.executable).with_name("st"), "run", f"{server.base}/openapi.json",
            "--header", f"Authorization: Bearer {key}", "--max-examples", EXAMPLES, "--checks", CHECKS,
            "--phases", "examples,coverage,fuzzing", *arguments,
            "--request-timeout", "70", "--suppress-health-check", "all", "--no-color",
            "--continue-on-failure",
        ],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert '"status":500' not in server.log()
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    counted = re.search(r"(\d+) generated", done.stdout)
    assert counted is not None
    print(counted[0])
    return int(counted[1])


@pytest.mark.e2e
@pytest.mark.timeout(900)
def test_no_call_of_the_other_apis_breaks_the_document(server: CavendishProcess, tmp_path: Path) -> None:
    """Three pictures are made; then valid calls, too, are answered at once: the balance is used up."""
    _, key = server.create_key("--budget", "0.12")
    assert fuzz(server, tmp_path, "--include-path-regex", OTHER_APIS, key=key) >= 50


@pytest.mark.e2e
@pytest.mark.timeout(900)
def test_no_call_within_or_outside_the_document_breaks_it(server: CavendishProcess, tmp_path: Path) -> None:
    """Five pictures are made, for what is drawn and never looked at holds the others up."""
    _, key = server.create_key("--budget", "0.20")
    assert fuzz(server, tmp_path, "--exclude-path-regex", f"/events$|{OTHER_APIS}", key=key) >= 200
