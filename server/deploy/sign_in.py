"""Ways in through the browser as Synapse reads them (`oidc_providers`), from a school's answers.

Whoever comes is looked for in the school's roster; strangers get no account.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from server.deploy.plan import SignIn

_TITLES = {"esia": "Госуслуги", "oidc": "Единый вход"}
_SCOPES = {"esia": ("openid", "profile"), "oidc": ("openid", "profile")}
_BRANDS = {"esia": "gosuslugi", "oidc": "app.parta.authority"}
"""What clients choose their own sign by (`brand` of `GET /login`)."""


def providers(ways: Sequence[SignIn], *, service: str, token: str) -> list[dict[str, Any]]:
    """Return the entries of `oidc_providers`; `token` is what the module shows the service."""
    return [_provider(one, service=service, token=token) for one in ways]


def titles(ways: Sequence[SignIn]) -> Mapping[str, str]:
    """Return the titles of the ways, as Synapse calls them, for the service's settings."""
    return {f"oidc-{one.idp}": _title(one) for one in ways}


def _provider(way: SignIn, *, service: str, token: str) -> dict[str, Any]:
    return {
        "idp_id": way.idp,
        "idp_name": _title(way),
        "idp_brand": _BRANDS[way.kind],
        "issuer": way.issuer,
        "client_id": way.client_id,
        "client_secret_path": str(way.client_secret_file),
        "client_auth_method": "client_secret_post",
        "scopes": list(way.scopes or _SCOPES[way.kind]),
        "pkce_method": "auto",
        # Claims of people come from the address for them: brokers put little into the token.
        "user_profile_method": "userinfo_endpoint",
        # The roster decides whose account it is; nobody gets one here.
        "allow_existing_users": True,
        "enable_registration": False,
        # Only a provider on this machine may speak without TLS.
        "skip_verification": way.issuer.startswith("http://127.0.0.1"),
        "user_mapping_provider": {
            "module": "server.synapse_module.roster_mapping.RosterMapping",
            "config": {
                "provider": f"oidc-{way.idp}",
                "service_url": service,
                "service_token": token,
                "claim": way.claim,
                "name_claim": way.name_claim,
            },
        },
    }


def _title(way: SignIn) -> str:
    return way.title or _TITLES[way.kind]
