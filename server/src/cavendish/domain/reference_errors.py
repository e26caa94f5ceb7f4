"""A reference picture that cannot be used: which one and why."""

from typing import Self

from cavendish.domain.errors import FailCode, TaskFailedError


class ReferenceImageError(TaskFailedError):
    """One reference failed; ends the task.

    `problem` is for the caller and keeps the words clients look for: "failed to download", "unsupported
    format", "timeout". `index` counts from 0, as in `input.image_urls[2]`; None until it is known.
    """

    def __init__(self, code: FailCode, problem: str, *, index: int | None = None) -> None:
        self.problem = problem
        self.index = index
        where = "reference image" if index is None else f"input.image_urls[{index}]"
        super().__init__(code, f"{where}: {problem}")

    def at(self, index: int) -> Self:
        """The same failure, naming the reference it belongs to."""
        return type(self)(self.fail_code, self.problem, index=index)
