"""The command line: files, sheets, and requests that make no sense."""

from pathlib import Path

import pytest
from PIL import Image

from cavendish_illustrator.__main__ import main


def test_a_prompt_becomes_a_file_of_the_asked_size(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "fox.png"
    assert main(["a red fox", "-o", str(target), "--size", "160x120", "--seed", "3"]) == 0
    with Image.open(target) as image:
        assert image.size == (160, 120)
    assert '"placed"' in capsys.readouterr().out


def test_a_sheet_draws_every_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prompts, target = tmp_path / "prompts.txt", tmp_path / "sheet.png"
    prompts.write_text("# a comment\na cat\na dog | 16:9\n", "utf-8")
    assert main(["--sheet", str(prompts), "-o", str(target), "--size", "96x96"]) == 0
    with Image.open(target) as image:
        assert image.width > image.height
    assert "2/2" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [[], ["a cat", "--size", "big"], ["a cat", "--size", "10x10"], ["a cat", "--seed", "-1"]]
)
def test_a_request_without_sense_ends_with_2(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if arguments:
        arguments = [*arguments, "-o", str(tmp_path / "x.png")]
    assert main(arguments) == 2
    assert not (tmp_path / "x.png").exists()
    assert capsys.readouterr().err or not arguments


def test_help_teaches_by_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "examples:" in capsys.readouterr().out
