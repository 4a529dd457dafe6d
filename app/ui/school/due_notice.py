"""Homework for tomorrow as a notification; a click on it opens the diary."""

from app.domain.diary import Work
from app.domain.ids import ProfileId
from app.services.facade.profiles import Notification
from app.ui.qt.i18n import tr, trn


def due_notice(profile_id: ProfileId, works: tuple[Work, ...]) -> Notification:
    """Return the notification: how many tasks, of which subjects."""
    subjects = ", ".join(dict.fromkeys(one.subject for one in works))
    words = trn("%n [задание|задания|заданий] на завтра", len(works))
    return Notification(
        profile_id, None, None, title=words, body=subjects or tr("Дневник"), sender=None
    )
