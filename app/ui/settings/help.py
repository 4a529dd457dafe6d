"""Help that needs no network: keys, answers to what people ask first, the way to support."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea

from app.services.facade.session import Session
from app.ui.qt.i18n import tr
from app.ui.qt.images import Starter
from app.ui.qt.widgets import label, push_button, scroll_by_key
from app.ui.settings.parts import SettingsPage
from app.ui.theme import FontRole, Theme


class HelpPage(SettingsPage):
    """`room_wanted` when support has answered with a chat."""

    room_wanted = Signal(str)

    def __init__(self, theme: Theme, session: Session | None, tasks: Starter) -> None:
        super().__init__(theme)
        self._session, self._tasks = session, tasks
        if session is not None and session.school.me.value is not None:
            self.support = push_button(tr("Написать в поддержку"), look="primary")
            self.support.clicked.connect(lambda: tasks.start(self._ask(session)))
            self.column.addWidget(self.support, 0, Qt.AlignmentFlag.AlignLeft)
        text = SettingsPage(theme)
        text.setObjectName("help_text")
        text.column.setContentsMargins(0, 0, theme.px(8), 0)
        text.heading(tr("Вопросы и ответы"))
        for question, answer in answers():
            text.column.addWidget(label(theme, question, FontRole.BODY, wrap=True))
            text.words(answer)
        text.heading(tr("Клавиши"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for row, (keys, deed) in enumerate(shortcuts()):
            grid.addWidget(label(theme, keys, FontRole.BODY), row, 0)
            said = label(theme, deed, FontRole.BODY, tone="text2", wrap=True)
            grid.addWidget(said, row, 1)
        text.column.addLayout(grid)
        text.column.addStretch(1)
        self.column.addWidget(_scrolled(text), 1)

    async def _ask(self, session: Session) -> None:
        from app.ui.qt.dialogs import toast
        from app.ui.trust.support_sheet import ask_support

        ticket = await ask_support(self, self.theme, session.school.support)
        if ticket is None:
            return
        if ticket.room_id is not None:
            self.room_wanted.emit(ticket.room_id)
        else:
            toast(self, self.theme, tr("Обращение принято. Чат с поддержкой появится в списке."))


def _scrolled(text: SettingsPage) -> QScrollArea:
    """The text scrolls by itself: the sheet need not be as long as it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(text)
    scroll_by_key(area, tr("Вопросы, ответы и клавиши"))
    area.viewport().setAutoFillBackground(False)
    text.setAutoFillBackground(False)
    return area


def shortcuts() -> tuple[tuple[str, str], ...]:
    """Return what the keys do."""
    return (
        ("Ctrl+K", tr("Поиск по чатам, людям и сообщениям")),
        ("Ctrl+F", tr("Поиск в открытом чате; F3 — дальше, Shift+F3 — назад")),
        ("Alt+↑ / Alt+↓", tr("Предыдущий и следующий чат")),
        ("Ctrl+1, Ctrl+2…", tr("Переключить профиль")),
        ("Ctrl+N", tr("Новый чат")),
        ("Ctrl+,", tr("Настройки")),
        ("↑", tr("В пустом поле: изменить последнее своё сообщение")),
        ("Ctrl+Shift+S", tr("Снимок части экрана в открытый чат")),
        ("Shift+Enter", tr("Новая строка")),
        ("Esc", tr("Закрыть то, что открыто последним")),
        (tr("Меню или Shift+F10"), tr("Что можно сделать с выбранным сообщением")),
    )


def answers() -> tuple[tuple[str, str], ...]:
    """Return questions with their answers."""
    return (
        (
            tr("Почему я не могу написать человеку?"),
            tr(
                "Школа решает, кто кому может писать первым: учителя — ученикам своих классов и "
                "их родителям, ученики — своим учителям. Остальных поиск не показывает."
            ),
        ),
        (
            tr("Почему в чат нельзя писать?"),
            tr(
                "Ведущий чата мог закрыть его на ночь или включить медленный режим. Над полем "
                "написано, когда можно будет. Набранный текст не пропадёт."
            ),
        ),
        (
            tr("Мне написали что-то плохое. Что делать?"),
            tr(
                "Нажмите на сообщение правой кнопкой и выберите «Пожаловаться». Об этом узнают "
                "только администраторы школы."
            ),
        ),
        (
            tr("Что значит шапочка рядом с именем?"),
            tr("Школа подтвердила, что это её учитель. Подделать этот значок нельзя."),
        ),
        (
            tr("Нет связи. Что с моими сообщениями?"),
            tr(
                "Они отправятся сами, когда связь появится, и не потеряются, даже если закрыть "
                "Парту. Прочитанное раньше видно и без сети."
            ),
        ),
        (
            tr("Забыл(а) пароль"),
            tr("Ученикам и родителям новую карточку для входа печатает классный руководитель."),
        ),
    )
