"""The check `openai`, and that its stand-in speaks as OpenAI does."""

import base64
from collections.abc import AsyncIterator

import openai
import pytest
from structlog.testing import capture_logs
from tests.standins.openai_moderation import OpenAIModerationUpstream
from tests.standins.sample_pictures import picture, reference
from tests.standins.upstream_server import KEY, Scenario

from cavendish.adapters.moderation import openai_moderation
from cavendish.domain.errors import SetupError
from cavendish.domain.moderation import ModerationUnavailableError, Stage
from cavendish.ports.moderator import Content, Moderator, PictureToCheck

PICTURES = tuple(
    PictureToCheck(content=item.content, media_type=item.media_type) for item in (reference(), reference(1))
)


def link(item: PictureToCheck) -> str:
    return f"data:{item.media_type};base64,{base64.b64encode(item.content).decode()}"


@pytest.fixture
async def upstream() -> AsyncIterator[OpenAIModerationUpstream]:
    async with OpenAIModerationUpstream(flag_words={"FLAGME": "sexual", "BATTLE": "violence"}) as server:
        yield server


def environ(upstream: OpenAIModerationUpstream, **more: str) -> dict[str, str]:
    return {
        "OPENAI_API_KEY": KEY,
        "CAVENDISH_MODERATION_OPENAI_BASE_URL": f"{upstream.url}/v1",
        **{f"CAVENDISH_MODERATION_OPENAI{name}": value for name, value in more.items()},
    }


@pytest.fixture
async def check(upstream: OpenAIModerationUpstream) -> AsyncIterator[Moderator]:
    built = openai_moderation.PLUGIN.build(environ(upstream))
    yield built
    await built.close()


def asked(prompt: str, *pictures: PictureToCheck, stage: Stage = Stage.REQUEST) -> Content:
    return Content(stage=stage, prompt=prompt, pictures=pictures)


async def test_the_official_sdk_understands_the_stand_in(upstream: OpenAIModerationUpstream) -> None:
    async with openai.AsyncOpenAI(api_key=KEY, base_url=f"{upstream.url}/v1", max_retries=0) as client:
        answer = await client.moderations.create(
            model="omni-moderation-latest",
            input=[
                {"type": "text", "text": "FLAGME please"},
                {"type": "image_url", "image_url": {"url": link(PICTURES[0])}},
            ],
        )
        assert answer.results[0].flagged
        assert answer.results[0].categories.sexual
        assert not answer.results[0].categories.sexual_minors
        assert answer.results[0].category_scores.sexual == 0.97
        with pytest.raises(openai.BadRequestError, match="exceeds maximum of 1"):
            await client.moderations.create(
                model="omni-moderation-latest",
                input=[{"type": "image_url", "image_url": {"url": link(item)}} for item in PICTURES],
            )


async def test_what_the_endpoint_does_not_flag_passes(
    check: Moderator, upstream: OpenAIModerationUpstream
) -> None:
    assert await check.review(asked("a fox", *PICTURES)) is None
    assert [part["type"] for part in upstream.inputs].count("image_url") == 2


async def test_a_flagged_prompt_is_refused_with_its_category_and_score(check: Moderator) -> None:
    finding = await check.review(asked("FLAGME"))
    assert finding is not None
    assert (finding.category, finding.score) == ("sexual", 0.97)
    assert "FLAGME" not in finding.reason


async def test_each_reference_picture_is_asked_about_by_itself(
    check: Moderator, upstream: OpenAIModerationUpstream
) -> None:
    upstream.flag_links[link(PICTURES[1])] = "violence/graphic"
    finding = await check.review(asked("a fox", *PICTURES))
    assert finding is not None
    assert finding.reason == "violence/graphic in reference 1"


async def test_a_category_that_is_not_chosen_passes(
    upstream: OpenAIModerationUpstream, check: Moderator
) -> None:
    assert await check.review(asked("BATTLE")) is None
    strict = openai_moderation.PLUGIN.build(environ(upstream, _CATEGORIES="violence, hate"))
    assert await strict.review(asked("BATTLE")) is not None
    assert await strict.review(asked("FLAGME")) is None
    await strict.close()


async def test_results_are_asked_about_only_under_all(
    upstream: OpenAIModerationUpstream, check: Moderator
) -> None:
    result = PictureToCheck(content=picture(), media_type="image/png")
    upstream.flag_links[link(result)] = "sexual"
    assert await check.review(asked("", result, stage=Stage.RESULT)) is None
    everything = openai_moderation.PLUGIN.build(environ(upstream, **{"": "all"}))
    finding = await everything.review(asked("", result, stage=Stage.RESULT))
    assert finding is not None
    assert finding.reason == "sexual in the result"
    await everything.close()


@pytest.mark.parametrize(
    "scenario",
    [Scenario.SERVER_ERROR, Scenario.THROTTLED, Scenario.HTML, Scenario.NOT_JSON, Scenario.CUT_OFF],
)
async def test_an_endpoint_without_a_verdict_lets_pass_with_a_warning_or_refuses(
    upstream: OpenAIModerationUpstream, check: Moderator, scenario: Scenario
) -> None:
    upstream.play(scenario, scenario)
    with capture_logs() as logs:
        assert await check.review(asked("the prompt")) is None
    assert [entry["log_level"] for entry in logs] == ["warning"]
    assert "the prompt" not in str(logs)
    closed = openai_moderation.PLUGIN.build(environ(upstream, _ON_ERROR="refuse"))
    with pytest.raises(ModerationUnavailableError):
        await closed.review(asked("the prompt"))
    await closed.close()


async def test_a_picture_that_is_refused_counts_though_the_prompt_got_no_verdict(
    upstream: OpenAIModerationUpstream,
) -> None:
    closed = openai_moderation.PLUGIN.build(environ(upstream, _ON_ERROR="refuse"))
    upstream.flag_links = {link(item): "sexual" for item in PICTURES}
    upstream.play(Scenario.SERVER_ERROR)
    assert await closed.review(asked("a fox", *PICTURES)) is not None
    await closed.close()


async def test_a_wrong_key_lets_pass_as_well(upstream: OpenAIModerationUpstream) -> None:
    built = openai_moderation.PLUGIN.build({**environ(upstream), "OPENAI_API_KEY": "wrong"})
    assert await built.review(asked("FLAGME")) is None
    await built.close()


def test_it_is_on_with_a_key_unless_told_otherwise() -> None:
    why_off = openai_moderation.PLUGIN.why_off
    assert why_off({}) == "OPENAI_API_KEY not set"
    assert why_off({"OPENAI_API_KEY": KEY}) is None
    assert why_off({"OPENAI_API_KEY": KEY, "CAVENDISH_MODERATION_OPENAI": "OFF"}) is not None
    with pytest.raises(SetupError, match="CAVENDISH_MODERATION_OPENAI='maybe'"):
        why_off({"OPENAI_API_KEY": KEY, "CAVENDISH_MODERATION_OPENAI": "maybe"})
