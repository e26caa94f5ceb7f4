import io

import pytest
from PIL import Image as PillowImage

from cavendish_client.image import Image
from cavendish_client.task import Task, TaskState


def image_of(kind: str) -> Image:
    file = io.BytesIO()
    PillowImage.new("RGB", (6, 4), "red").save(file, kind)
    task = Task(id="task_1", state=TaskState.SUCCESS)
    return Image(data=file.getvalue(), url="http://e.example/a", task=task)


@pytest.mark.parametrize(
    ("kind", "given", "saved"),
    [
        ("png", "fox.png", "fox.png"),
        ("png", "FOX.PNG", "FOX.PNG"),
        ("png", "fox", "fox.png"),
        ("jpeg", "fox", "fox.jpg"),
        ("jpeg", "fox.jpeg", "fox.jpeg"),
        ("png", ".", "task_1.png"),
        ("png", "new/folder/fox.png", "new/folder/fox.png"),
    ],
)
def test_a_picture_is_saved_byte_for_byte(tmp_path, kind, given, saved) -> None:
    image = image_of(kind)
    path = image.save(tmp_path / given)
    assert path == tmp_path / saved
    assert path.read_bytes() == image.data
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(("kind", "name"), [("png", "fox.jpg"), ("jpeg", "fox.png"), ("png", "fox.gif")])
def test_a_name_of_another_format_is_refused(tmp_path, kind, name) -> None:
    with pytest.raises(ValueError, match="must end in"):
        image_of(kind).save(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_pillow_opens_it() -> None:
    image = image_of("png")
    assert image.size == image.pil().size == (6, 4)
    assert image.pil().getpixel((0, 0)) == (255, 0, 0)


def test_a_notebook_is_given_the_format_it_has() -> None:
    png, jpeg = image_of("png"), image_of("jpeg")
    assert (png._repr_png_(), png._repr_jpeg_()) == (png.data, None)
    assert (jpeg._repr_png_(), jpeg._repr_jpeg_()) == (None, jpeg.data)
