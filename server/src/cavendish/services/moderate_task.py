"""Use case: refuse what the installation's checks refuse, and keep for the operator which one and why."""

from collections.abc import Mapping, Sequence

import structlog

from cavendish.database.connection_pool import Pool
from cavendish.database.moderation_rows import insert_decision
from cavendish.domain.errors import FailCode, TaskFailedError
from cavendish.domain.generation import ReferenceImage
from cavendish.domain.moderation import ContentRefusedError, ModerationUnavailableError, Stage
from cavendish.domain.task import Task
from cavendish.ports.live_route import FinishedPicture
from cavendish.ports.moderator import Content, Moderator, PictureToCheck

_log = structlog.get_logger("cavendish.moderation")


class ModerateTask:
    """The worker's checks before a provider is called and before a picture is stored."""

    def __init__(self, pool: Pool, moderators: Mapping[str, Moderator]) -> None:
        """`moderators` by name, in the order in which they are asked."""
        self._pool = pool
        self._moderators = moderators

    async def check_request(self, task: Task, references: Sequence[ReferenceImage]) -> None:
        """Raises TaskFailedError when the prompt or a reference picture is refused."""
        pictures = tuple(
            PictureToCheck(content=reference.content, media_type=reference.media_type)
            for reference in references
        )
        await self._check(task, Content(stage=Stage.REQUEST, prompt=task.request.prompt, pictures=pictures))

    async def check_result(self, task: Task, picture: FinishedPicture) -> None:
        """Raises TaskFailedError when the finished picture is refused."""
        finished = PictureToCheck(content=picture.content, media_type=picture.media_type)
        await self._check(task, Content(stage=Stage.RESULT, pictures=(finished,)))

    async def close(self) -> None:
        for moderator in self._moderators.values():
            await moderator.close()

    async def _check(self, task: Task, content: Content) -> None:
        for name, moderator in self._moderators.items():
            try:
                finding = await moderator.review(content)
            except ModerationUnavailableError as error:
                _log.error("content could not be checked", task_id=task.id, check=name, reason=str(error))
                raise TaskFailedError(
                    FailCode.MODEL_UNAVAILABLE,
                    "Temporarily unavailable: the request could not be checked; try again",
                ) from error
            if finding is None:
                continue
            await insert_decision(
                self._pool, task_id=task.id, stage=content.stage, check=name, finding=finding
            )
            _log.info(
                "content refused",
                task_id=task.id,
                stage=content.stage.value,
                check=name,
                category=finding.category,
                reason=finding.reason,
            )
            raise ContentRefusedError(content.stage)
