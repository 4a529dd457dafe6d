"""What the conversation says in words: days, times, sizes, service lines."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from app.domain.content import (
    EncryptedContent,
    HiddenContent,
    MediaContent,
    MediaKind,
    MembershipContent,
    PollContent,
    RedactedContent,
    RoomChange,
    RoomChangeContent,
    TextContent,
    UnknownContent,
)
from app.domain.people import Membership
from app.domain.timeline import SendState, TimelineItem
from app.ui.qt.i18n import tr, trn
from app.ui.when import month_of
from app.ui.when import today as today


def local(moment: datetime) -> datetime:
    """Return a moment in the person's time zone."""
    return moment.astimezone()


def clock_time(moment: datetime) -> str:
    """Return «11:42»."""
    at = local(moment)
    return f"{at.hour:02}:{at.minute:02}"


def day_words(day: date, now: date) -> str:
    """Return «Сегодня», «Вчера», «2 апреля» or «2 апреля 2023»."""
    if day == now:
        return tr("Сегодня")
    if day == now - timedelta(days=1):
        return tr("Вчера")
    month = month_of(datetime.combine(day, time(), UTC))
    words = tr("{day} {month}", day=day.day, month=month)
    return words if day.year == now.year else f"{words} {day.year}"


def size_words(size: int | None) -> str:
    """Return a size in bytes as «1,2 МБ»; '' where it is not known."""
    if size is None or size < 0:
        return ""
    value = float(size)
    for unit in (tr("Б"), tr("КБ"), tr("МБ")):
        if value < 1024:
            return _number(value) + " " + unit
        value /= 1024
    return _number(value) + " " + tr("ГБ")


def _number(value: float) -> str:
    shown = f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"
    return shown.replace(".", ",")


