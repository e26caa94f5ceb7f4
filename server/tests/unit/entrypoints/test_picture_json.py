import base64

import pytest

from cavendish.entrypoints.api.answers.envelope import encode_json
from cavendish.entrypoints.api.dialects import picture_json as module
from cavendish.entrypoints.api.dialects.picture_json import picture_json


@pytest.mark.parametrize("library", ["fast", "plain"])
@pytest.mark.parametrize("content", [b"", b"a", b"ab", b"abc", bytes(range(256)) * 40])
def test_a_picture_is_written_as_the_encoder_itself_writes_bytes(
    library: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    if library == "plain":
        monkeypatch.setattr(module, "_FAST", base64)
    else:
        assert module._FAST is not base64
    assert encode_json({"data": picture_json(content)}) == encode_json({"data": content})
