import ipaddress
from urllib.parse import urlsplit

import pytest
import yarl
from hypothesis import given
from hypothesis import strategies as st

from cavendish.domain.network_address import is_public_address
from cavendish.domain.network_policy import HostRules, NetworkPolicy
from cavendish.domain.user_url import (
    DEFAULT_PORTS,
    MAX_URL_LENGTH,
    UserUrlError,
    check_user_url,
    literal_address,
)

POLICY = NetworkPolicy()


def spellings(number: int) -> list[str]:
    """Ways to write one IPv4 address that `inet_aton` takes for it."""
    a, b, c, d = number >> 24, number >> 16 & 255, number >> 8 & 255, number & 255
    return [
        f"{a}.{b}.{c}.{d}",
        f"{number}",
        f"{number:#x}",
        f"0{number:o}",
        f"{a}.{number & 0xFFFFFF}",
        f"{a:#x}.{b}.{number & 0xFFFF:#x}",
        f"0{a:o}.0{b:o}.0{c:o}.0{d:o}",
        f"{a:#X}.{b:#x}.{c}.0{d:o}.",
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTPS://EXAMPLE.COM:443/A?b=C#d", "https://example.com/A?b=C"),
        ("http://example.com:8080?x=1", "http://example.com:8080/?x=1"),
        (" https://example.com./a%20b?sig=a%2Fb%3D ", "https://example.com/a%20b?sig=a%2Fb%3D"),
        ("https://żółw.pl/ogon żółwia.png", "https://xn--w-uga1v8h.pl/ogon%20%C5%BC%C3%B3%C5%82wia.png"),
        ("https://134744072/p.png", "https://8.8.8.8/p.png"),
        ("https://[2001:4860:4860:0::8888]:8443/", "https://[2001:4860:4860::8888]:8443/"),
        ("https://example.com:/p.png", "https://example.com/p.png"),
        ("https://a_b.example.com/x;y=1,2@3:4", "https://a_b.example.com/x;y=1,2@3:4"),
    ],
)
def test_an_address_is_written_back_in_one_spelling(written: str, read: str) -> None:
    assert check_user_url(written, POLICY).url == read


def test_an_origin_shows_no_path_and_no_query() -> None:
    url = check_user_url("https://example.com:8443/secret?token=1", POLICY)
    assert url.origin == "https://example.com:8443"
    assert (url.host, url.port, url.address) == ("example.com", 8443, None)


@given(st.integers(0, 2**32 - 1))
def test_every_spelling_of_an_ipv4_address_is_read_as_that_address(number: int) -> None:
    address = ipaddress.IPv4Address(number)
    for spelling in spellings(number):
        if is_public_address(address):
            assert check_user_url(f"http://{spelling}/", POLICY).address == address
        else:
            with pytest.raises(UserUrlError, match=str(address).replace(".", r"\.")):
                check_user_url(f"http://{spelling}/", POLICY)


@given(st.ip_addresses(v=6))
def test_an_ipv6_literal_passes_exactly_when_it_is_public(address: ipaddress.IPv6Address) -> None:
    for spelling in (str(address), address.exploded, str(address).upper()):
        if is_public_address(address):
            assert check_user_url(f"http://[{spelling}]/", POLICY).address == address
        else:
            with pytest.raises(UserUrlError):
                check_user_url(f"http://[{spelling}]/", POLICY)


@given(st.text(max_size=60))
def test_any_text_gives_an_address_or_our_error(text: str) -> None:
    for url in (text, f"http://{text}", f"https://example.com/{text}"):
        try:
            checked = check_user_url(url, POLICY)
        except UserUrlError:
            continue
        assert checked.url.isascii()
        assert not set(checked.url) & set(" \\\r\n\t")
        assert check_user_url(checked.url, POLICY) == checked


@given(st.from_regex(r"[a-z0-9.x:\[\]%@/\\#?-]{1,40}", fullmatch=True))
def test_a_host_that_passes_is_a_plain_name_or_a_public_address(text: str) -> None:
    try:
        checked = check_user_url(f"http://{text}", POLICY)
    except UserUrlError:
        return
    if checked.address is None:
        assert literal_address(checked.host) is None
        assert "." in checked.host
    else:
        assert is_public_address(checked.address)


