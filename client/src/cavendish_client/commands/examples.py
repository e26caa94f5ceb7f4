"""What `--help` shows of each command in use; a test runs every line."""

from collections.abc import Mapping
from typing import Final

EXAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "generate": (
        'cavendish generate "a red fox in the snow"',
        'cavendish generate "a lighthouse at night" -r 16:9 -o lighthouse.jpg',
        'echo "a paper boat" | cavendish generate - -n 2 --json',
    ),
    "edit": (
        'cavendish edit "make it night" photo.jpg -o night.png',
        'cavendish edit "put the cat into the garden" cat.png garden.jpg',
    ),
    "batch": (
        "cavendish batch prompts.csv",
        "cavendish batch prompts.csv -o pictures -c 4 -r 3:2",
        "cavendish batch prompts.csv --retry-failed",
    ),
    "status": (
        "cavendish status $TASK",
        "cavendish status $TASK --wait -o picture.png",
    ),
    "list": (
        "cavendish list",
        "cavendish list --state failed -n 100 --json",
    ),
    "cancel": ("cavendish cancel $TASK",),
    "configure": (
        "cavendish configure",
        "cavendish configure studio --base-url https://pictures.example.com",
    ),
    "webhook listen": (
        "cavendish webhook listen",
        "cavendish webhook listen --port 9000 -n 1 --json",
    ),
}


def examples_of(command: str) -> str:
    """The end of a command's `--help`: its lines, each a paragraph of its own."""
    return "\n\n".join(["Examples:", *EXAMPLES[command]])
