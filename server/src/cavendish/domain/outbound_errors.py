"""Why a call to an address that a caller named did not give an answer."""

from enum import StrEnum

from cavendish.domain.errors import CavendishError


class OutboundReason(StrEnum):
    """What went wrong; tests, metrics and retries look at this, never at the message."""

    URL_REFUSED = "url_refused"
    ADDRESS_REFUSED = "address_refused"
    NAME_NOT_FOUND = "name_not_found"
    CONNECT_FAILED = "connect_failed"
    TLS_FAILED = "tls_failed"
    TIMED_OUT = "timed_out"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_STATUS = "bad_status"
    TOO_LARGE = "too_large"
    ENCODED_BODY = "encoded_body"
    BROKEN_ANSWER = "broken_answer"


class OutboundError(CavendishError):
    """A call that failed or was not allowed.

    The message is fit for the caller: it never shows a path, a query, or where a name resolved to.
    `detail` is for the operator's log and may name the resolved address.
    """

    def __init__(
        self, reason: OutboundReason, message: str, *, detail: str = "", status: int | None = None
    ) -> None:
        self.reason = reason
        self.detail = detail
        self.status = status
        super().__init__(message)

    @property
    def is_refusal(self) -> bool:
        """Whether the address was not allowed, so that trying again is pointless."""
        return self.reason in (OutboundReason.URL_REFUSED, OutboundReason.ADDRESS_REFUSED)
