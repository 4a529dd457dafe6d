"""Each way to fail has its one error, and none says more than it may."""

import ssl

import httpx
import pytest

from app.domain import errors
from app.domain.errors import AppError, ServerError
from app.domain.ids import RoomId, TransactionId, UserId
from tests.unit.net.conftest import ClientOf, error, reply


async def fails_with(client_of: ClientOf, response: httpx.Response) -> AppError:
    client = await client_of(lambda _: response)
    with pytest.raises(AppError) as caught:
        await client.set_display_name("Вера")
    return caught.value


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (error(403, "M_FORBIDDEN"), errors.Forbidden),
        (error(403, "M_USER_SUSPENDED"), errors.UserSuspended),
        (error(403, "APP.PARTA.POLL_CLOSED"), errors.Forbidden),
        (error(401, "M_USER_LOCKED", soft_logout=True), errors.UserLocked),
        (error(401, "M_UNKNOWN_TOKEN", soft_logout=False), errors.LoggedOut),
        (error(401, "M_UNKNOWN_TOKEN"), errors.LoggedOut),
        (error(404, "M_NOT_FOUND"), errors.NotFound),
        (error(410, "M_GONE"), errors.NotFound),
        (error(404, "M_UNRECOGNIZED"), errors.NotFound),
        (error(413, "M_TOO_LARGE"), errors.TooLarge),
        (error(400, "M_UNKNOWN_POS"), errors.UnknownPos),
        (error(429, "M_LIMIT_EXCEEDED"), errors.RateLimited),
        (error(400, "M_BAD_JSON"), ServerError),
        (error(500, "M_UNKNOWN"), ServerError),
        (httpx.Response(502, text="<html>nginx</html>"), ServerError),
        (httpx.Response(403, text="<html>фильтр</html>"), errors.Forbidden),
        (httpx.Response(401, text="<html>портал</html>"), ServerError),
        (httpx.Response(302, headers={"location": "https://portal"}), errors.BadReply),
        (httpx.Response(407), errors.ProxyError),
        (httpx.Response(511), errors.Offline),
        (httpx.Response(200, text="<html>"), errors.BadReply),
        (httpx.Response(200, content=b"\xff\xfe\x00"), errors.BadReply),
    ],
)
async def test_a_reply_means_one_error(client_of, response: httpx.Response, kind) -> None:
    problem = await fails_with(client_of, response)
    assert type(problem) is kind
    assert "тайна" not in str(problem) + str(problem.user_text)


async def test_only_a_plain_matrix_answer_removes_data(client_of) -> None:
    for response in (
        httpx.Response(401, text="Unauthorized"),
        error(403, "M_UNKNOWN_TOKEN"),
        reply(["M_UNKNOWN_TOKEN"], 401),
        error(401, "M_MISSING_TOKEN"),
        error(401, "M_FORBIDDEN"),
    ):
        assert not isinstance(await fails_with(client_of, response), errors.LoggedOut)


@pytest.mark.parametrize(
    ("body", "headers", "seconds"),
    [
        ({"retry_after_ms": 2500}, {}, 2.5),
        ({}, {"retry-after": "7"}, 7.0),
        ({"retry_after_ms": -5}, {}, 0.1),
        ({"retry_after_ms": 10**400}, {}, 3600.0),
        ({"retry_after_ms": "скоро"}, {"retry-after": "Wed, 21 Oct"}, 1.0),
    ],
)
async def test_a_limit_says_how_long_to_wait(client_of, body, headers, seconds: float) -> None:
    problem = await fails_with(client_of, reply(body, 429, **headers))
    assert isinstance(problem, errors.RateLimited) and problem.retry_after == seconds


def broken(problem: Exception, cause: Exception | None = None):
    def answer(_: httpx.Request) -> httpx.Response:
        raise problem from cause

    return answer


CERTIFICATE = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (broken(httpx.ConnectError("нет")), errors.Offline),
        (broken(httpx.ReadTimeout("долго")), errors.Offline),
        (broken(httpx.PoolTimeout("занято")), errors.Offline),
        (broken(httpx.RemoteProtocolError("оборвано")), errors.Offline),
        (broken(httpx.ConnectError("tls"), CERTIFICATE), errors.TlsError),
        (broken(httpx.ProxyError("407")), errors.ProxyError),
        (broken(httpx.DecodingError("gzip")), errors.BadReply),
    ],
)
async def test_no_reply_means_one_error(client_of, answer, kind) -> None:
    client = await client_of(answer)
    with pytest.raises(AppError) as caught:
        await client.devices()
    assert type(caught.value) is kind


class Server:
    """Drops the first lines, answers the rest."""

    def __init__(self, dropped: int) -> None:
        self.dropped = dropped
        self.asked: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if len(self.asked) <= self.dropped:
            raise httpx.RemoteProtocolError("server closed the line")
        return reply({"event_id": "$1", "room_id": "!r", "devices": []})


async def test_a_dead_line_is_tried_again_where_that_is_safe(client_of) -> None:
    server = Server(dropped=1)
    client = await client_of(server)
    content = {"msgtype": "m.text", "body": "раз"}
    await client.send(RoomId("!r"), "m.room.message", content, txn_id=TransactionId("t"))
    assert [request.method for request in server.asked] == ["PUT", "PUT"]
    assert server.asked[0].url == server.asked[1].url


async def test_a_room_is_never_made_twice_by_itself(client_of) -> None:
    server = Server(dropped=1)
    client = await client_of(server)
    with pytest.raises(errors.Offline):
        await client.create_room({})
    assert len(server.asked) == 1


async def test_ids_are_percent_encoded_in_paths(client_of) -> None:
    server = Server(dropped=0)
    client = await client_of(server)
    await client.set_state(RoomId("!a/b?c#d:%2F"), "m.тип", {}, state_key="..")
    raw = server.asked[0].url.raw_path.decode()
    assert raw == (
        "/_matrix/client/v3/rooms/%21a%2Fb%3Fc%23d%3A%252F/state/m.%D1%82%D0%B8%D0%BF/%2E%2E"
    )


async def test_a_lone_surrogate_of_the_clipboard_does_not_break_sending(client_of) -> None:
    server = Server(dropped=0)
    client = await client_of(server)
    content = {"body": "а\ud800б"}
    await client.send(RoomId("!r"), "m.room.message", content, txn_id=TransactionId("t"))
    assert server.asked[0].content.decode() == '{"body":"а?б"}'


async def test_a_closed_client_says_there_is_no_connection(client_of) -> None:
    client = await client_of(lambda _: reply({}))
    await client.aclose()
    with pytest.raises(errors.NetworkError):
        await client.profile(UserId("@a:b"))
