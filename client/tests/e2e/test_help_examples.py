"""The examples that `--help` shows, run as they stand."""

import subprocess

import pytest
from PIL import Image as PillowImage

from cavendish_client.commands.examples import EXAMPLES

pytestmark = pytest.mark.e2e
RUN_ELSEWHERE = {
    "webhook listen": "waits for callbacks: test_command.py sends it some",
    "configure": "asks for a key at the keyboard: test_command.py answers it",
    "cancel": "needs a task that has not ended: test_command.py has one",
}


@pytest.mark.parametrize("command", sorted(EXAMPLES.keys() - RUN_ELSEWHERE.keys()))
def test_what_help_shows_works(terminal, command) -> None:
    for name in ("photo.jpg", "cat.png", "garden.jpg"):
        PillowImage.effect_mandelbrot((256, 192), (-2, -1.5, 1, 1.5), 40).save(terminal.folder / name)
    (terminal.folder / "prompts.csv").write_text("prompt\na logo with the letter A\n")
    (task,) = terminal.json("generate", "a logo with the letter T", "--no-wait")
    for line in EXAMPLES[command]:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", line],
            cwd=terminal.folder,
            env={**terminal.environ, "TASK": task["taskId"]},
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )
        assert done.returncode == 0, (line, done.stderr)
