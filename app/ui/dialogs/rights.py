"""Who may do what in a chat: a question a row, the answer is chosen from a list."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.room_settings import Audience, Right
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import ChoiceField, divider, label
from app.ui.theme import FontRole, Theme


class RightsList(QWidget):
    """Rows in the order of the school's settings; closed where I may not change the answer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.fields: dict[Right, ChoiceField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for right, words in right_words().items():
            field = ChoiceField(theme, words)
            for audience, answer in audience_words().items():
                field.addItem(answer, audience)
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            row.addWidget(label(theme, words, FontRole.BODY, wrap=True), 1)
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)
            column.addLayout(row)
            column.addWidget(divider())
            self.fields[right] = field

    def show_rights(
        self, rights: Mapping[Right, Audience], changeable: frozenset[Right], *, most: int
    ) -> None:
        """Show the answers that stand; `most` is the widest power that I may ask for."""
        for right, field in self.fields.items():
            now = rights.get(right, Audience.ADMINS)
            field.clear()
            for audience, answer in audience_words().items():
                if audience <= most or audience is now:
                    field.addItem(answer, audience)
            field.setCurrentIndex(field.findData(now))
            field.setEnabled(right in changeable)

    def rights(self) -> dict[Right, Audience]:
        """Return the answers in the fields."""
        return {right: Audience(field.currentData()) for right, field in self.fields.items()}


def right_words() -> Mapping[Right, str]:
    """Return the question of each right."""
    return {
        Right.WRITE: tr("Кто может писать в чат"),
        Right.INVITE: tr("Кто может приглашать участников"),
        Right.INFO: tr("Кто может редактировать информацию"),
        Right.PINS: tr("Кто может менять закреплённое сообщение"),
        Right.MENTIONS: tr("Кто может отправлять массовые упоминания"),
        Right.CALLS: tr("Кто может начинать звонки"),
        Right.ADMINS: tr("Кто может назначать администраторов"),
        Right.LOOK: tr("Кто может менять оформление чата"),
    }


def audience_words() -> Mapping[Audience, str]:
    """Return the answers."""
    return {
        Audience.EVERYONE: tr("Все участники"),
        Audience.ADMINS: tr("Создатель и администраторы"),
        Audience.OWNER: tr("Только создатель"),
    }