def duration_words(milliseconds: int | None) -> str:
    """Return «0:24»; '' where it is not known."""
    if milliseconds is None or milliseconds < 0:
        return ""
    seconds = min(milliseconds // 1000, 359_999)
    hours, rest = divmod(seconds, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def extension(filename: str) -> str:
    """Return «PDF» for «План.pdf», at most five letters."""
    _, dot, end = filename.rpartition(".")
    return end.upper()[:5] if dot and end.isalnum() else ""


def service_words(item: TimelineItem) -> str:
    """Return the sentence of a service line."""
    match item.content:
        case MembershipContent():
            return _membership_words(item, item.content)
        case RoomChangeContent(change, value):
            return _change_words(item.sender.name, change, value)
        case _:
            return ""


def _membership_words(item: TimelineItem, content: MembershipContent) -> str:
    who, actor = content.target_name, item.sender.name
    own = content.target == item.sender.user_id
    match content.membership:
        case Membership.JOIN if content.previous is Membership.JOIN:
            if content.previous_name and content.previous_name != who:
                return tr("{old} теперь {name}", old=content.previous_name, name=who)
            if content.avatar_changed:
                return tr("{name} сменил(а) фото", name=who)
            return tr("{name} обновил(а) профиль", name=who)
        case Membership.JOIN:
            return tr("{name} теперь в чате", name=who)
        case Membership.INVITE:
            return tr("{actor} пригласил(а) {name}", actor=actor, name=who)
        case Membership.KNOCK:
            return tr("{name} просит принять в чат", name=who)
        case Membership.LEAVE if own and content.previous is Membership.INVITE:
            return tr("{name} отклонил(а) приглашение", name=who)
        case Membership.LEAVE if own:
            return tr("{name} вышел(ла) из чата", name=who)
        case Membership.LEAVE if content.previous is Membership.BAN:
            return tr("{actor} вернул(а) {name} право войти", actor=actor, name=who)
        case Membership.LEAVE:
            return tr("{actor} исключил(а) {name}", actor=actor, name=who)
        case Membership.BAN:
            return tr("{actor} заблокировал(а) {name}", actor=actor, name=who)


def _change_words(name: str, change: RoomChange, value: str) -> str:
    value = value[:120]
    match change:
        case RoomChange.CREATED:
            return tr("{name} создал(а) чат", name=name)
        case RoomChange.NAME if value:
            return tr("{name} назвал(а) чат «{value}»", name=name, value=value)
        case RoomChange.NAME:
            return tr("{name} убрал(а) название чата", name=name)
        case RoomChange.TOPIC:
            return tr("{name} изменил(а) описание чата", name=name)
        case RoomChange.AVATAR:
            return tr("{name} сменил(а) фото чата", name=name)
        case RoomChange.PINS:
            return tr("{name} изменил(а) закреплённые сообщения", name=name)
        case RoomChange.POWER_LEVELS:
            return tr("{name} изменил(а) права участников", name=name)
        case RoomChange.HISTORY_VISIBILITY:
            return tr("{name} изменил(а) видимость истории", name=name)
        case RoomChange.ENCRYPTION:
            return tr("{name} включил(а) шифрование", name=name)
        case RoomChange.TOMBSTONE:
            return tr("{name} перенёс(ла) чат", name=name)
        case RoomChange.JOIN_RULES:
            return tr("{name} изменил(а) правила входа", name=name)
        case RoomChange.CALL_STARTED:
            return tr("{name} начал(а) звонок", name=name)


def plain_words(item: TimelineItem) -> str:
    """Return what a row says, for the clipboard and for screen readers."""
    match item.content:
        case TextContent(body):
            return body.text
        case MediaContent():
            caption = item.content.caption.text if item.content.caption else ""
            return caption or item.content.filename
        case PollContent(poll):
            return poll.question
        case RedactedContent():
            return tr("Сообщение удалено")
        case EncryptedContent():
            return tr("Зашифрованное сообщение: эта версия Парты не может его прочитать")
        case UnknownContent(kind, fallback):
            return fallback or tr("Сообщение неизвестного вида ({kind})", kind=kind[:60])
        case MembershipContent() | RoomChangeContent():
            return service_words(item)
        case HiddenContent():
            return ""


def media_words(kind: MediaKind) -> str:
    """Return the word for a kind of attachment."""
    match kind:
        case MediaKind.IMAGE:
            return tr("Фотография")
        case MediaKind.VIDEO:
            return tr("Видео")
        case MediaKind.AUDIO:
            return tr("Аудио")
        case MediaKind.FILE:
            return tr("Файл")
        case MediaKind.VOICE:
            return tr("Голосовое сообщение")
        case MediaKind.STICKER:
            return tr("Стикер")


def spoken(item: TimelineItem) -> str:
    """Return a whole row as a screen reader says it: sender, kind, text, time, state."""
    parts: list[str] = []
    content = item.content
    if isinstance(content, MembershipContent | RoomChangeContent):
        return f"{service_words(item)}, {_when(item.timestamp)}"
    parts.append(tr("Вы") if item.mine else item.sender.name)
    if item.sender.verified_teacher and not item.mine:
        parts.append(tr("подтверждённый учитель"))
    if item.quote is not None:
        parts.append(tr("ответ на «{text}»", text=item.quote.text[:80]))
    if isinstance(content, MediaContent):
        parts.append(media_words(content.kind))
    if isinstance(content, PollContent):
        parts.append(tr("Опрос"))
    parts.append(plain_words(item)[:1000])
    if isinstance(content, PollContent):
        own = item.poll.own if item.poll else frozenset()
        for answer in content.poll.answers:
            votes = item.poll.count(answer.id) if item.poll else 0
            chosen = tr(", выбрано") if answer.id in own else ""
            parts.append(f"{answer.text}: {votes}{chosen}")
    parts.append(_when(item.timestamp))
    if item.edited:
        parts.append(tr("изменено"))
    parts.extend(f"{reaction.key} {reaction.count}" for reaction in item.reactions[:10])
    if item.mine:
        parts.append(state_words(item))
    return ", ".join(part for part in parts if part)


def _when(moment: datetime) -> str:
    """The time, and the day unless it is today: nobody reads the line above the first message."""
    day, now = local(moment).date(), today()
    return clock_time(moment) if day == now else f"{day_words(day, now)} {clock_time(moment)}"


def state_words(item: TimelineItem) -> str:
    """Return where an own message is on its way."""
    match item.status.state:
        case SendState.QUEUED | SendState.SENDING:
            return tr("отправляется")
        case SendState.UPLOADING:
            return tr("загружается, {share} %", share=round(item.status.progress * 100))
        case SendState.FAILED:
            return tr("не отправлено")
        case SendState.CANCELLED:
            return tr("отменено")
        case SendState.SENT:
            return tr("прочитано") if item.read_by else tr("отправлено")


def folded_words(count: int) -> str:
    """Return «3 события»."""
    return trn("%n [событие|события|событий]", count)


def typing_words(names: Sequence[str]) -> str:
    """Return «Дарья печатает…»."""
    if not names:
        return ""
    if len(names) == 1:
        return tr("{name} печатает…", name=names[0])
    if len(names) == 2:
        return tr("{one} и {two} печатают…", one=names[0], two=names[1])
    return trn("печатают %n [человек|человека|человек]…", len(names))
