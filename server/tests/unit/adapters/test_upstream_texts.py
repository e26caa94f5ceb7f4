"""What is kept of an upstream's words, and how its waits and pictures are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.standins.sample_pictures import picture, reference

from cavendish.adapters.upstream.picture_bytes import is_whole_picture, read_data_url, to_data_url
from cavendish.adapters.upstream.picture_sizes import closest_size, exact_size
from cavendish.adapters.upstream.redaction import quote_upstream
from cavendish.adapters.upstream.upstream_failures import (
    failure_of_status,
    read_duration,
    read_retry_after,
    throttled,
)
from cavendish.domain.aspect_ratio import AspectRatio
from cavendish.domain.errors import FailureKind, ProviderError

PROMPT = "a marmalade cat asleep on a warm stone windowsill"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Rate limit reached", "Rate limit reached"),
        ("key s3cret-value is wrong", "key *** is wrong"),
        ("Incorrect API key provided: sk-abcdef**********wxyz", "Incorrect API key provided: ***"),
        ("token r8_0123456789abcdef expired", "token *** expired"),
        ("see https://x.example/a/b?sig=123&e=4 now", "see https://x.example/… now"),
        ("input data:image/png;base64,iVBORw0KGgo= is bad", "input data:… is bad"),
        ("<html><body><h1>502</h1>\n<p>nginx</p></body></html>", "502 nginx"),
        ("", ""),
    ],
)
def test_keys_addresses_pictures_and_markup_are_taken_out(said: str, kept: str) -> None:
    assert quote_upstream(said, prompt=PROMPT, secrets=["s3cret-value", ""]) == kept


@pytest.mark.parametrize(
    "said",
    [
        f"Invalid prompt: {PROMPT}",
        "Cannot draw 'A MARMALADE  CAT asleep'",
        "…warm stone windowsill…",
    ],
)
def test_a_text_that_repeats_a_piece_of_the_prompt_is_left_out(said: str) -> None:
    kept = quote_upstream(said, prompt=PROMPT)
    assert "marmalade" not in kept.casefold()
    assert "windowsill" not in kept


def test_a_short_prompt_is_looked_for_as_a_whole_word_only() -> None:
    assert quote_upstream("wrong category", prompt="cat") == "wrong category"
    assert "repeat" in quote_upstream("no cat today", prompt="cat")


@given(st.text(min_size=12, max_size=300), st.text(max_size=30), st.text(max_size=30))
def test_no_prompt_that_is_quoted_whole_survives(prompt: str, before: str, after: str) -> None:
    kept = quote_upstream(f"{before}{prompt}{after}", prompt=prompt)
    folded = " ".join(prompt.split()).casefold()
    if len(folded) >= 12:
        assert folded not in kept.casefold()


def test_a_long_text_is_cut() -> None:
    assert len(quote_upstream("x y " * 400)) == 241


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp"])
def test_a_whole_picture_passes_and_each_cut_of_it_does_not(kind: str) -> None:
    content = picture(kind)
    assert is_whole_picture(content)
    assert is_whole_picture(content + b"trailing bytes")
    for part in (0, 1, 8, 20, len(content) // 2, len(content) - 4):
        assert not is_whole_picture(content[:part])


@pytest.mark.parametrize("content", [b"GIF89a" + b"x" * 50, b"<html></html>", b"\x89PNG\r\n\x1a\n", b"RIFF"])
def test_what_is_no_picture_does_not_pass(content: bytes) -> None:
    assert not is_whole_picture(content)


def test_a_png_without_size_or_pixels_does_not_pass() -> None:
    content = picture()
    assert not is_whole_picture(content[:16] + b"\0" * 8 + content[24:])
    end = content.rindex(b"IEND") - 4
    assert not is_whole_picture(content[:33] + content[end:])


def test_a_data_url_comes_back_as_the_bytes_it_was_made_of() -> None:
    assert read_data_url("p", to_data_url(reference())) == reference().content


@pytest.mark.parametrize(
    "url", ["data:image/png,raw", "data:image/png;base64,@@@", "data:", "data:image/png;base64"]
)
def test_a_broken_data_url_is_an_answer_that_may_be_retried(url: str) -> None:
    with pytest.raises(ProviderError) as caught:
        read_data_url("p", url)
    assert caught.value.kind is FailureKind.TRANSIENT


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("34.07s", 34.07),
        ("900ms", 0.9),
        ("1m30s", 90.0),
        ("~30s.", 30.0),
        ("2h", 7200.0),
        ("soon", None),
        ("", None),
    ],
)
def test_durations_are_read_in_every_unit(text: str, seconds: float | None) -> None:
    assert read_duration(text) == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "0.5"}, 0.5),
        ({"Retry-After": "Mon, 23 Nov 2026 10:00:09 GMT", "Date": "Mon, 23 Nov 2026 10:00:00 GMT"}, 9.0),
        ({"Retry-After": "Mon, 23 Nov 2026 09:00:00 GMT", "Date": "Mon, 23 Nov 2026 10:00:00 GMT"}, 0.0),
        ({"Retry-After": "Mon, 23 Nov 2026 10:00:09 GMT"}, None),
        ({"Retry-After": "-3"}, None),
        ({"Retry-After": "²"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_against_the_answer_s_own_date(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert read_retry_after(headers) == seconds


@pytest.mark.parametrize(("wait_s", "here"), [(0.0, True), (10.0, True), (10.1, False), (None, False)])
def test_only_a_known_short_wait_is_worth_waiting_for(wait_s: float | None, here: bool) -> None:
    assert throttled("p", "x", retry_after_s=wait_s).is_retryable_here is here


@pytest.mark.parametrize(
    ("status", "kind", "here"),
    [
        (301, FailureKind.MISCONFIGURED, False),
        (400, FailureKind.REJECTED, False),
        (401, FailureKind.MISCONFIGURED, False),
        (402, FailureKind.MISCONFIGURED, False),
        (403, FailureKind.MISCONFIGURED, False),
        (404, FailureKind.MISCONFIGURED, False),
        (408, FailureKind.UNAVAILABLE, False),
        (413, FailureKind.INPUT_TOO_LARGE, False),
        (422, FailureKind.REJECTED, False),
        (429, FailureKind.THROTTLED, False),
        (499, FailureKind.TRANSIENT, True),
        (500, FailureKind.TRANSIENT, True),
        (502, FailureKind.TRANSIENT, True),
        (503, FailureKind.UNAVAILABLE, True),
        (504, FailureKind.UNAVAILABLE, False),
        (524, FailureKind.UNAVAILABLE, False),
        (529, FailureKind.UNAVAILABLE, True),
        (599, FailureKind.TRANSIENT, True),
    ],
)
def test_each_status_has_its_meaning(status: int, kind: FailureKind, here: bool) -> None:
    error = failure_of_status("p", status, "")
    assert (error.kind, error.is_retryable_here) == (kind, here)


def test_sizes_are_multiples_of_sixteen_and_grow_with_the_resolution() -> None:
    for ratio in AspectRatio:
        width, height = exact_size(ratio)
        assert (width % 16, height % 16) == (0, 0)
        assert exact_size(ratio, "2K") == (2 * width, 2 * height)
        assert exact_size(ratio, "4K") == (4 * width, 4 * height)


def test_the_closest_of_few_sizes_is_closest_in_shape() -> None:
    sizes = ["1024x1024", "1536x1024", "1024x1536"]
    assert closest_size(sizes, 1344, 768) == "1536x1024"
    assert closest_size(sizes, 768, 1344) == "1024x1536"
    assert closest_size(sizes, 1152, 1024) == "1024x1024"
