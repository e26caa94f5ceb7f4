"""The SDK against a real server that draws."""

import io
import json
import uuid

import pytest
from PIL import Image as PillowImage

from cavendish_client import AsyncCavendish, Cavendish, RetryPolicy, TaskRequest
from cavendish_client.errors import (
    AuthenticationError,
    BodyTooLargeError,
    ConflictError,
    ConnectionFailedError,
    InvalidRequestError,
    NotFoundError,
    TaskCancelledError,
    WaitTimeoutError,
)
from cavendish_client.task import TaskState

pytestmark = pytest.mark.e2e


def test_generate_gives_the_picture_that_was_asked_for(client, tmp_path) -> None:
    states: list[str] = []
    image = client.generate(
        "a logo with the letter F",
        aspect_ratio="16:9",
        output_format="jpeg",
        on_change=lambda task: states.append(task.state),
    )
    assert (image.media_type, image.size) == ("image/jpeg", (1344, 768))
    assert (states[0], states[-1]) == ("pending", "success")
    assert image.task.cost_time_ms == image.task.completed_at_ms - image.task.created_at_ms
    assert image.save(tmp_path / "fox").name == "fox.jpg"


def test_edit_takes_files_bytes_and_pillow_images(client, tmp_path) -> None:
    picture = PillowImage.effect_mandelbrot((256, 256), (-2, -1.5, 1, 1.5), 40).convert("RGB")
    file = io.BytesIO()
    picture.save(file, "JPEG")
    (tmp_path / "photo.jpg").write_bytes(file.getvalue())
    image = client.edit("make it black and white", [tmp_path / "photo.jpg", file.getvalue(), picture])
    assert image.media_type == "image/png"
    asked = client.details(image.task)["input"]
    assert (asked["mode"], len(asked["image_urls"])) == ("image-to-image", 3)


def test_an_uploaded_picture_serves_several_edits(client) -> None:
    picture = PillowImage.effect_mandelbrot((256, 256), (-2, -1.5, 1, 1.5), 40).convert("RGB")
    url = client.upload(picture)
    assert client.upload(url) == url
    tasks = [client.submit(f"make it {colour}", [url]) for colour in ("red", "blue")]
    assert [client.wait(task).state for task in tasks] == [TaskState.SUCCESS] * 2


def test_more_pictures_than_a_body_holds_are_uploaded_first(client) -> None:
    photo = io.BytesIO()
    PillowImage.effect_mandelbrot((64, 64), (-2, -1.5, 1, 1.5), 20).convert("RGB").save(photo, "PNG")
    # Bytes after its end are no part of a PNG, and fill it to 9.9 MB.
    heavy = photo.getvalue().ljust(9_900_000, b"\0")
    # In one request these would be 105 MB, and the server takes 72.
    task = client.submit("make it black and white", [heavy] * 8, model="nano-banana-pro")
    assert client.wait(task).state is TaskState.SUCCESS


def test_edit_takes_the_link_of_a_result(client) -> None:
    made = client.generate("a logo with the letter O")
    assert client.edit("make it black and white", [made.url]).size[0] > 0


async def test_the_async_client_does_the_same(server) -> None:
    async with AsyncCavendish(server.api_key, base_url=server.base_url) as client:
        image = await client.generate("a logo with the letter O", aspect_ratio="2:3")
        assert image.size == (832, 1248)
        assert (await client.status(image.task.id)).state is TaskState.SUCCESS
        assert image.task.id in [task.id for task in (await client.list(limit=5)).tasks]
        assert await client.balance() is None
        assert (await client.edit("make it black and white", [image.data])).size[0] > 0
        task = await client.submit("a whale")
        try:
            assert (await client.cancel(task)).fail_code == "CANCELLED"
        except ConflictError:
            assert (await client.status(task)).state is TaskState.SUCCESS


