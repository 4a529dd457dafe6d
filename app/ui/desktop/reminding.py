"""What a reminder says."""

from datetime import UTC, datetime

from app.domain.ids import ProfileId
from app.services.facade import Notification
from app.services.poll_reminders import PollReminder
from app.ui.qt.i18n import tr
from app.ui.when import full_time


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
