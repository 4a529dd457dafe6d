"""Rows of the settings: a title, a word of explanation, a control at the end."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from app.ui.qt.widgets import ChoiceField, Switch, label
from app.ui.theme import FontRole, Theme


class SettingsPage(QWidget):
    """A column of rows under headings."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(8), 0, theme.px(8), theme.px(8))
        self.column.setSpacing(theme.px(12))

    def heading(self, text: str) -> None:
        """Start a group."""
        self.column.addWidget(label(self.theme, text, FontRole.BODY_STRONG, wrap=True))

    def words(self, text: str, *, tone: str = "text2") -> None:
        """Explain something."""
        self.column.addWidget(label(self.theme, text, FontRole.PREVIEW, tone=tone, wrap=True))

    def row(self, title: str, text: str, control: QWidget) -> None:
        """Add a title with a control at the end."""
        if not control.accessibleName():
            control.setAccessibleName(title)
        if text:
            control.setAccessibleDescription(text)
        line = QHBoxLayout()
        line.setSpacing(self.theme.px(16))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(self.theme, title, FontRole.BODY, wrap=True))
        if text:
            words.addWidget(label(self.theme, text, FontRole.CAPTION, tone="text2", wrap=True))
        line.addLayout(words, 1)
        line.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(line)

    def switch(
        self, title: str, text: str, *, on: bool, changed: Callable[[bool], object]
    ) -> Switch:
        """Add a row with a switch."""
        made = Switch(self.theme, title, checked=on)
        made.toggled.connect(lambda checked: changed(checked))
        self.row(title, text, made)
        return made

    def choice(
        self,
        title: str,
        text: str,
        *,
        options: Sequence[tuple[str, object]],
        now: object,
        changed: Callable[[object], object],
    ) -> ChoiceField:
        """Add a row with a list to choose from."""
        made = ChoiceField(self.theme, title)
        for name, value in options:
            made.addItem(name, value)
            if value == now:
                made.setCurrentIndex(made.count() - 1)
        made.activated.connect(lambda index: changed(options[index][1]))
        self.row(title, text, made)
        return made

    def slider(
        self, title: str, *, bounds: tuple[int, int], step: int, now: int,
        changed: Callable[[int], object],
    ) -> QSlider:  # fmt: skip
        """Add a row with a slider; `changed` comes when it is let go."""
        made = QSlider(Qt.Orientation.Horizontal)
        made.setRange(*bounds)  # not in steps: a screen reader says the value
        made.setValue(now)
        made.setSingleStep(step)
        made.setPageStep(step)
        made.setMinimumWidth(self.theme.soft(180))
        made.setAccessibleName(title)
        shown = label(self.theme, f"{now} %", FontRole.BODY, tone="text2")

        def settle() -> None:
            whole = round(made.value() / step) * step
            if whole != made.value():
                made.setValue(whole)  # the mouse goes anywhere
                return
            shown.setText(f"{whole} %")
            if not made.isSliderDown():
                changed(whole)

        made.sliderReleased.connect(lambda: changed(made.value()))
        made.valueChanged.connect(settle)
        holder = QWidget()
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(made)
        inside.addWidget(shown)
        self.row(title, "", holder)
        return made

    def text(
        self, title: str, *, now: str, hint: str, changed: Callable[[str], object]
    ) -> QLineEdit:
        """Add a field under its title; `changed` comes when it is left."""
        made = QLineEdit(now)
        made.setPlaceholderText(hint)
        made.setAccessibleName(title)
        made.editingFinished.connect(lambda: changed(made.text().strip()))
        self.column.addWidget(label(self.theme, title, FontRole.CAPTION, tone="text2"))
        self.column.addWidget(made)
        return made