def test_2048_characters_pass_and_2049_do_not() -> None:
    start = "https://example.com/"
    longest = start + "a" * (MAX_URL_LENGTH - len(start))
    assert check_user_url(longest, POLICY).url == longest
    with pytest.raises(UserUrlError, match="2049 characters; at most 2048"):
        check_user_url(longest + "a", POLICY)


def test_a_host_of_253_characters_passes_and_254_do_not() -> None:
    labels = ("a" * 49 + ".") * 5
    assert check_user_url(f"https://{labels}abc/", POLICY).host == f"{labels}abc"
    with pytest.raises(UserUrlError, match="more than 253"):
        check_user_url(f"https://{labels}abcd/", POLICY)


def test_a_label_of_63_characters_passes_and_64_do_not() -> None:
    check_user_url(f"https://{'a' * 63}.example.com/", POLICY)
    with pytest.raises(UserUrlError, match="host name is not valid"):
        check_user_url(f"https://{'a' * 64}.example.com/", POLICY)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://faß.de/", "write it as xn--"),
        ("http://" + "ż" * 70 + ".pl/", "not a valid international name"),
        ("http://" + "ż" * 300 + ".pl/", "more than 253"),
        ("http://" + ".".join(["żółw" * 5] * 11) + "/", "more than 253"),
        ("http://-a.example.com/", "not valid"),
        ("http://1.2.3.09/", "looks like an IPv4 address"),
        ("http://0x" + "0" * 30 + "7f.1/", "looks like an IPv4 address"),
        ("http://a.b.0x7f/", "looks like an IPv4 address"),
        ("http://example.com:http/", "port must be a number"),
        ("http://example.com:123456/", "port must be a number"),
        ("ws://example.com/", "use https://"),
    ],
)
def test_the_message_says_what_is_wrong(url: str, message: str) -> None:
    with pytest.raises(UserUrlError, match=message):
        check_user_url(url, POLICY)


def test_a_denied_name_is_refused_in_every_spelling() -> None:
    policy = NetworkPolicy(deny_hosts=HostRules.parse(["bad.example"]))
    for host in ("bad.example", "BAD.example", "bad.example.", "ｂad.example"):
        with pytest.raises(UserUrlError, match=r"denies bad\.example"):
            check_user_url(f"https://{host}/", policy)


def test_names_of_the_inside_pass_where_the_operator_allows_them() -> None:
    assert check_user_url("http://localhost:3000/", NetworkPolicy(allow_private=True)).host == "localhost"
    listed = NetworkPolicy(allow_hosts=HostRules.parse(["receiver"]))
    assert check_user_url("http://receiver:3000/", listed).host == "receiver"
    with pytest.raises(UserUrlError):
        check_user_url("http://localhost:3000/", listed)


def test_an_unqualified_callback_must_be_https() -> None:
    with pytest.raises(UserUrlError, match="use https"):
        check_user_url("http://example.com/hook", POLICY.for_callbacks())
    assert check_user_url("https://example.com/hook", POLICY.for_callbacks()).scheme == "https"


PIECES = st.sampled_from(
    ["a", "B", "0", "1", ".", ":", "@", "/", "?", "#", "[", "]", "\\", "%2e", " ", "\t", ";",
     "。", "．", "ａ", "ß", "\u200d", "\u00ad", "①", "℀", "xn--", "//",
     "127.0.0.1", "evil.com", "0x7f", "::1", "[::1]", ".com"]
)  # fmt: skip


@given(st.sampled_from(["https://", "http://", "HTTPS://", "https:/"]), st.lists(PIECES, max_size=8))
def test_whoever_connects_reads_the_host_that_was_judged(scheme: str, pieces: list[str]) -> None:
    """Two parsers that disagree on where the host is are how guards are walked around."""
    try:
        target = check_user_url(scheme + "".join(pieces), POLICY)
    except UserUrlError:
        return
    for reader in (yarl.URL(target.url, encoded=True), urlsplit(target.url)):
        host = reader.raw_host if isinstance(reader, yarl.URL) else reader.hostname
        user = reader.user if isinstance(reader, yarl.URL) else reader.username
        assert (host, user) == (target.host, None)
        assert (reader.port or DEFAULT_PORTS[target.scheme]) == target.port
