"""The one error tree. Raised deep, shown once.

    AppError
    ├── NetworkError            no usable reply came
    │   ├── Offline             the network or the server is out of reach
    │   ├── TlsError            the certificate is not trusted
    │   └── ProxyError          the proxy refused, or asks for a name and password
    ├── ServerError             a reply came and it is an error (status, errcode)
    │   ├── RateLimited         429; `retry_after` in seconds
    │   ├── Forbidden           403; the server's rules say no
    │   │   └── SecondStepNeeded   the password was right, a code has to come with it
    │   ├── NotFound            404 and 410
    │   ├── TooLarge            413, or over the limit read beforehand
    │   ├── UnknownPos          the sliding-sync position has expired
    │   ├── SoftLogout          the access token expired and could not be refreshed; data stays
    │   ├── LoggedOut           the device was removed; data of this profile goes
    │   ├── UserLocked          the account is locked for now; data stays
    │   ├── UserSuspended       reading goes on, sending does not
    │   └── BadReply            not JSON, or not of the shape the spec promises
    ├── StoreError              the local database
    │   ├── StoreCorrupt │ StoreFull │ StoreReadOnly │ StoreTooNew │ StoreLocked │ WrongKey
    ├── SecretsError            the OS keyring
    │   ├── NoKeyring │ KeyringLocked
    └── MediaError              a picture, a sound or a file that cannot be used
        └── NotHere             it is not on this computer, and was not to be fetched

`str(error)` is for logs and holds no private text; `error.user_text` is safe to show. Its source is
Russian and is looked up in the translations by the UI.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class UserText:
    """A sentence for people: Russian source with `{named}` places, translated by the UI.

    `code` is that of the school's refusal, where the sentence is the server's own.
    """

    source: str
    args: dict[str, str | int] = field(default_factory=dict)
    code: str = ""

    def __str__(self) -> str:
        """Return the Russian sentence with its places filled."""
        return self.source.format(**self.args) if self.args else self.source


class AppError(Exception):
    """Anything that can go wrong and that a person may be told about."""

    default_text = "Что-то пошло не так. Попробуйте ещё раз."

    def __init__(self, detail: str = "", *, user_text: UserText | None = None) -> None:
        super().__init__(detail or type(self).__name__)
        self.user_text = user_text or UserText(self.default_text)


class NetworkError(AppError):
    """No usable reply came; trying later may help."""

    default_text = "Нет связи с сервером. Проверьте подключение к сети."


class Offline(NetworkError):
    """The network or the server is out of reach."""


class TlsError(NetworkError):
    """The server's certificate is not trusted by this computer."""

    default_text = (
        "Сертификат сервера не принят. Если в школе проверяют защищённые соединения, "
        "попросите администратора добавить сертификат школы."
    )


class ProxyError(NetworkError):
    """The proxy refused the connection or wants a name and a password."""

    default_text = "Прокси-сервер не пропустил соединение. Проверьте настройки прокси."


class ServerError(AppError):
    """The server answered with an error. `errcode` is the Matrix one, or empty."""

    default_text = "Сервер не смог выполнить запрос. Попробуйте позже."

    def __init__(
        self,
        detail: str = "",
        *,
        status: int = 0,
        errcode: str = "",
        user_text: UserText | None = None,
    ) -> None:
        super().__init__(detail or f"{status} {errcode}", user_text=user_text)
        self.status = status
        self.errcode = errcode
        self.findings: tuple[str, ...] = ()
        """What exactly was wrong, a sentence each, where the school service says it."""


class RateLimited(ServerError):
    """429 `M_LIMIT_EXCEEDED`; `retry_after` is in seconds."""

    default_text = "Слишком много запросов. Подождите немного."

    def __init__(self, detail: str = "", *, retry_after: float = 1.0) -> None:
        super().__init__(detail, status=429, errcode="M_LIMIT_EXCEEDED")
        self.retry_after = retry_after


class Forbidden(ServerError):
    """403: the server's rules say no."""

    default_text = "Сервер не разрешает это действие."


class SecondStepNeeded(Forbidden):
    """The password was right and a second step is on: a code is needed, or `refused`."""

    default_text = "Введите код второго шага."

    def __init__(self, detail: str = "", *, refused: bool = False) -> None:
        words = UserText(
            "Код не подходит. Введите новый код из приложения или один из напечатанных."
        )
        super().__init__(detail, status=403, user_text=words if refused else None)
        self.refused = refused


class NotFound(ServerError):
    """404 or 410: there is no such thing, or no longer."""

    default_text = "Не найдено на сервере."


class TooLarge(ServerError):
    """The file is larger than the server takes."""

    default_text = "Файл слишком большой для этого сервера."


class UnknownPos(ServerError):
    """The sliding-sync position has expired: start again from an empty one, keep the cache."""


class SoftLogout(ServerError):
    """The session needs a new sign-in; everything on this computer stays."""

    default_text = "Сеанс закончился. Войдите ещё раз: переписка на месте."


class LoggedOut(ServerError):
    """This device was signed out elsewhere; the profile's data is removed."""

    default_text = "Это устройство отключили от учётной записи."


class UserLocked(ServerError):
    """The account is locked for now; data stays."""

    default_text = "Учётная запись временно заблокирована. Обратитесь к администратору школы."


class UserSuspended(ServerError):
    """The account may read but not write."""

    default_text = "Отправка сообщений приостановлена администратором школы."


class BadReply(ServerError):
    """The reply is not JSON, or not what the specification promises."""

    default_text = "Сервер ответил непонятно. Возможно, это не сервер Парты."


class StoreError(AppError):
    """The local database cannot do what was asked."""

    default_text = "Не удалось сохранить данные на этом компьютере."


class StoreCorrupt(StoreError):
    """The database file is damaged; `backup` may exist beside it."""

    default_text = "Файл с перепиской повреждён. Парта загрузит её с сервера заново."


class StoreFull(StoreError):
    """The disk is full."""

    default_text = "На диске закончилось место. Освободите его, и Парта продолжит работу."


class StoreReadOnly(StoreError):
    """The folder cannot be written."""

    default_text = "Папка с данными недоступна для записи."


class StoreTooNew(StoreError):
    """The file was written by a newer Parta."""

    default_text = "Эти данные записаны более новой версией Парты. Обновите приложение."


class StoreLocked(StoreError):
    """Another Parta has this profile open."""

    default_text = "Этот профиль уже открыт в другом окне Парты."


class WrongKey(StoreError):
    """The key does not open the database."""

    default_text = "Ключ не подходит к сохранённой переписке."


class SecretsError(AppError):
    """The OS keyring did not do what was asked."""

    default_text = "Хранилище паролей системы недоступно."


class NoKeyring(SecretsError):
    """There is no keyring on this computer."""

    default_text = "На этом компьютере нет хранилища паролей."


class KeyringLocked(SecretsError):
    """The keyring is there but locked."""

    default_text = "Хранилище паролей закрыто. Откройте его и попробуйте снова."


class MediaError(AppError):
    """A picture, a sound or a file that cannot be used."""

    default_text = "Не удалось открыть файл."


class NotHere(MediaError):
    """A file is not on this computer, and was not to be fetched."""

    default_text = "Файл ещё не загружен."
