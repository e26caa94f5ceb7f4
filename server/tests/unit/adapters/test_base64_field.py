import base64

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cavendish.adapters.upstream import base64_field
from cavendish.adapters.upstream.base64_field import Base64Bytes, read_field


class Answer(msgspec.Struct):
    picture: Base64Bytes | None = None


@pytest.fixture(params=["fast", "plain"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extra `speed`, and without."""
    if request.param == "plain":
        monkeypatch.setattr(base64_field, "_FAST", base64)
    else:
        assert base64_field._FAST is not base64


def read(text: str) -> bytes | None:
    return msgspec.json.decode(text, type=Answer, dec_hook=read_field).picture


@given(st.binary(max_size=200))
def test_what_was_written_is_read(content: bytes) -> None:
    assert read(f'{{"picture": "{base64.b64encode(content).decode()}"}}') == content


@pytest.mark.usefixtures("library")
def test_slashes_may_be_escaped_and_the_field_may_be_null_or_absent() -> None:
    assert read('{"picture": "\\/\\/8="}') == b"\xff\xff"
    assert read('{"picture": null}') is None
    assert read("{}") is None


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    "text", ['"a"', '"aaa"', '"aa=a"', '"aaaa "', '"aa aa"', '"aaa-"', '"ąąąą"', "7", "[]", '{"a": 1}']
)
def test_anything_else_is_an_error_that_names_the_field(text: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=r"\$\.picture"):
        read(f'{{"picture": {text}}}')


def test_fields_of_any_other_type_take_what_they_took() -> None:
    assert msgspec.json.decode('[1, {"a": 2}]', type=list[object], dec_hook=read_field) == [1, {"a": 2}]
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode('"a"', type=complex, dec_hook=read_field)
