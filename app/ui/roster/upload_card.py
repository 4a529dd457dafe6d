"""Bringing a school's list: files or a folder, dropped or chosen, and what was wrong with them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.ui.qt.i18n import tr, trn
from app.ui.qt.widgets import bind, label, push_button
from app.ui.roster.lines import Line, LineList
from app.ui.school.cards import Card
from app.ui.theme import FontRole, Theme


class UploadCard(Card):
    """`chosen` tells of files; the page answers with `work`, `rest` or `refuse`."""

    chosen = Signal(list)
    columns_wanted = Signal()
    """Columns of the list are called unusually."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Список школы"))
        self.zone = _DropZone(theme)
        self.zone.dropped.connect(self.chosen)
        self.files = push_button(tr("Выбрать файлы…"), look="primary")
        self.folder = push_button(tr("Выбрать папку…"))
        self.files.clicked.connect(lambda: self._ask(QFileDialog.FileMode.ExistingFiles))
        self.folder.clicked.connect(lambda: self._ask(QFileDialog.FileMode.Directory))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.files)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        self.columns = push_button(tr("Столбцы названы иначе…"), look="link")
        self.columns.clicked.connect(self.columns_wanted)
        self.zone.column.addLayout(buttons)
        self.zone.column.addWidget(self.columns, 0, Qt.AlignmentFlag.AlignCenter)
        self.state = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.problem = label(theme, "", FontRole.BODY_STRONG, tone="danger", wrap=True)
        self.findings = LineList(theme, tr("Что не так в файлах"), first=20)
        inside = QVBoxLayout()
        for part in (self.zone, self.problem, self.state):
            inside.addWidget(part)
        self.body.addLayout(inside)
        self.body.addWidget(self.findings)
        self.rest()

        def fit() -> None:
            px = theme.px
            inside.setContentsMargins(px(15), 0, px(15), px(15))
            inside.setSpacing(px(12))
            buttons.setSpacing(px(10))

        bind(theme, self, fit)

    def work(self) -> None:
        """Files are on their way: nothing else can be sent meanwhile."""
        self._say(tr("Загружаю и сравниваю с тем, что есть. Пока ничего не меняется…"))
        self._enable(False)

    def rest(self) -> None:
        """Wait for files."""
        self._say("")
        self._enable(True)

    def refuse(self, text: str, findings: Sequence[str]) -> None:
        """Say why files were not taken and what to do about every line."""
        self._enable(True)
        title = trn("%n [замечание|замечания|замечаний]", len(findings)) if findings else ""
        self._say(title, problem=text, findings=findings)

    def _say(self, state: str, *, problem: str = "", findings: Sequence[str] = ()) -> None:
        for part, text in ((self.state, state), (self.problem, problem)):
            part.setText(text)
            part.setVisible(bool(text))
        self.findings.show_lines([Line(one) for one in findings])
        self.findings.setVisible(bool(findings))

    def _enable(self, on: bool) -> None:
        for part in (self.zone, self.files, self.folder, self.columns):
            part.setEnabled(on)

    def _ask(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self.window(), tr("Список школы"))
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if mode is QFileDialog.FileMode.ExistingFiles:
            dialog.setNameFilter(f"{tr('Выгрузки и списки')} (*.zip *.csv *.xlsx)")
        dialog.filesSelected.connect(lambda names: self.chosen.emit([Path(one) for one in names]))
        dialog.open()


class _DropZone(QFrame):
    """Takes files and folders that are dropped on it."""

    dropped = Signal(list)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._over = theme, False
        self.setObjectName("drop_zone")
        self.setAcceptDrops(True)
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = label(theme, tr("Перетащите сюда выгрузку из журнала"), FontRole.BODY_STRONG)
        text = tr(
            "OneRoster или Microsoft SDS (архив или папка с CSV), свои списки в Excel или CSV. "
            "Сначала покажем, что изменится."
        )
        words = label(theme, text, FontRole.PREVIEW, tone="text2", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self._icon)
        for part in (title, words):
            part.setWordWrap(True)
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.column.addWidget(part)
        bind(theme, self, self._refresh)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Qt: they went away again."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: here they are."""
        self._light(False)
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def _light(self, over: bool) -> None:
        self._over = over
        self._refresh()

    def _refresh(self) -> None:
        theme, px, colors = self._theme, self._theme.px, self._theme.colors
        self.column.setContentsMargins(px(16), px(18), px(16), px(18))
        self.column.setSpacing(px(8))
        size, ratio = px(32), self.devicePixelRatioF()
        self._icon.setPixmap(theme.icon("document_table_24_regular", colors.accText, size, ratio))
        edge, ground = (colors.acc, colors.accSoft) if self._over else (colors.line, colors.win)
        self.setStyleSheet(
            f"QFrame#drop_zone {{ background: {ground.name()};"
            f" border: 2px dashed {edge.name()}; border-radius: 12px; }}"
        )