def test_a_batch_makes_each_and_a_bad_one_stops_none(client) -> None:
    requests = [
        "a logo with the letter A",
        TaskRequest(prompt="x" * 5001),
        TaskRequest(prompt="a logo with the letter D", aspect_ratio="1:1"),
    ]
    items = {item.index: item for item in client.generate_many(requests, concurrency=2)}
    assert isinstance(items[1].error, InvalidRequestError)
    assert items[0].result().size == items[2].result().size == (1024, 1024)


async def test_the_async_batch_does_the_same(server) -> None:
    async with AsyncCavendish(server.api_key, base_url=server.base_url) as client:
        items = [
            item
            async for item in client.generate_many(
                ["a logo with the letter A", "a logo with the letter B"], concurrency=2
            )
        ]
    assert sorted(item.index for item in items) == [0, 1]
    assert all(item.error is None for item in items)


def test_one_idempotency_key_makes_one_task(client) -> None:
    key = str(uuid.uuid4())
    first = client.submit("a boat", idempotency_key=key)
    assert client.submit("a boat", idempotency_key=key).id == first.id
    with pytest.raises(ConflictError):
        client.submit("another boat", idempotency_key=key)


def test_a_lost_answer_makes_no_second_task(server, losing_network, client) -> None:
    base_url, lost = losing_network
    source = f"lost-{uuid.uuid4()}"
    with Cavendish(server.api_key, base_url=base_url) as unlucky:
        task = unlucky.submit("a boat in a storm", source=source)
    assert json.loads(lost[0].partition(b"\r\n\r\n")[2])["data"]["taskId"] == task.id
    made = [client.details(listed)["source"] for listed in client.list(limit=5).tasks]
    assert made.count(source) == 1


def test_pages_go_through_all_tasks(client) -> None:
    submitted = [client.submit(f"a logo with the letter {number}").id for number in range(3)]
    first = client.list(limit=2)
    second = client.list(limit=2, cursor=first.next_cursor)
    listed = [task.id for task in (*first.tasks, *second.tasks)]
    assert listed[:3] == submitted[::-1]
    assert first.tasks[0].model == "nano-banana"
    for task in submitted:
        client.wait(task)


def test_a_cancelled_task_is_told_as_such(client) -> None:
    busy = [client.submit("a logo with the letter B") for _ in range(4)]
    task = client.cancel(busy[-1])
    assert task.fail_code == "CANCELLED"
    with pytest.raises(TaskCancelledError):
        client.download(task)
    assert [client.wait(other).state for other in busy[:-1]] == [TaskState.SUCCESS] * 3


def test_waiting_gives_up_in_time_and_the_task_goes_on(client) -> None:
    with pytest.raises(WaitTimeoutError) as caught:
        client.generate("a logo with the letter M", timeout_s=0)
    assert client.wait(caught.value.task).state is TaskState.SUCCESS


def test_a_wrong_key_is_an_error_of_its_own(server) -> None:
    with Cavendish("wrong", base_url=server.base_url) as stranger, pytest.raises(AuthenticationError):
        stranger.generate("a fox")


def test_a_refused_request_names_the_field(client) -> None:
    with pytest.raises(InvalidRequestError, match="aspect_ratio") as caught:
        client.submit("a fox", aspect_ratio="5:3")
    assert caught.value.request_id
    assert "input.aspect_ratio" in caught.value.detail


def test_unknown_tasks_and_models_are_not_found(client) -> None:
    with pytest.raises(NotFoundError):
        client.status("task_unknown")
    with pytest.raises(NotFoundError, match="nano-banana"):
        client.submit("a fox", model="no-such-model")


def test_a_body_over_the_ceiling_is_an_error_of_its_own(client) -> None:
    with pytest.raises((BodyTooLargeError, ConnectionFailedError)):
        client.submit("x" * (80 * 1024 * 1024))


def test_nobody_there_is_told_soon(server) -> None:
    with (
        Cavendish(
            server.api_key, base_url="http://127.0.0.1:1", retries=RetryPolicy(first_contact_s=0.5)
        ) as client,
        pytest.raises(ConnectionFailedError, match=r"http://127\.0\.0\.1:1: .*refused"),
    ):
        client.balance()
