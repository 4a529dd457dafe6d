"""What the school says of a person, in lines: each role with what goes with it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.people import Role
from app.domain.portrait import PortraitRole
from app.ui.delegates.search_row import role_words
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind, empty, label
from app.ui.theme import FontRole, Theme

_ICONS = {
    Role.TEACHER: "hat_graduation_20_filled",
    Role.ADMIN: "shield_checkmark_20_filled",
    Role.PARENT: "people_20_regular",
}


def role_title(role: Role) -> str:
    """Return «Учитель», «Родитель» …, or ''."""
    words = role_words(role)
    return words[:1].upper() + words[1:]


def role_lines(one: PortraitRole) -> tuple[str, ...]:
    """Return what stands under the name of a role."""
    lines = []
    if one.leads:
        lines.append(tr("Классный руководитель: {classes}", classes=", ".join(one.leads)))
    if one.subjects:
        lines.append(tr("Предметы: {subjects}", subjects=", ".join(one.subjects)))
    lines += [", ".join(part for part in child if part) for child in one.children]
    if one.classes and not one.children:
        titles = ", ".join(one.classes)
        if one.role is Role.PARENT:
            lines.append(tr("Классы детей: {classes}", classes=titles))
        else:
            lines.append(tr("Класс: {classes}", classes=titles))
    return tuple(lines)


class RolesView(QWidget):
    """One block for each role; the school is named where there are several."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_roles(self, roles: Sequence[PortraitRole]) -> None:
        """Show these; the view hides where there is none."""
        empty(self._column)
        self._column.setSpacing(self._theme.px(8))
        several = len({one.school for one in roles}) > 1
        for one in roles:
            self._column.addWidget(self._block(one, named=several))
        self.setVisible(bool(roles))

    def texts(self) -> list[str]:
        """Return the lines as they stand, for tests and screen readers."""
        blocks = (self._column.itemAt(at) for at in range(self._column.count()))
        return [
            line.text()
            for block in blocks
            if block is not None and (widget := block.widget()) is not None
            for line in widget.findChildren(QLabel)
            if line.text()
        ]

    def _block(self, one: PortraitRole, *, named: bool) -> QWidget:
        theme = self._theme
        block, picture = QWidget(), QLabel()
        row = QHBoxLayout(block)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        title = role_title(one.role)
        words.addWidget(label(theme, title, FontRole.BODY_STRONG, wrap=True))
        lines = role_lines(one)
        if named and one.school:
            lines = (one.school, *lines)
        for line in lines:
            words.addWidget(label(theme, line, FontRole.CAPTION, tone="text2", wrap=True))
        words.addStretch(1)
        row.addWidget(picture)
        row.addLayout(words, 1)
        block.setAccessibleName(". ".join((title, *lines)))

        def paint() -> None:
            side = theme.px(20)
            icon = _ICONS.get(one.role, "person_20_regular")
            picture.setPixmap(
                theme.icon(icon, theme.colors.accText, side, picture.devicePixelRatioF())
            )
            picture.setFixedSize(side, side)

        bind(theme, picture, paint)
        return block
