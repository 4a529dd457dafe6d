"""Single sign-on in tests: a real OpenID provider, and a browser that needs no person."""

import contextlib
import fcntl
import json
import subprocess
import sys
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx

_HERE = Path(__file__).parent
_LOCK = "package-lock.json"
IDP_ID = "school-id"
_MAX_HOPS = 25
_MAS_SECRET = "parta-test-delegation"


class OpenIdProvider:
    """`provider.mjs` in a process of its own; it ends with this one."""

    def __init__(self, log: Path) -> None:
        _install_packages()
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                ["node", "provider.mjs"],
                cwd=_HERE,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        assert self._process.stdout is not None
        first_line = self._process.stdout.readline()
        assert first_line, f"the OpenID provider did not start:\n{log.read_text()}"
        self.issuer: str = json.loads(first_line)["issuer"]

    def homeserver_settings(self) -> dict[str, Any]:
        """What a Synapse needs to offer this provider, as `oidc-school-id`."""
        provider = {
            "idp_id": IDP_ID,
            "idp_name": "Школьный вход",
            "issuer": self.issuer,
            "client_id": "parta",
            "client_secret": "parta-test-secret",
            "client_auth_method": "client_secret_post",
            "scopes": ["openid", "profile"],
            "user_profile_method": "userinfo_endpoint",
            # The issuer is plain http on loopback.
            "skip_verification": True,
            "user_mapping_provider": {
                "config": {
                    "localpart_template": "{{ user.sub }}",
                    "display_name_template": "{{ user.name }}",
                }
            },
        }
        return {"oidc_providers": [provider]}

    def delegated_settings(self) -> dict[str, Any]:
        """What a Synapse needs to leave signing in to this provider (OAuth 2.0 of Matrix)."""
        return {
            "matrix_authentication_service": {
                "enabled": True,
                "endpoint": self.issuer,
                "secret": _MAS_SECRET,
            },
            "password_config": {"enabled": False},
            "login_via_existing_session": {"enabled": False},
        }

    def serve(self, homeserver_url: str) -> None:
        """Say which homeserver is to be told of people and devices."""
        body = {"url": homeserver_url, "secret": _MAS_SECRET}
        httpx.put(f"{self.issuer}/test/homeserver", json=body, trust_env=False).raise_for_status()

    async def let_tokens_live(self, seconds: int, *, silent: bool = False) -> None:
        """Let new access tokens live so long; `silent`: clients are not told."""
        await self._say("tokens", {"seconds": seconds, "silent": silent})

    async def end_sessions(self, sub: str, *, device: str = "") -> None:
        """End the sessions of a person, or one of them, as the account page does."""
        await self._say("revoke", {"sub": sub, "device": device})

    async def seen(self) -> dict[str, Any]:
        """`clients` that registered, kinds of tokens `revoked`, how many pairs were `renewed`."""
        return await self._say("seen", {})

    async def _say(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        async with httpx.AsyncClient(trust_env=False) as http:
            answer = await http.put(f"{self.issuer}/test/{what}", json=body)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
        return told

    async def next_person(
        self, sub: str, *, name: str = "", deny: bool = False, claims: dict[str, Any] | None = None
    ) -> None:
        """Say who signs in from now on; `deny` makes them press "cancel"."""
        async with httpx.AsyncClient(verify=False, trust_env=False) as http:
            body = {"sub": sub, "name": name, "deny": deny, "claims": claims or {}}
            answer = await http.put(f"{self.issuer}/test/next", json=body)
            answer.raise_for_status()

    def stop(self) -> None:
        """End the provider."""
        self._process.terminate()
        self._process.communicate(timeout=10)


async def browse(
    url: str, *, until: str = "\0", cookies: dict[str, str] | None = None
) -> httpx.Response | str:
    """What the system browser does with `url`: follow redirects, keep cookies.

    Gives the address that starts with `until` without opening it, else the last page. `cookies`
    are those of an earlier visit, and keep those of this one. Cookies
    marked `Secure` are sent over http too, as browsers do on 127.0.0.1 and httpx does not.
    """
    cookies = {} if cookies is None else cookies
    async with httpx.AsyncClient(verify=False, trust_env=False, timeout=30) as http:
        for _ in range(_MAX_HOPS):
            header = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
            page = await http.get(url, headers=header)
            http.cookies.clear()
            for line in page.headers.get_list("set-cookie"):
                for name, morsel in SimpleCookie(line).items():
                    cookies[name] = morsel.coded_value
            if not page.is_redirect:
                return page
            url = urljoin(url, page.headers["location"])
            if url.startswith(until):
                return url
    raise AssertionError("the redirects do not end")


def _install_packages() -> None:
    # Several pytest workers may come here at once.
    with (_HERE / ".install-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp = _HERE / "node_modules" / ".installed"
        wanted = (_HERE / _LOCK).read_text()
        with contextlib.suppress(FileNotFoundError):
            if stamp.read_text() == wanted:
                return
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=_HERE,
            check=True,
            stdout=sys.stderr,
        )
        stamp.write_text(wanted)
