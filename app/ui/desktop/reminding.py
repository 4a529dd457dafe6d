"""What the desktop says besides messages: works that are due, polls that close, missed calls."""

from collections.abc import Callable
from datetime import UTC, datetime

from app.domain.calls import CallRecord
from app.domain.diary import Work
from app.domain.ids import ProfileId
from app.services.facade.profiles import Notification
from app.services.facade.session import Session
from app.services.poll_reminders import PollReminder
from app.ui.qt.i18n import tr
from app.ui.when import full_time


def remind(
    profile_id: ProfileId, session: Session, notify: Callable[[Notification], None]
) -> list[Callable[[], None]]:
    """Watch a session until what is returned is called."""

    def on_due(works: tuple[Work, ...]) -> None:
        if works:
            from app.ui.school.due_notice import due_notice

            notify(due_notice(profile_id, works))

    def on_reminder(reminder: PollReminder | None) -> None:
        if reminder is not None:
            notify(poll_reminder(profile_id, reminder))

    def on_missed(record: CallRecord | None) -> None:
        if record is not None:
            from app.ui.calls.missed import missed_call

            notify(missed_call(profile_id, record))

    cuts = [session.reminders.subscribe(on_reminder), session.school.due.subscribe(on_due)]
    if session.calls is not None:
        cuts.append(session.calls.missed.subscribe(on_missed))
    return cuts


def poll_reminder(profile_id: ProfileId, reminder: PollReminder) -> Notification:
    """Return the notification of a poll that is about to close; a click leads to it."""
    when = full_time(reminder.closes_at, datetime.now(UTC))
    return Notification(
        profile_id=profile_id,
        room_id=reminder.room_id,
        event_id=reminder.event_id,
        title=reminder.room_name,
        body=tr("Опрос закроется {when}: {question}", when=when, question=reminder.question),
        sender=None,
    )
