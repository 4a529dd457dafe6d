"""What is said of calls: of people, connections, times and ends."""

from datetime import datetime, timedelta

from PySide6.QtGui import QColor

from app.domain.calls import (
    CallInfo,
    CallKind,
    CallState,
    Connecting,
    Ended,
    EndReason,
    Live,
    Participant,
    Quality,
    Reconnecting,
    Ringing,
    Source,
    Waiting,
)
from app.ui.qt.i18n import tr, user_text
from app.ui.theme import Theme


def title_of(info: CallInfo) -> str:
    """Return the title: «Урок · 9Б · Биология», or the chat's name."""
    return tr("Урок · {title}", title=info.title) if info.kind is CallKind.LESSON else info.title


def running_time(passed: timedelta) -> str:
    """Return «24:18», or «1:02:03» from an hour on."""
    seconds = max(int(passed.total_seconds()), 0)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def state_words(state: CallState, now: datetime) -> str:
    """Return what stands where the time is."""
    match state:
        case Connecting():
            return tr("Соединяем…")
        case Ringing():
            return tr("Звоним…")
        case Waiting(why):
            return user_text(why)
        case Live(since):
            return running_time(now - since)
        case Reconnecting():
            return tr("Связь прервалась, соединяем снова…")
        case Ended():
            return end_words(state)


def end_words(ended: Ended) -> str:
    """Return why a call ended."""
    if ended.detail is not None:
        return user_text(ended.detail)
    match ended.reason:
        case EndReason.LEFT:
            return tr("Вы вышли из звонка")
        case EndReason.ENDED_FOR_ALL:
            return tr("Звонок завершён для всех")
        case EndReason.REMOVED:
            return tr("Учитель удалил вас с урока")
        case EndReason.REFUSED:
            return tr("Войти в звонок нельзя")
        case EndReason.DECLINED:
            return tr("Звонок отклонён")
        case EndReason.BUSY:
            return tr("Собеседник уже разговаривает")
        case EndReason.NO_ANSWER:
            return tr("Никто не ответил")
        case EndReason.LOST:
            return tr("Связь потеряна")


def quality_words(quality: Quality) -> str:
    """Return the connection in words."""
    match quality:
        case Quality.GOOD:
            return tr("Связь хорошая")
        case Quality.POOR:
            return tr("Связь слабая")
        case Quality.LOST:
            return tr("Связи нет")
        case Quality.UNKNOWN:
            return ""


def quality_look(quality: Quality, theme: Theme) -> tuple[str, QColor]:
    """Return icon and colour of a connection."""
    colors = theme.colors
    match quality:
        case Quality.GOOD | Quality.UNKNOWN:
            return "cellular_data_1_20_filled", colors.online
        case Quality.POOR:
            return "cellular_data_3_20_filled", colors.warn
        case Quality.LOST:
            return "cellular_data_5_20_filled", colors.danger


def spoken_participant(one: Participant) -> str:
    """Return what a screen reader says of a participant."""
    parts = [tr("{name} (вы)", name=one.person.name) if one.own else one.person.name]
    if one.person.verified_teacher:
        parts.append(tr("подтверждённый учитель"))
    if one.hand_since is not None:
        parts.append(tr("рука поднята"))
    if one.speaking:
        parts.append(tr("говорит"))
    heard = Source.MICROPHONE in one.publishing
    parts.append(tr("микрофон включён") if heard else tr("микрофон выключен"))
    if Source.CAMERA in one.publishing:
        parts.append(tr("камера включена"))
    if Source.SCREEN in one.publishing:
        parts.append(tr("показывает экран"))
    if one.quality in (Quality.POOR, Quality.LOST):
        parts.append(quality_words(one.quality))
    return ", ".join(parts)
