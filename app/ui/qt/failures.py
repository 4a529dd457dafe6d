"""What becomes of an error that a task on the screen ends with: a refusal is said."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.ui.qt.i18n import user_text
from app.ui.theme import Theme

OnError = Callable[[BaseException], None]


def said(say: Callable[[str], object]) -> OnError:
    """Return the handler of a `TaskScope`: `say` an `AppError` in words, raise any other error."""

    def on_error(error: BaseException) -> None:
        if not isinstance(error, AppError):
            raise error
        say(user_text(error.user_text))

    return on_error


def toasted(host: QWidget, theme: Theme) -> OnError:
    """Return a handler that says it in passing, at the bottom of a window."""

    def toast_it(words: str) -> None:
        from app.ui.qt.dialogs import toast

        toast(host, theme, words)

    return said(toast_it)
