"""Jobs whose outcome is a link: run one to its end, and fetch the picture behind it."""

from collections.abc import Mapping
from typing import Self

from cavendish.adapters.upstream.deadline import Deadline
from cavendish.adapters.upstream.job_polling import JobCalls, Pace, run_job
from cavendish.adapters.upstream.result_download import ResultDownloads
from cavendish.adapters.upstream.upstream_http import UpstreamHttp
from cavendish.ports.provider import GeneratedImage, ProviderCall


class LinkedJobs:
    """One provider's connections: `http` to its API, `downloads` of what it made. Close it once."""

    def __init__(self, http: UpstreamHttp, downloads: ResultDownloads, *, pace: Pace) -> None:
        self.http = http
        self._downloads = downloads
        self._pace = pace

    @classmethod
    def open(cls, provider: str, environ: Mapping[str, str], *, base_url: str | None, pace: Pace) -> Self:
        """Inside the event loop; `base_url` is the operator's own, if there is one."""
        downloads = ResultDownloads.open(provider, environ, base_url=base_url)
        return cls(UpstreamHttp(provider), downloads, pace=pace)

    async def picture(self, call: ProviderCall, calls: JobCalls[str], deadline: Deadline) -> GeneratedImage:
        """The picture of a new job, or of the one that an earlier worker submitted."""
        url = await run_job(call, calls, pace=self._pace, deadline=deadline)
        return GeneratedImage(content=await self._downloads.fetch(url, deadline=deadline))

    async def close(self) -> None:
        await self.http.close()
        await self._downloads.close()
