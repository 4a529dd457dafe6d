"""Errors of signing in, in plain words."""

import math

from app.domain.errors import AppError, Forbidden, NotFound, RateLimited, ServerError
from app.ui.qt.i18n import tr, trn, user_text


def discovery_words(error: AppError) -> str:
    """Say why an address is no server."""
    if isinstance(error, NotFound):
        return tr("По этому адресу школа не найдена. Проверьте, нет ли опечатки.")
    return user_text(error.user_text)


def sign_in_words(error: AppError) -> str:
    """Say why a sign-in failed."""
    match error:
        case RateLimited():
            return wait_words(error.retry_after)
        case Forbidden() if error.errcode in ("", "M_FORBIDDEN"):
            return tr("Неверный логин или пароль. Проверьте раскладку и Caps Lock.")
        case ServerError() if error.errcode == "M_USER_DEACTIVATED":
            return tr("Эта учётная запись отключена. Обратитесь к администратору.")
        case _:
            return user_text(error.user_text)


def wait_words(seconds: float) -> str:
    """Say how long to wait after too many tries."""
    if seconds < 90:
        wait = trn("%n [секунду|секунды|секунд]", max(math.ceil(seconds), 1))
    else:
        wait = trn("%n [минуту|минуты|минут]", math.ceil(seconds / 60))
    return tr("Слишком много попыток. Подождите {wait} и попробуйте снова.", wait=wait)


def role_words(role: str) -> str:
    """Say a role of the school service in a word."""
    match role:
        case "admin":
            return tr("администратор")
        case "teacher":
            return tr("учитель")
        case "staff":
            return tr("сотрудник")
        case "parent":
            return tr("родитель")
        case "pupil":
            return tr("ученик")
        case _:
            return ""
