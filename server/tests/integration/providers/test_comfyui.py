"""What ComfyUI is told, and what its failures mean."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.standins.comfyui_upstream import CHECKPOINT, ComfyUIUpstream, execution_error
from tests.standins.provider_calls import PROMPT, Checkpoints, make_call, make_route
from tests.standins.sample_pictures import decodes, picture, reference
from tests.standins.upstream_server import cut_off, html_page

from cavendish.adapters.providers import comfyui
from cavendish.adapters.upstream.comfyui_workflow import WorkflowError, fill_workflow, read_workflow
from cavendish.adapters.upstream.upstream_failures import AnswerLostError
from cavendish.domain.errors import FailureKind, ProviderError
from cavendish.ports.provider import ImageProvider

ROUTE = make_route("comfyui", CHECKPOINT)


@pytest.fixture
async def upstream() -> AsyncIterator[ComfyUIUpstream]:
    async with ComfyUIUpstream() as server:
        yield server


@pytest.fixture
async def provider(upstream: ComfyUIUpstream) -> AsyncIterator[ImageProvider]:
    built = comfyui.PLUGIN.build({"CAVENDISH_COMFYUI_BASE_URL": upstream.url})
    yield built
    await built.close()


async def test_a_job_whose_submit_was_never_answered_is_taken_back(
    provider: ImageProvider, upstream: ComfyUIUpstream
) -> None:
    upstream.play(cut_off)
    checkpoint = Checkpoints()
    with pytest.raises(AnswerLostError):
        await provider.generate(make_call(ROUTE, checkpoint=checkpoint))
    posted = [(seen.path, json.loads(seen.body)) for seen in upstream.seen if seen.path != "/prompt"]
    assert posted == [
        ("/queue", {"delete": checkpoint.ids}),
        ("/interrupt", {"prompt_id": checkpoint.ids[0]}),
    ]


def inputs(upstream: ComfyUIUpstream, kind: str) -> dict[str, Any]:
    nodes = upstream.graphs[-1]["prompt"].values()
    return next(node["inputs"] for node in nodes if node["class_type"] == kind)


async def test_words_and_size_stand_in_the_graph(provider: ImageProvider, upstream: ComfyUIUpstream) -> None:
    await provider.generate(make_call(ROUTE, aspect_ratio="9:16"))
    assert inputs(upstream, "EmptyLatentImage") == {"width": 768, "height": 1344, "batch_size": 1}
    assert inputs(upstream, "CLIPTextEncode")["text"] == PROMPT
    assert inputs(upstream, "CheckpointLoaderSimple")["ckpt_name"] == CHECKPOINT


async def test_the_id_is_ours_and_stored_before_it_is_sent(
    provider: ImageProvider, upstream: ComfyUIUpstream
) -> None:
    class Spy(Checkpoints):
        async def __call__(self, job_id: str) -> None:
            await super().__call__(job_id)
            assert not upstream.seen

    spy = Spy()
    await provider.generate(make_call(ROUTE, checkpoint=spy))
    assert list(upstream.jobs) == spy.ids


async def test_an_uploaded_reference_is_named_as_comfyui_renamed_it(
    provider: ImageProvider, upstream: ComfyUIUpstream
) -> None:
    await provider.generate(make_call(ROUTE, references=(reference(),)))
    assert inputs(upstream, "LoadImage")["image"].startswith("renamed-")


async def test_after_a_restart_of_comfyui_the_same_id_is_submitted_again(
    provider: ImageProvider, upstream: ComfyUIUpstream
) -> None:
    upstream.polls_before_done = 10
    checkpoint = Checkpoints()
    making = asyncio.create_task(provider.generate(make_call(ROUTE, checkpoint=checkpoint)))
    while not upstream.is_running(checkpoint.ids):
        await asyncio.sleep(0.005)
    upstream.restart()
    assert decodes((await making).content)
    assert [graph["id"] for graph in upstream.graphs] == checkpoint.ids * 2


async def test_a_job_that_comfyui_never_got_is_submitted_by_the_next_worker(
    provider: ImageProvider, upstream: ComfyUIUpstream
) -> None:
    job_id = "123e4567-e89b-42d3-a456-426614174000"
    assert decodes((await provider.generate(make_call(ROUTE, upstream_job_id=job_id))).content)
    assert list(upstream.jobs) == [job_id]


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (
            execution_error("KSampler", "torch.OutOfMemoryError", "CUDA out of memory"),
            FailureKind.UNAVAILABLE,
        ),
        (
            execution_error("KSampler", "RuntimeError", "Allocation failed: Out Of Memory"),
            FailureKind.UNAVAILABLE,
        ),
        (execution_error("VAEDecode", "ValueError", "shape mismatch"), FailureKind.MISCONFIGURED),
    ],
)
async def test_each_execution_error_has_its_meaning(
    provider: ImageProvider, upstream: ComfyUIUpstream, error: list[Any], kind: FailureKind
) -> None:
    upstream.error = error
    with pytest.raises(ProviderError) as caught:
        await provider.generate(make_call(ROUTE))
    assert caught.value.kind is kind


async def test_trouble_while_asking_is_ridden_out(provider: ImageProvider, upstream: ComfyUIUpstream) -> None:
    upstream.asking_script = [html_page(502), cut_off]
    assert (await provider.generate(make_call(ROUTE))).content == picture()


async def test_an_own_workflow_is_filled(
    provider: ImageProvider, upstream: ComfyUIUpstream, tmp_path: Path
) -> None:
    own = read_workflow("", is_edit=True)
    own["6"]["inputs"]["text"] = "oil painting: {{prompt}}"
    own["13"] = {"class_type": "LoadImage", "inputs": {"image": "{{reference_2}}"}}
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(own))
    route = make_route("comfyui", CHECKPOINT, edit_workflow=str(file))
    await provider.generate(make_call(route, references=(reference(1), reference(2))))
    assert upstream.references == [reference(1).content, reference(2).content]
    assert inputs(upstream, "CLIPTextEncode")["text"] == f"oil painting: {PROMPT}"


@pytest.mark.parametrize("content", ["not json", "[]", "{}", '{"nodes": [], "links": []}'])
async def test_a_workflow_that_cannot_be_used_alarms_the_operator(
    provider: ImageProvider, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content)
    with pytest.raises(ProviderError, match=r"bad\.json") as caught:
        await provider.generate(make_call(make_route("comfyui", CHECKPOINT, workflow=str(file))))
    assert caught.value.kind is FailureKind.MISCONFIGURED


def test_what_is_filled_in_is_not_filled_again_and_keeps_its_type() -> None:
    graph = {"1": {"class_type": "X", "inputs": {"a": "{{prompt}}", "b": "{{ seed }}", "c": "n {{seed}}"}}}
    filled = fill_workflow(graph, {"prompt": "{{seed}}", "seed": 7})
    assert filled["1"]["inputs"] == {"a": "{{seed}}", "b": 7, "c": "n 7"}


def test_fewer_references_than_the_workflow_loads_repeat_the_last() -> None:
    graph = {"1": {"class_type": "X", "inputs": {"a": "{{reference_1}}", "b": "{{reference_3}}"}}}
    filled = fill_workflow(graph, {"reference_1": "p", "reference_2": "q"})
    assert filled["1"]["inputs"] == {"a": "p", "b": "q"}
    with pytest.raises(WorkflowError, match="reference_1"):
        fill_workflow(graph, {})
