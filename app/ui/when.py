"""Moments as people say them: «11:42», «вчера», «пн», «был(а) 6 минут назад»."""

from datetime import UTC, date, datetime, timedelta

from app.domain.people import LastSeen, Lately, Presence
from app.ui.qt.i18n import tr, trn


def local(moment: datetime) -> datetime:
    """Return the moment on this computer's clock."""
    return moment.astimezone()


def clock(moment: datetime) -> str:
    """Return «11:42»."""
    return local(moment).strftime("%H:%M")


def list_time(moment: datetime, now: datetime) -> str:
    """Return the time for a chat row: clock, «вчера», day of the week, «4 авг», «04.08.2025»."""
    then, today = local(moment), local(now)
    days = (today.date() - then.date()).days
    if days <= 0:
        return clock(moment)
    if days == 1:
        return tr("вчера")
    if days < 7:
        return weekday_short(then)
    if then.year == today.year or days < 180:
        return f"{then.day} {month_short(then)}"
    return then.strftime("%d.%m.%Y")


def moment_words(moment: datetime) -> str:
    """Return «23 августа, 00:00»: a moment to come."""
    day = long_date(moment, datetime.now(UTC))
    return tr("{date}, {time}", date=day, time=clock(moment))


def full_time(moment: datetime, now: datetime) -> str:
    """Return «11:42», «вчера в 18:37», «4 августа в 12:15», «4 августа 2025 в 12:15»."""
    then, today = local(moment), local(now)
    days = (today.date() - then.date()).days
    if days <= 0:
        return clock(moment)
    if days == 1:
        return tr("вчера в {time}", time=clock(moment))
    return tr("{date} в {time}", date=long_date(moment, now), time=clock(moment))


def long_date(moment: datetime, now: datetime) -> str:
    """Return «4 августа», with the year when it is another one."""
    then = local(moment)
    date = tr("{day} {month}", day=then.day, month=month_of(then))
    return date if then.year == local(now).year else f"{date} {then.year}"


def today() -> date:
    """Return the day on this computer's calendar."""
    return datetime.now(UTC).astimezone().date()


def plain_date(day: date) -> str:
    """Return «1 сентября», with the year when it is another one than now."""
    date = tr("{day} {month}", day=day.day, month=month_of(day))
    return date if day.year == today().year else f"{date} {day.year}"


def day_title(moment: datetime, now: datetime) -> str:
    """Return the title of a day in a conversation: «Сегодня», «Вчера», «4 августа»."""
    days = (local(now).date() - local(moment).date()).days
    if days == 0:
        return tr("Сегодня")
    if days == 1:
        return tr("Вчера")
    return long_date(moment, now)


def last_seen_text(seen: LastSeen | None, now: datetime) -> str:
    """Return «в сети», «был(а) вчера в 18:37», «был(а) на этой неделе», or '' when hidden."""
    if seen is None:
        return ""
    if seen.lately is not None:
        return _roughly(seen.lately)
    if seen.presence is Presence.ONLINE:
        return tr("в сети")
    if seen.at is None:
        return tr("был(а) недавно")
    gone = now - seen.at
    if gone < timedelta(minutes=1):
        return tr("был(а) только что")
    if gone < timedelta(hours=1):
        return trn("был(а) %n [минуту|минуты|минут] назад", int(gone.total_seconds() // 60))
    days = (local(now).date() - local(seen.at).date()).days
    if days <= 0:
        return trn("был(а) %n [час|часа|часов] назад", int(gone.total_seconds() // 3600))
    return tr("был(а) {moment}", moment=full_time(seen.at, now))


def _roughly(lately: Lately) -> str:
    match lately:
        case Lately.RECENTLY:
            return tr("был(а) недавно")
        case Lately.WEEK:
            return tr("был(а) на этой неделе")
        case Lately.MONTH:
            return tr("был(а) в этом месяце")
        case Lately.LONG:
            return tr("был(а) давно")


def weekday_short(moment: datetime) -> str:
    """Return «пн»."""
    names = (tr("пн"), tr("вт"), tr("ср"), tr("чт"), tr("пт"), tr("сб"), tr("вс"))
    return names[moment.weekday()]


def month_short(moment: datetime) -> str:
    """Return «авг»."""
    return (
        tr("янв"), tr("фев"), tr("мар"), tr("апр"), tr("мая"), tr("июн"),
        tr("июл"), tr("авг"), tr("сен"), tr("окт"), tr("ноя"), tr("дек"),
    )[moment.month - 1]  # fmt: skip


def month_of(moment: date) -> str:
    """Return «августа»."""
    return (
        tr("января"), tr("февраля"), tr("марта"), tr("апреля"), tr("мая"), tr("июня"),
        tr("июля"), tr("августа"), tr("сентября"), tr("октября"), tr("ноября"), tr("декабря"),
    )[moment.month - 1]  # fmt: skip
