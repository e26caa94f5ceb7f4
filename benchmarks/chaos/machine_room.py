"""What the suite needs of the machine, mostly as root: network namespaces, small disks, another clock."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

DATABASE_ADDRESS = "10.213.250.1"
OUTSIDE_ADDRESS = "10.213.250.2"
_FAKETIME = ("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
             "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1")  # fmt: skip
_TRIES = 50
"""Of filling a disk that others write to at the same time."""


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)


def has_namespaces() -> bool:
    """Whether this process may make network namespaces here."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        return False
    name = f"cavchaos-probe-{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False).returncode == 0
    if made:
        _ip("netns", "delete", name)
    return made


def faketime_library() -> str | None:
    return next((path for path in _FAKETIME if Path(path).exists()), None)


@dataclass(frozen=True, slots=True)
class Network:
    """One process's network: a namespace of its own, joined to us by a cable that can be pulled."""

    number: int

    @property
    def namespace(self) -> str:
        return f"cavchaos{self.number}"

    @property
    def address(self) -> str:
        return f"10.213.{self.number}.10"

    @property
    def _gateway(self) -> str:
        return f"10.213.{self.number}.1"

    def make(self) -> None:
        ours, theirs = f"cavchaos{self.number}a", f"cavchaos{self.number}b"
        _ip("netns", "add", self.namespace)
        _ip("link", "add", ours, "type", "veth", "peer", "name", theirs)
        _ip("link", "set", theirs, "netns", self.namespace)
        _ip("addr", "add", f"{self._gateway}/24", "dev", ours)
        _ip("link", "set", ours, "up")
        self._inside("link", "set", "lo", "up")
        self._inside("addr", "add", f"{self.address}/24", "dev", theirs)
        self._inside("link", "set", theirs, "up")
        self._inside("route", "add", "default", "via", self._gateway)

    def remove(self) -> None:
        subprocess.run(["ip", "netns", "delete", self.namespace], capture_output=True, check=False)
        subprocess.run(["ip", "link", "delete", f"cavchaos{self.number}a"], capture_output=True, check=False)

    def _inside(self, *arguments: str) -> None:
        _ip("-n", self.namespace, *arguments)

    @contextmanager
    def cut(self, *addresses: str) -> Iterator[None]:
        """Packets to these addresses vanish; without any: the cable is out."""
        with ExitStack() as mending:
            for address in addresses:
                self._inside("route", "add", "blackhole", f"{address}/32")
                mending.callback(self._inside, "route", "delete", "blackhole", f"{address}/32")
            if not addresses:
                _ip("link", "set", f"cavchaos{self.number}a", "down")
                mending.callback(_ip, "link", "set", f"cavchaos{self.number}a", "up")
            yield


@contextmanager
def networks(count: int) -> Iterator[list[Network]]:
    """Networks of that many processes. One suite at a time on a machine."""
    made = [Network(number) for number in range(1, count + 1)]
    addresses = [f"{address}/32" for address in (DATABASE_ADDRESS, OUTSIDE_ADDRESS)]
    with ExitStack() as stack:
        for network in made:
            network.remove()
            stack.callback(network.remove)
            network.make()
        for address in addresses:
            subprocess.run(["ip", "addr", "delete", address, "dev", "lo"], capture_output=True, check=False)
            _ip("addr", "add", address, "dev", "lo")
            stack.callback(_ip, "addr", "delete", address, "dev", "lo")
        yield made


class SmallDisk:
    """A file system of its own, which can be made full without writing to it."""

    def __init__(self, folder: Path, size_mb: int) -> None:
        self._folder = folder
        self._size_mb = size_mb

    @contextmanager
    def mounted(self) -> Iterator[None]:
        self._folder.mkdir()
        _mount("-t", "tmpfs", "-o", f"size={self._size_mb}m,mode=0711", "tmpfs", str(self._folder))
        try:
            yield
        finally:
            subprocess.run(["umount", "--lazy", str(self._folder)], check=False)

    @contextmanager
    def full(self) -> Iterator[None]:
        """Not a byte more fits."""
        self._fill()
        try:
            yield
        finally:
            self._resize(f"{self._size_mb}m")

    def _fill(self) -> None:
        """Take away what is free; once more when something was written between the look and the change."""
        for tries_left in reversed(range(_TRIES)):
            usage = os.statvfs(self._folder)
            used_kb = (usage.f_blocks - usage.f_bfree) * usage.f_frsize // 1024
            try:
                self._resize(f"{used_kb + 4}k")
            except subprocess.CalledProcessError:
                if not tries_left:
                    raise
            else:
                return

    def _resize(self, size: str) -> None:
        _mount("-o", f"remount,size={size}", str(self._folder))


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True, text=True)
