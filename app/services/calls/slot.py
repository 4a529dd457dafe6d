"""Microphone and speakers belong to one call of one profile at a time."""

from app.domain.errors import AppError, UserText

BUSY_ELSEWHERE = UserText("Вы уже говорите в другом профиле. Сначала завершите тот звонок.")


class CallSlot:
    """Who has them; shared by all profiles."""

    def __init__(self) -> None:
        self._holder: object | None = None

    @property
    def taken(self) -> bool:
        """Whether any call goes on on this computer."""
        return self._holder is not None

    def take(self, holder: object) -> None:
        """Have them from now on. Raises AppError while another profile has them."""
        if self._holder is not None and self._holder is not holder:
            raise AppError("another profile is in a call", user_text=BUSY_ELSEWHERE)
        self._holder = holder

    def give_back(self, holder: object) -> None:
        """Let them go, if one has them."""
        if self._holder is holder:
            self._holder = None
