"""The ten codes on paper: shown once, copied, saved as a sheet to print."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, Qt, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QGuiApplication,
    QMouseEvent,
    QPageSize,
    QPainter,
    QPdfWriter,
)  # fmt: skip
from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.qt.dialogs import toast
from app.ui.qt.i18n import tr
from app.ui.qt.saving import ask_where_to_save
from app.ui.qt.widgets import label
from app.ui.theme import FontRole, Theme
from app.ui.trust.work_sheet import WorkSheet

_ACROSS = 2
_LINE, _DPI = 34, 96


class PrintedCodesSheet(WorkSheet):
    """They are nowhere else, so a click beside the sheet does not close it."""

    def __init__(self, parent: QWidget, theme: Theme, codes: Sequence[str]) -> None:
        super().__init__(parent, theme, tr("Коды на бумагу"), width=500)
        self.codes = tuple(codes)
        words = tr(
            "По каждому из этих кодов можно войти один раз, если телефона нет под рукой. "
            "Напечатайте или перепишите их сейчас: больше их никто не увидит. Храните лист дома, "
            "как документы."
        )
        self.body.addWidget(label(theme, words, FontRole.BODY, tone="text2", wrap=True))
        grid = QGridLayout()
        for number, code in enumerate(self.codes):
            shown = label(theme, code, FontRole.BODY_STRONG)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, number // _ACROSS, number % _ACROSS, Qt.AlignmentFlag.AlignCenter)
        grid.setVerticalSpacing(theme.px(8))
        self.body.addLayout(grid)
        self.copy = self.add_action(tr("Скопировать"), slot=self._on_copy)
        self.save = self.add_action(tr("Сохранить лист…"), slot=self._on_save)
        self.add_action(tr("Готово"), look="primary")

    def save_to(self, target: Path) -> None:
        """Write the sheet as a PDF and open it where it can be printed."""
        try:
            write_sheet(target, self.codes)
        except OSError:
            toast(self, self._theme, tr("Не удалось сохранить файл. Выберите другую папку."))
            return
        toast(self, self._theme, tr("Лист сохранён: {name}", name=target.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(self.codes))
        toast(self, self._theme, tr("Коды скопированы"))

    def _on_save(self) -> None:
        self.tasks.start(self._save())

    async def _save(self) -> None:
        target = await ask_where_to_save(self, tr("Коды для входа") + ".pdf")
        if target is not None:
            self.save_to(target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: stay."""
        event.accept()


def write_sheet(target: Path, codes: Sequence[str]) -> None:
    """Write the codes on a page A4.

    Raises:
        OSError: the file cannot be written.
    """
    with target.open("wb"):
        pass  # QPdfWriter only prints a warning where it may not write
    target.chmod(0o600)
    paper = QPdfWriter(str(target))
    paper.setTitle(tr("Коды для входа в Парту"))
    paper.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    paper.setPageMargins(QMarginsF(20, 20, 20, 20))
    paper.setResolution(_DPI)
    painter = QPainter(paper)
    heading, plain = QFont(), QFont("monospace")
    heading.setPointSize(16)
    plain.setPointSize(14)
    painter.setFont(heading)
    painter.drawText(0, _LINE, tr("Коды для входа в Парту"))
    painter.setFont(plain)
    for number, code in enumerate(codes):
        painter.drawText(0, _LINE * (number + 3), f"{number + 1:2}.  {code}")
    heading.setPointSize(11)
    painter.setFont(heading)
    painter.drawText(
        0, _LINE * (len(codes) + 4), tr("Каждый код действует один раз. Никому их не показывайте.")
    )
    painter.end()
