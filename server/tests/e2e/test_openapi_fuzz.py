"""schemathesis against a running server: every documented operation, valid and invalid calls.

`SCHEMATHESIS_EXAMPLES=100` makes it the long run of 3,000 and more calls.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.e2e.cavendish_process import KEY, CavendishProcess

EXAMPLES = os.environ.get("SCHEMATHESIS_EXAMPLES", "12")
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.mark.e2e
@pytest.mark.timeout(900)
def test_no_call_within_or_outside_the_document_breaks_it(tmp_path: Path) -> None:
    with CavendishProcess.running() as server:
        done = subprocess.run(
            [
                Path(sys.executable).with_name("st"), "run", f"{server.base}/openapi.json",
                "--header", f"Authorization: Bearer {KEY}", "--max-examples", EXAMPLES, "--checks", CHECKS,
                "--phases", "examples,coverage,fuzzing", "--exclude-path-regex", "/events$",
                "--request-timeout", "70", "--suppress-health-check", "all", "--no-color",
                "--continue-on-failure",
            ],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        log = server.log()
    assert '"status":500' not in log
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    counted = re.search(r"(\d+) generated", done.stdout)
    assert counted is not None
    print(counted[0])
    assert int(counted[1]) >= 200
