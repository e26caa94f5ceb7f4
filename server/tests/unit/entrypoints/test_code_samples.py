import ast
import json
import shlex

import pytest

from cavendish.entrypoints.api.documentation.code_samples import Call, code_samples
from cavendish.entrypoints.api.documentation.docs_view import read_groups
from cavendish.entrypoints.api.documentation.openapi_document import openapi_document

BODY = {"input": {"prompt": "a fox", "image_urls": ["https://example.com/a.png"]}}


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("is_keyed", [True, False])
def test_each_language_has_a_sample_that_reads_as_that_language(method: str, is_keyed: bool) -> None:
    body = BODY if method == "POST" else None
    samples = dict(code_samples(Call(method, "https://example.com/x?taskId=1", is_keyed, body)))
    assert list(samples) == ["curl", "Python", "JavaScript"]
    ast.parse(samples["Python"])
    words = shlex.split(samples["curl"].replace("\\\n", " "))
    assert words[0] == "curl"
    assert "https://example.com/x?taskId=1" in words
    if body is not None:
        assert json.loads(words[words.index("-d") + 1]) == body
    for code in samples.values():
        assert ("Bearer" in code) is is_keyed


def test_every_operation_is_shown_once_with_its_samples() -> None:
    document = openapi_document("https://example.com")
    shown = [
        op for group in read_groups(document, public_url="https://example.com") for op in group.operations
    ]
    declared = [op["operationId"] for methods in document["paths"].values() for op in methods.values()]
    assert sorted(op.anchor for op in shown) == sorted(declared)
    for operation in shown:
        ast.parse(dict(operation.samples)["Python"])
        assert operation.responses
