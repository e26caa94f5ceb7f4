import pytest
from hypothesis import given
from hypothesis import strategies as st

from cavendish.entrypoints.api.answers.byte_ranges import UnsatisfiableRangeError, parse_range


@given(first=st.integers(0, 200), last=st.integers(0, 200), size=st.integers(0, 150))
def test_a_range_lies_within_the_picture_or_is_refused(first: int, last: int, size: int) -> None:
    try:
        span = parse_range(f"bytes={first}-{last}", size)
    except UnsatisfiableRangeError:
        assert first >= size
        return
    if last < first:
        assert span is None
    else:
        assert span == (first, min(last + 1, size))


@given(length=st.integers(0, 200), size=st.integers(0, 150))
def test_a_suffix_counts_from_the_end(length: int, size: int) -> None:
    if length == 0 or size == 0:
        with pytest.raises(UnsatisfiableRangeError):
            parse_range(f"bytes=-{length}", size)
    else:
        assert parse_range(f"bytes=-{length}", size) == (max(0, size - length), size)


@given(header=st.text(max_size=40))
def test_any_text_is_read_without_harm(header: str) -> None:
    try:
        span = parse_range(header, 100)
    except UnsatisfiableRangeError:
        return
    assert span is None or 0 <= span[0] < span[1] <= 100
