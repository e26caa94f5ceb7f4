"""Records `cavendish` in a real terminal into docs/images: a picture made, a batch stopped and resumed.

Needs tmux and a fresh server named by CAVENDISH_API_KEY and CAVENDISH_BASE_URL; `record_terminal.py batch`
or `generate` records one of them.
"""
# ruff: noqa: INP001, TID251  a tool that is run by hand: no package, an environment of its own

import contextlib
import csv
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
COLUMNS, ROWS = 100, 44
THINGS = (
    "a red fox in the snow", "a lighthouse at night", "a sailing boat at sunset", "a cat on a sofa",
    "a mountain lake at dawn", "a cup of coffee", "an owl on a branch", "a hot air balloon",
    "a castle on a hill", "a penguin on ice",
)  # fmt: skip
STYLES = ("watercolour", "flat illustration", "pencil sketch", "oil painting", "pixel art")
RATIOS = ("1:1", "3:2", "16:9")


class Terminal:
    """One tmux pane of a server of its own, in `folder`, with a bare prompt."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "tmux"
        environ = {
            "HOME": str(folder),
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
            "TERM": "screen-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PS1": "$ ",
            **{name: os.environ[name] for name in ("CAVENDISH_API_KEY", "CAVENDISH_BASE_URL")},
        }
        shell = ["env", "-i", *(f"{name}={value}" for name, value in environ.items()), "bash", "--norc"]
        size = ("-x", str(COLUMNS), "-y", str(ROWS))
        self._tmux("-f", "/dev/null", "new-session", "-d", *size, "-c", str(folder), shlex.join(shell))
        self._tmux("set-option", "-ga", "terminal-overrides", ",*:Tc")

    def type(self, line: str) -> None:
        self._tmux("send-keys", line, "Enter")

    def type_at_prompt(self, line: str) -> None:
        self.wait_for(r"(^|\n)\$$", within_s=30)
        self.type(line)

    def press(self, key: str) -> None:
        self._tmux("send-keys", key)

    def screen(self, *, has_colours: bool = False) -> str:
        return self._tmux("capture-pane", "-p", *(["-e"] if has_colours else [])).rstrip()

    def wait_for(self, pattern: str, *, within_s: float) -> None:
        """Until the screen matches. Raises TimeoutError with what it shows."""
        pause = threading.Event()
        for _ in range(int(within_s / 0.2)):
            if re.search(pattern, self.screen()):
                return
            pause.wait(0.2)
        raise TimeoutError(f"{pattern!r} did not come:\n{self.screen()}")

    def close(self) -> None:
        self._tmux("kill-server")

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-S", str(self._socket), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def write_svg(screen: str, name: str, title: str) -> None:
    """The screen as an SVG that fetches nothing from elsewhere."""
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    for line in screen.splitlines():
        console.print(Text.from_ansi(line), soft_wrap=True)
    svg = console.export_svg(title=title)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "ui-monospace")
    svg = re.sub(r"[ \t]+$", "", svg, flags=re.MULTILINE)
    (IMAGES / f"{name}.svg").write_text(svg, encoding="utf-8")
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in screen.splitlines()]
    (IMAGES / f"{name}.txt").write_text("\n".join(plain) + "\n", encoding="utf-8")


def record_generate(terminal: Terminal) -> None:
    terminal.type_at_prompt("clear")
    terminal.type_at_prompt("cavendish generate 'a lighthouse at night, oil painting' -r 3:2 -o light.png")
    terminal.wait_for(r"\d+×\d+, [\d.]+ s", within_s=120)
    write_svg(terminal.screen(has_colours=True), "terminal-generate", "cavendish generate")


def record_batch(terminal: Terminal, folder: Path) -> None:
    with (folder / "prompts.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["prompt", "aspect_ratio"])
        prompts = [f"{thing}, {style}" for style in STYLES for thing in THINGS]
        writer.writerows((prompt, RATIOS[number % 3]) for number, prompt in enumerate(prompts))
    terminal.type_at_prompt("clear")
    terminal.type_at_prompt("cavendish batch prompts.csv --concurrency 4")
    terminal.wait_for(r"(?m)^Pictures .* 2\d/50", within_s=300)
    terminal.press("C-c")
    terminal.type_at_prompt("echo exit code $?")
    terminal.type_at_prompt("cavendish batch prompts.csv --concurrency 4")
    terminal.wait_for(r"pictures in prompts-pictures", within_s=500)
    terminal.type_at_prompt(
        "ls prompts-pictures | wc -l; cavendish list -n 1000 --json | grep -o taskId | wc -l"
    )
    terminal.wait_for(r"(?m)^\d+\n\d+\n\$", within_s=30)
    write_svg(terminal.screen(has_colours=True), "terminal-batch", "cavendish batch, stopped and resumed")


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        terminal = Terminal(folder)
        with contextlib.closing(terminal):
            # The batch first: it counts all tasks at its end.
            if "batch" in sys.argv[1:] or not sys.argv[1:]:
                record_batch(terminal, folder)
            if "generate" in sys.argv[1:] or not sys.argv[1:]:
                record_generate(terminal)


if __name__ == "__main__":
    main()
