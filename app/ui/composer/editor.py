"""The field one writes in: grows with the text, Enter sends, files and pictures can be pasted."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from app.ui.composer.given import files_in, picture_in
from app.ui.qt.i18n import tr
from app.ui.qt.widgets import bind
from app.ui.theme import FontRole, Theme

MOST_LINES = 8
_MARKS = {
    (Qt.Key.Key_B, False): "**",
    (Qt.Key.Key_I, False): "_",
    (Qt.Key.Key_E, False): "`",
    (Qt.Key.Key_X, True): "~~",
}


class MessageEdit(QPlainTextEdit):
    """Plain text with Markdown marks; `submitted` on Enter, `edit_last` on Up in an empty field."""

    submitted = Signal()
    edit_last = Signal()
    files_given = Signal(list)
    image_given = Signal(QImage)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "search")
        self.setPlaceholderText(tr("Сообщение"))
        self.setAccessibleName(tr("Сообщение"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        bind(theme, self, self._restyle)

    def sizeHint(self) -> QSize:
        """Qt: as high as the text, up to eight lines."""
        return QSize(super().sizeHint().width(), self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter, Up and the formatting keys."""
        key, modifiers = event.key(), event.modifiers()
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shift:
                self.insertPlainText("\n")
            else:
                self.submitted.emit()
            return
        if key == Qt.Key.Key_Up and not self.toPlainText() and not modifiers:
            self.edit_last.emit()
            return
        mark = _MARKS.get((Qt.Key(key), shift)) if control else None
        if mark is not None:
            self._surround(mark)
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Qt: files and pictures, too."""
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Qt: pasted or dropped; pictures and files go to the dialog, text into the field."""
        if paths := files_in(source):
            self.files_given.emit(paths)
        elif source.hasImage() and not source.hasText():
            if (image := picture_in(source)) is not None:
                self.image_given.emit(image)
        else:
            self.insertPlainText(source.text())

    def word_before_cursor(self, sign: str) -> str | None:
        """Return what stands between the last `sign` and the cursor, None where there is none."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return None
        before = cursor.block().text()[: cursor.positionInBlock()]
        start = before.rfind(sign)
        if start < 0 or (start and not before[start - 1].isspace()):
            return None
        word = before[start + 1 :]
        return word if len(word) <= 40 and word.count(" ") <= 2 else None

    def replace_word(self, sign: str, text: str) -> None:
        """Replace the word at the cursor, its sign too."""
        word = self.word_before_cursor(sign)
        if word is None:
            return
        cursor = self.textCursor()
        cursor.movePosition(
            QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(word) + len(sign)
        )
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def _surround(self, mark: str) -> None:
        cursor = self.textCursor()
        chosen = cursor.selectedText().replace("\u2029", "\n")
        cursor.insertText(f"{mark}{chosen}{mark}")
        if not chosen:
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(mark)
            )
        self.setTextCursor(cursor)

    def _restyle(self) -> None:
        font = self._theme.font(FontRole.BODY)
        self.setFont(font)
        self.viewport().setFont(font)  # paints the placeholder; a style sheet keeps it from it
        self.document().setDocumentMargin(0)
        self._fit()

    def _height(self) -> int:
        lines = max(1, min(round(self.document().size().height()), MOST_LINES))
        return lines * self.fontMetrics().lineSpacing() + self._theme.px(20)

    def _fit(self) -> None:
        self.setFixedHeight(max(self._height(), self._theme.px(40)))
