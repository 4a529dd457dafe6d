"""Requests to a OneRoster service: OAuth 2 client credentials, pages, patience, and its limits.

The other side is not trusted: answers have a size, collections an end, redirects are not followed.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx

MAX_ANSWER = 32 * 1024 * 1024
MAX_PAGES = 2_000
_TRIES = 4
_LONGEST_PAUSE = 60.0
_SCOPE = (
    "https://purl.imsglobal.org/spec/or/v1p2/scope/roster.readonly "
    "https://purl.imsglobal.org/spec/or/v1p2/scope/roster-demographics.readonly"
)


class SourceTrouble(Exception):
    """The source cannot be read now; the text is a sentence for the school."""


@dataclass(frozen=True, slots=True)
class RestSettings:
    """Where a OneRoster service is and what it knows us by.

    `url` is the base of the rostering service, with its version: `…/ims/oneroster/rostering/v1p2`.
    """

    url: str
    token_url: str
    client_id: str
    client_secret: str
    page: int = 1000

    def __repr__(self) -> str:
        """Leave the secret out."""
        return f"RestSettings({self.url!r})"


class RestClient:
    """One pull's requests."""

    def __init__(
        self,
        settings: RestSettings,
        *,
        transport: httpx.BaseTransport | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._pause = pause
        self._token = ""
        self._http = httpx.Client(
            timeout=60, trust_env=False, follow_redirects=False, transport=transport
        )

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def collection(
        self, name: str, *, changed_since: str = "", optional: bool = False
    ) -> Iterator[Mapping[str, Any]]:
        """Yield every object of a collection, page by page.

        An `optional` collection that the service does not have is empty.

        Raises:
            SourceTrouble: it does not answer, or not as the standard says, or never ends.
        """
        offset, seen = 0, set[str]()
        params: dict[str, str] = {"sort": "sourcedId", "orderBy": "asc"}
        if changed_since:
            params["filter"] = f"dateLastModified>='{changed_since}'"
        for _ in range(MAX_PAGES):
            asked = params | {"limit": str(self._settings.page), "offset": str(offset)}
            answer = self._get(f"{self._settings.url.rstrip('/')}/{name}", asked)
            if answer.status_code in {403, 404} and optional:
                return
            page = _objects(name, answer)
            fresh = [one for one in page if str(one.get("sourcedId")) not in seen]
            yield from fresh
            seen.update(str(one.get("sourcedId")) for one in page)
            offset += len(page)
            total = answer.headers.get("X-Total-Count", "")
            more = offset < int(total) if total.isdecimal() else 'rel="next"' in _link(answer)
            if not page or (not more and (total.isdecimal() or len(page) < self._settings.page)):
                return
            if not fresh:
                raise SourceTrouble(f"Источник отдаёт «{name}» по кругу: одни и те же записи.")
        raise SourceTrouble(f"Источник отдаёт «{name}» без конца.")

    # ---------------------------------------------------------------------------- one request

    def _get(self, url: str, params: Mapping[str, str]) -> httpx.Response:
        renewed = False
        answer: httpx.Response | None = None
        for attempt in range(_TRIES):
            if not self._token:
                self._token = self._new_token()
            answer = self._ask("GET", url, params=params, bearer=self._token)
            if answer is None or answer.status_code >= 500:
                self._pause(2.0**attempt)
            elif answer.status_code == 429:
                self._pause(_wanted(answer, 2.0**attempt))
            elif answer.status_code == 401 and not renewed:
                self._token, renewed = "", True
            elif answer.is_success or answer.status_code in {403, 404}:
                return answer
            else:
                break
        status = answer.status_code if answer is not None else "нет ответа"
        raise SourceTrouble(_SENTENCES.get(status, f"Источник отвечает ошибкой ({status})."))

    def _new_token(self) -> str:
        settings = self._settings
        for attempt in range(_TRIES):
            answer = self._ask(
                "POST",
                settings.token_url,
                data={"grant_type": "client_credentials", "scope": _SCOPE},
                auth=(settings.client_id, settings.client_secret),
            )
            if answer is not None and answer.is_success:
                token = _json(answer)
                if isinstance(token, dict) and isinstance(token.get("access_token"), str):
                    return str(token["access_token"])
                raise SourceTrouble("Источник не дал токена доступа: ответ не по стандарту.")
            if answer is not None and answer.status_code in {400, 401, 403}:
                raise SourceTrouble("Источник не принял идентификатор и секрет. Проверьте их.")
            self._pause(_wanted(answer, 2.0**attempt) if answer is not None else 2.0**attempt)
        raise SourceTrouble("Источник не даёт токена доступа: он не отвечает. Попробуйте позже.")

    def _ask(
        self, method: str, url: str, *, bearer: str = "", **more: Any
    ) -> httpx.Response | None:
        headers = {"Accept": "application/json"}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        try:
            with self._http.stream(method, url, headers=headers, **more) as answer:
                body = bytearray()
                for part in answer.iter_bytes():
                    body += part
                    if len(body) > MAX_ANSWER:
                        raise SourceTrouble("Ответ источника слишком большой.")
                kept = {
                    name: value
                    for name, value in answer.headers.items()
                    if name.lower() not in {"content-encoding", "content-length"}
                }
                return httpx.Response(answer.status_code, headers=kept, content=bytes(body))
        except (httpx.HTTPError, httpx.InvalidURL):
            return None


_SENTENCES: Mapping[int | str, str] = {
    "нет ответа": "Источник не отвечает. Проверьте адрес и попробуйте позже.",
    401: "Источник не принимает токен доступа, который сам и выдал.",
    429: "Источник просит спрашивать реже. Следующая попытка будет позже.",
}


def _objects(name: str, answer: httpx.Response) -> list[Mapping[str, Any]]:
    if answer.status_code == 404:
        raise SourceTrouble(f"У источника нет «{name}»: проверьте адрес и версию OneRoster.")
    if answer.status_code == 403:
        raise SourceTrouble(f"Источник не даёт права читать «{name}».")
    body = _json(answer)
    found = body.get(name) if isinstance(body, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise SourceTrouble(f"Ответ источника о «{name}» не по стандарту OneRoster.")
    return found


def _json(answer: httpx.Response) -> Any:
    try:
        return json.loads(answer.content)
    except (ValueError, RecursionError):
        return None


def _link(answer: httpx.Response) -> str:
    return str(answer.headers.get("Link", "")).replace("'", '"').replace("rel=next", 'rel="next"')


def _wanted(answer: httpx.Response, otherwise: float) -> float:
    text = answer.headers.get("Retry-After", "")
    wanted = float(text) if text.isdecimal() else otherwise
    return min(max(wanted, 0.05), _LONGEST_PAUSE)
