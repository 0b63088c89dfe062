"""Where the service is, and by which way it is reached."""

from __future__ import annotations

import base64
import ipaddress
import urllib.request
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy; `authorization` is the value of its header."""

    host: str
    port: int
    authorization: str | None


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An address; `prefix` is what stands before every path."""

    host: str
    port: int
    tls: bool
    prefix: str
    password: str | None
    """Of the URL: the API key, for whoever can give nothing but a URL."""
    proxy: Proxy | None

    @classmethod
    def parse(cls, url: str) -> Endpoint:
        """Reads `http://host:port`. The proxy is that of the environment; there is none for loopback."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"not an http or https URL: {url!r}")
        tls = parts.scheme == "https"
        port = parts.port or (443 if tls else 80)
        password = unquote(parts.password) if parts.password else None
        return cls(parts.hostname, port, tls, parts.path.rstrip("/"), password, _proxy_of(parts, parts.hostname))

    @property
    def authority(self) -> str:
        """The value of the header `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def target(self, path: str) -> str:
        """What stands in the request line: a proxy of plain HTTP wants the whole URL."""
        return f"http://{self.authority}{self.prefix}{path}" if self.proxy and not self.tls else f"{self.prefix}{path}"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _proxy_of(target: SplitResult, host: str) -> Proxy | None:
    if _is_loopback(host) or urllib.request.proxy_bypass(host):
        return None
    found = urllib.request.getproxies().get(target.scheme)
    if found is None:
        return None
    parts = urlsplit(found if "//" in found else f"http://{found}")
    if not parts.hostname:
        return None
    login = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
    authorization = None if login is None else f"Basic {base64.b64encode(login.encode()).decode()}"
    return Proxy(parts.hostname, parts.port or 80, authorization)
