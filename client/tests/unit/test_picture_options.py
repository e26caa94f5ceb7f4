from pathlib import Path

import pytest
import typer

from cavendish_client.commands.picture_options import read_output


def test_a_slash_at_the_end_makes_a_folder(tmp_path: Path) -> None:
    assert read_output(f"{tmp_path}/new/inner/").is_dir()


def test_a_name_without_one_is_a_file_to_be(tmp_path: Path) -> None:
    assert not read_output(f"{tmp_path}/new").exists()


def test_a_folder_that_cannot_be_is_refused_before_anything_is_paid_for(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(typer.BadParameter, match="cannot make the folder"):
        read_output(f"{tmp_path}/file/inner/")
