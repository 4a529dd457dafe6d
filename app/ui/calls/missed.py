"""A missed call as a notification."""

from app.domain.calls import CallRecord
from app.domain.ids import ProfileId
from app.services.facade.profiles import Notification
from app.ui.qt.i18n import tr


def missed_call(profile_id: ProfileId, record: CallRecord) -> Notification:
    """Return the notification; a click on it opens the chat."""
    words = tr("Пропущенный видеозвонок") if record.video else tr("Пропущенный звонок")
    return Notification(
        profile_id, record.room_id, None, title=record.title, body=words, sender=record.person
    )
