"""Who left the school does not come in through the browser, though Synapse still knows them."""

from collections.abc import Collection

from synapse.module_api import NOT_SPAM, ModuleApi

from server.school_core.verdict import no
from server.synapse_module.refusal import Answer, answer
from server.synapse_module.school_book import SchoolBook

_LEFT = no(
    "not_in_roster", "Вас нет в списках школы. Если это ошибка, обратитесь к администратору школы."
)


class LoginGate:
    """Asks the roster at each sign-in that a provider in the browser has vouched for."""

    def __init__(self, api: ModuleApi, book: SchoolBook) -> None:
        self._book = book
        api.register_spam_checker_callbacks(check_login_for_spam=self._check)

    async def _check(
        self,
        user_id: str,
        _device_id: str | None,
        _name: str | None,
        _requests: Collection[tuple[str | None, str]],
        auth_provider_id: str | None = None,
    ) -> Answer:
        day = await self._book.today()
        if auth_provider_id is None or day is None or day.roles(user_id):
            return NOT_SPAM
        if await self._book.is_trusted(user_id):
            return NOT_SPAM
        return answer(_LEFT)
