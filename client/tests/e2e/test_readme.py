"""Every sample of the README, run as it stands."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cavendish_client.commands.exit_codes import ExitCode

pytestmark = pytest.mark.e2e
README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"^```(python|sh)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def test_there_are_samples() -> None:
    assert {language for language, _ in SAMPLES} == {"python", "sh"}


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_a_sample_works_as_it_stands(server, tmp_path, number) -> None:
    language, code = SAMPLES[number]
    command = [sys.executable, "-W", "error", "-c", code] if language == "python" else ["bash", "-euc", code]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=server.environ(tmp_path),
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    promised = re.findall(r"[\w-]+\.(?:png|jpg)(?=[\"\s])", code)
    saved = {path.name for path in tmp_path.rglob("*") if path.suffix in (".png", ".jpg")}
    assert set(promised) <= saved


def test_the_table_of_exit_codes_is_whole() -> None:
    table = README.partition("### Exit codes")[2].partition("\n## ")[0]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)} == set(ExitCode)
