"""A card for one person: who forgot the password or lost the phone signs in with it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.rosters import NewCard
from app.services.facade.school.syncs import Cards
from app.ui.dialogs.qr_picture import QrPicture
from app.ui.qt.dialogs import Sheet, confirm, opened, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme


async def give_new_card(
    parent: QWidget, theme: Theme, cards: Cards, *, class_id: str, person: str, name: str,
    parents: bool,
) -> bool:  # fmt: skip
    """Ask, make a card and show it once; whether it was made."""
    text = tr(
        "{name} выйдет из программы на всех устройствах. Войти можно будет по новой карточке; "
        "прежняя больше не действует.",
        name=name,
    )
    action = tr("Новая карточка")
    if not await confirm(parent, theme, tr("Сделать новую карточку?"), text, action=action):
        return False
    try:
        made = await cards.reset(class_id, person, parents=parents)
    except AppError as error:
        toast(parent, theme, user_text(error.user_text))
        return False
    await opened(NewCardSheet(parent, theme, made))
    return True


class NewCardSheet(Sheet):
    """The code and its picture; they are nowhere else."""

    def __init__(self, parent: QWidget | None, theme: Theme, card: NewCard) -> None:
        super().__init__(parent, theme, tr("Карточка готова"), width=400)
        self.code = label(theme, card.code, FontRole.HEADING)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.qr = QrPicture(theme)
        self.qr.setAccessibleName(tr("QR-код карточки"))
        self.qr.show_text(card.link or card.code)
        name = label(theme, card.name, FontRole.BODY_STRONG, wrap=True)
        text = tr("Покажите или запишите код сейчас: больше его никто не увидит.")
        words = label(theme, text, FontRole.PREVIEW, tone="text2", wrap=True)
        for part in (name, self.qr, self.code):
            self.body.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(words)
        self.add_action(
            tr("Скопировать код"),
            slot=lambda: QGuiApplication.clipboard().setText(card.code),
        )
        self.add_action(tr("Готово"), look="primary")
