"""What stand-ins of upstreams with jobs have in common."""

import uuid
from abc import abstractmethod
from dataclasses import dataclass, field

from aiohttp import web
from tests.standins.upstream_server import COMMON_REPLIES, Reply, Scenario, StandIn

JOB_SCENARIOS = frozenset(
    {
        Scenario.REFUSED, Scenario.BAD_REFERENCE, Scenario.NO_PICTURE, Scenario.BROKEN_PICTURE,
        Scenario.LINK_GONE, Scenario.LINK_PRIVATE, Scenario.VANISHED, Scenario.NEVER_DONE,
    }
)  # fmt: skip
"""Scenarios that begin with an accepted submit."""


@dataclass
class Job:
    """One accepted job. `polls_left` is how often it is still seen running."""

    id: str
    scenario: Scenario | None
    polls_left: int = 1
    polls: int = 0
    is_cancelled: bool = False


@dataclass
class JobStandIn(StandIn):
    jobs: dict[str, Job] = field(default_factory=dict)
    cancelled: list[str] = field(default_factory=list)
    references: list[bytes] = field(default_factory=list)
    asking_script: list[Reply] = field(default_factory=list)
    """Answers to the next questions about any job, before the truth is told."""
    polls_before_done: int = 1

    @abstractmethod
    def submit_replies(self) -> dict[Scenario, Reply]:
        """Scenarios in which the submit itself fails."""

    def replies(self) -> dict[Scenario, Reply]:
        return {**COMMON_REPLIES, **self.submit_replies()}

    def scenarios(self) -> frozenset[Scenario]:
        return frozenset(self.replies()) | JOB_SCENARIOS

    def accept(self, act: Scenario | Reply | None) -> Job:
        """Store a job that will end as `act` says."""
        job = Job(
            id=self.new_id(),
            scenario=act if isinstance(act, Scenario) else None,
            polls_left=self.polls_before_done,
        )
        self.jobs[job.id] = job
        return job

    def new_id(self) -> str:
        return str(uuid.uuid4())

    def is_submit_scripted(self, act: Scenario | Reply | None) -> bool:
        """Whether the act is an answer to the submit and not a job's fate."""
        return act is not None and act not in JOB_SCENARIOS

    def is_running(self, job_ids: list[str]) -> bool:
        """Whether these jobs are known and were asked about."""
        return bool(job_ids) and all(job_id in self.jobs and self.jobs[job_id].polls for job_id in job_ids)

    def look_up(self, job_id: str) -> Job | None:
        """The job, unless its scenario is to vanish."""
        job = self.jobs.get(job_id)
        if job is None or job.scenario is Scenario.VANISHED:
            return None
        job.polls += 1
        return job

    def is_done(self, job: Job) -> bool:
        """Whether the job has ended; each question brings it nearer."""
        if job.is_cancelled:
            return True
        if job.scenario is Scenario.NEVER_DONE:
            return False
        job.polls_left -= 1
        return job.polls_left < 0

    def cancel(self, job_id: str) -> bool:
        """Stop a job that is still running."""
        job = self.jobs.get(job_id)
        if (
            job is None
            or job.is_cancelled
            or (job.polls_left < 0 and job.scenario is not Scenario.NEVER_DONE)
        ):
            return False
        job.is_cancelled = True
        self.cancelled.append(job_id)
        return True

    def result_link(self, job: Job) -> str:
        """Where the job's picture lies, or what its scenario puts in its place."""
        names = {
            Scenario.BROKEN_PICTURE: "half",
            Scenario.LINK_GONE: "gone",
            Scenario.LINK_PRIVATE: "private",
        }
        return self.link(names.get(job.scenario, "picture"))

    async def scripted_asking(self, request: web.Request) -> web.StreamResponse | None:
        return await self.asking_script.pop(0)(request) if self.asking_script else None
