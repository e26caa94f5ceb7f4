"""An address that a caller wrote, read strictly, written back in one spelling, and judged."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final
from urllib.parse import quote

from cavendish.domain.errors import CavendishError
from cavendish.domain.network_address import IPAddress
from cavendish.domain.network_policy import NetworkPolicy

MAX_URL_LENGTH: Final = 2048
_MAX_HOST_LENGTH: Final = 253
DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_URL: Final = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<authority>[^/?#]*)(?P<rest>[^#]*)(?:#.*)?", re.DOTALL
)
_LABEL: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_MAX_IPV4_PART_LENGTH: Final = 20
_IPV4_PART: Final = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_UNSAFE_CHARACTER: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\\]")
# Characters that IDNA 2003, which the standard library speaks, maps to another name than IDNA 2008 does.
# Source: https://www.unicode.org/reports/tr46/#Table_Deviation_Characters (checked 2026-11-23).
_IDNA_DEVIATIONS: Final = frozenset("ßẞς\u200c\u200d")
_INTERNAL_SUFFIXES: Final = (
    "localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home", "lan",
    "home.arpa", "onion",
)  # fmt: skip


class UserUrlError(CavendishError):
    """An address that must not be called. The message, for the caller, says what is wrong and the cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UserUrl:
    """An address that passed. `host` is ASCII, lower case, without brackets or trailing dot."""

    scheme: str
    host: str
    port: int
    address: IPAddress | None
    """Set when the host is an IP literal, in whatever spelling it was written."""
    path_and_query: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: all of the address that may appear in logs and messages."""
        host = f"[{self.host}]" if isinstance(self.address, IPv6Address) else self.host
        port = "" if self.port == DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def url(self) -> str:
        """The address in its one spelling; percent-encodings are as the caller wrote them."""
        return self.origin + self.path_and_query


def check_user_url(url: str, policy: NetworkPolicy) -> UserUrl:
    """Read an address and judge all that can be judged without asking the DNS; UserUrlError if it fails.

    A name that passes may still lead to a forbidden address: whoever connects judges that as well.
    """
    scheme, authority, rest = _split(url)
    host_text, port = _split_authority(authority, DEFAULT_PORTS[scheme])
    host, address = _read_host(host_text)
    _check_policy(scheme, host, port, policy)
    if address is not None:
        if (why := policy.why_refused(address, port, host=host)) is not None:
            raise UserUrlError(f"{host} is {why}; use an address on the public internet")
    else:
        _check_name(host, policy)
    path_and_query = quote(rest, safe="/?:@!$&'()*+,;=-._~%[]|")
    if not path_and_query.startswith("/"):
        path_and_query = f"/{path_and_query}"
    return UserUrl(scheme=scheme, host=host, port=port, address=address, path_and_query=path_and_query)


def _split(url: str) -> tuple[str, str, str]:
    if len(url) > MAX_URL_LENGTH:
        raise UserUrlError(f"the address has {len(url)} characters; at most {MAX_URL_LENGTH} are allowed")
    url = url.strip(" ")
    if (unsafe := _UNSAFE_CHARACTER.search(url)) is not None:
        kind = "a backslash" if unsafe[0] == "\\" else "a control character"
        raise UserUrlError(f"the address contains {kind}; percent-encode it or take it out")
    match = _URL.fullmatch(url)
    if match is None:
        raise UserUrlError("the address must be absolute, like https://example.com/picture.png")
    scheme = match["scheme"].lower()
    if scheme not in DEFAULT_PORTS:
        raise UserUrlError(f"the scheme {scheme}:// is not supported; use https://")
    return scheme, match["authority"], match["rest"]


def _split_authority(authority: str, default_port: int) -> tuple[str, int]:
    if "@" in authority:
        raise UserUrlError("the address contains a user name or password; take the part before @ out")
    head, bracket, tail = authority.rpartition("]")
    name, colon, port_text = tail.partition(":")
    host = head + bracket + name
    if not host:
        raise UserUrlError("the address has no host; write it like https://example.com/picture.png")
    if not colon or not port_text:
        return host, default_port
    if not (
        port_text.isascii() and port_text.isdigit() and len(port_text) <= 5 and 0 < int(port_text) < 65536
    ):
        raise UserUrlError("the port must be a number from 1 to 65535")
    return host, int(port_text)


def _read_host(text: str) -> tuple[str, IPAddress | None]:
    if text.startswith("["):
        address = _read_ipv6(text)
        return str(address), address
    name = _to_ascii(text).removesuffix(".")
    labels = name.split(".")
    if _IPV4_PART.fullmatch(labels[-1]):
        ipv4 = _read_ipv4(labels)
        return str(ipv4), ipv4
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise UserUrlError("the host name is not valid; use letters, digits, hyphens and single dots")
    return name, None


def _to_ascii(text: str) -> str:
    if len(text) > _MAX_HOST_LENGTH + 1:
        raise UserUrlError(f"the host name has more than {_MAX_HOST_LENGTH} characters")
    if "%" in text:
        raise UserUrlError("the host name is percent-encoded; write it plainly")
    if text.isascii():
        name = text.lower()
    elif _IDNA_DEVIATIONS.isdisjoint(text):
        try:
            name = text.encode("idna").decode("ascii").lower()
        except UnicodeError as error:
            raise UserUrlError(
                "the host name is not a valid international name; write it as xn--…"
            ) from error
    else:
        raise UserUrlError(
            "the host name has letters that old and new rules read differently; write it as xn--…"
        )
    if len(name.removesuffix(".")) > _MAX_HOST_LENGTH:
        raise UserUrlError(f"the host name has more than {_MAX_HOST_LENGTH} characters")
    return name


def _read_ipv6(text: str) -> IPv6Address:
    if "%" in text:
        raise UserUrlError("the IPv6 address names a network interface; only public addresses can be used")
    try:
        return IPv6Address(text[1:-1] if text.endswith("]") else text)
    except ValueError as error:
        raise UserUrlError("the IPv6 address is not valid; write it like [2001:4860:4860::8888]") from error


def _read_ipv4(labels: list[str]) -> IPv4Address:
    """The address that `inet_aton`, and so curl and many libraries, would connect to.

    Source: https://url.spec.whatwg.org/#concept-ipv4-parser (checked 2026-11-23).
    """
    not_ipv4 = UserUrlError("the host looks like an IPv4 address but is not one; write it like 93.184.215.14")
    try:
        *heads, last = [_read_ipv4_part(label) for label in labels]
    except ValueError as error:
        raise not_ipv4 from error
    if len(heads) > 3 or any(head > 255 for head in heads) or last >= 256 ** (4 - len(heads)):
        raise not_ipv4
    return IPv4Address(last + sum(head << 8 * (3 - index) for index, head in enumerate(heads)))


def _read_ipv4_part(label: str) -> int:
    if not _IPV4_PART.fullmatch(label) or len(label) > _MAX_IPV4_PART_LENGTH:
        raise ValueError(label)
    if label[:2] in ("0x", "0X"):
        return int(label[2:] or "0", 16)
    if len(label) > 1 and label.startswith("0"):
        return int(label, 8)
    return int(label)


def _check_policy(scheme: str, host: str, port: int, policy: NetworkPolicy) -> None:
    if policy.denies_host(host):
        raise UserUrlError(f"the operator of this server denies {host}; use another host")
    if not policy.allows_scheme(scheme, host):
        raise UserUrlError("plain http is not allowed here; use https://")
    if not policy.allows_port(port):
        raise UserUrlError(f"port {port} is not allowed; use 443, 80 or one from 1024 up that serves http")


def _check_name(host: str, policy: NetworkPolicy) -> None:
    if policy.allow_private or policy.lists_host(host):
        return
    if host == "localhost" or "." not in host or _is_internal(host):
        raise UserUrlError(f"{host} is the name of a private network; use a public host name")


def _is_internal(host: str) -> bool:
    return any(host.endswith(f".{suffix}") for suffix in _INTERNAL_SUFFIXES)


def literal_address(text: str) -> IPAddress | None:
    """The address that a resolver's answer spells; None if it is not one."""
    try:
        return ip_address(text.partition("%")[0])
    except ValueError:
        return None
