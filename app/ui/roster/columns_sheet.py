"""Saying by hand which column of a school's own list is what, where its heading is unusual."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.ui.qt.dialogs import Sheet
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme


class ColumnsSheet(Sheet):
    """A field for each thing a list may tell; what is left empty is guessed by its heading."""

    def __init__(
        self, parent: QWidget | None, theme: Theme, columns: Mapping[str, str], *, again: bool
    ) -> None:
        super().__init__(parent, theme, tr("Названия столбцов"))
        text = tr(
            "Обычные названия программа понимает сама. Впишите заголовок из вашего файла, если он "
            "другой: например, «Кто» вместо «ФИО»."
        )
        self.body.addWidget(label(theme, text, FontRole.BODY, tone="text2", wrap=True))
        told = {code: heading for heading, code in columns.items()}
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.px(8))
        grid.setHorizontalSpacing(theme.px(16))
        grid.setColumnStretch(1, 1)
        for row, (code, name) in enumerate(_meanings().items()):
            field = self.fields[code] = QLineEdit(told.get(code, ""))
            field.setAccessibleName(name)
            field.setMaxLength(60)
            grid.addWidget(label(theme, name, FontRole.BODY), row, 0)
            grid.addWidget(field, row, 1)
        self.body.addLayout(grid)
        self.add_action(tr("Отмена"))
        action = tr("Загрузить ещё раз") if again else tr("Запомнить")
        self.add_action(action, look="primary")

    @property
    def columns(self) -> dict[str, str]:
        """Heading in the file → what stands under it, in the service's words."""
        told = {code: field.text().strip() for code, field in self.fields.items()}
        return {heading: code for code, heading in told.items() if heading}


def _meanings() -> dict[str, str]:
    return {
        "full": tr("Фамилия, имя, отчество"),
        "class": tr("Класс"),
        "born": tr("Дата рождения"),
        "full of mother": tr("Мать"),
        "full of father": tr("Отец"),
        "position": tr("Должность"),
        "subject": tr("Предмет"),
        "homeroom": tr("Классное руководство"),
        "id": tr("Номер или код человека"),
    }
