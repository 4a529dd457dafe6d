"""The viewer: one photo or video of a chat over the whole window, and the way to the others."""

import asyncio
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QWidget

from app.domain.content import MediaContent, MediaKind
from app.domain.errors import AppError
from app.domain.ids import ItemKey
from app.domain.timeline import TimelineItem
from app.services.facade.session import Session
from app.services.facade.timeline import Timeline
from app.ui.conversation.layout.media import still_of
from app.ui.qt.dialogs import opened, toast
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader, decode
from app.ui.qt.saving import ask_where_to_save
from app.ui.qt.task_sheet import TaskSheet
from app.ui.theme import Theme
from app.ui.viewer.frame import ViewerFrame
from app.ui.viewer.gallery import Gallery
from app.ui.viewer.playing import MakePlayer, make_player
from app.ui.when import full_time

_LARGEST = QSize(6000, 6000)
_UNSEEN = QSize(640, 480)
_VOLUME_STEP, _SKIP = 0.1, 5.0
_MAY_OPEN = re.compile(
    r"jpe?g|png|gif|webp|bmp|tiff?|heic|avif|mp4|m4[av]|mov|webm|mkv|avi|mp3|ogg|opus|wav|flac"
)
"""Opened in another program only with such an ending: a «photo» may be called run.exe."""


async def open_viewer(
    parent: QWidget,
    theme: Theme,
    session: Session,
    images: ImageLoader,
    timeline: Timeline,
    key: ItemKey,
) -> None:
    """Show a photo or video of a chat until the viewer is closed."""
    await opened(Viewer(parent, theme, session, images=images, gallery=Gallery(timeline, key)))


class Viewer(TaskSheet):
    """Left and Right walk, + − 0 zoom, Space plays, Ctrl+S saves, Ctrl+C copies, Esc closes."""

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        session: Session,
        *,
        images: ImageLoader,
        gallery: Gallery,
        player: MakePlayer = make_player,
    ) -> None:
        self.frame: ViewerFrame | None = None
        dark = Theme(theme.kind, dark=True, scale=theme.scale)  # photos stand on black
        super().__init__(parent, dark, tr("Просмотр"))
        self._session, self._images, self._gallery = session, images, gallery
        self._image: QImage | None = None
        self.card.hide()
        self.frame = ViewerFrame(dark, self, player)
        self._connect(self.frame)

    @property
    def parts(self) -> ViewerFrame:
        """The widgets."""
        assert self.frame is not None
        return self.frame

    def open(self) -> None:
        """Qt: show what was asked for."""
        super().open()
        self.parts.canvas.setFocus()
        self._show()

    def done(self, code: int) -> None:
        """Qt: stop loading and playing."""
        self.parts.playing.stop()
        super().done(code)

    def place(self) -> None:
        """Fill the window."""
        if self._host is not None:
            self.setGeometry(self._host.rect())
        if self.frame is not None:
            self.frame.setGeometry(self.rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: nearly black."""
        painter = QPainter(self)
        backdrop = QColor(self._theme.colors.win)
        backdrop.setAlpha(250)
        painter.fillRect(self.rect(), backdrop)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: nothing reaches the window below."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Space plays and pauses."""
        if event.key() == Qt.Key.Key_Space and self.parts.playing.active:
            self.parts.playing.toggle()
            return
        super().keyPressEvent(event)

    # -------------------------------------------------------------------------- what is shown

    def _show(self) -> None:
        item = self._gallery.current
        frame = self.parts
        self.tasks.cancel()
        frame.playing.stop()
        frame.canvas.forget()
        self._image = None
        if item is None or not isinstance(item.content, MediaContent):
            frame.say(tr("Этого сообщения больше нет"))
            return
        now = datetime.now(UTC)
        caption = item.content.caption.text if item.content.caption else ""
        frame.name(item.sender.name, full_time(item.timestamp, now), caption)
        frame.canvas.setAccessibleName(_spoken(item, item.content))
        frame.set_way(older=self._gallery.has_older, newer=self._gallery.has_newer)
        frame.set_ready(False, picture=False)
        self._show_thumbnail(item.content)
        self.tasks.start(self._load(item.content))

    def _show_thumbnail(self, content: MediaContent) -> None:
        info = content.info
        uri = info.thumbnail or (content.source if content.kind is MediaKind.IMAGE else None)
        size = QSize(info.width or 0, info.height or 0)
        if uri is None:
            return
        pixmap = self._images.pixmap(uri, 400, 300, dpr=self.devicePixelRatioF())
        if pixmap is not None:
            self.parts.canvas.show_image(pixmap, size if not size.isEmpty() else _UNSEEN)

    async def _load(self, content: MediaContent) -> None:
        frame = self.parts
        frame.say(tr("Загружаем…"))
        try:
            path = await self._file(content)
            if content.kind in (MediaKind.VIDEO, MediaKind.AUDIO, MediaKind.VOICE):
                frame.say("")
                frame.playing.play(path)
            else:
                await self._show_picture(path)
        except AppError as error:
            frame.say(user_text(error.user_text), again=True)
            return
        if (still := still_of(content)) is not None:
            self._images.want(still)  # the file is here: its place in the chat shows it too
        ending = Path(content.filename).suffix.lower().removeprefix(".")
        can_open = bool(_MAY_OPEN.fullmatch(ending))
        frame.set_ready(can_open, picture=self._image is not None)

    async def _file(self, content: MediaContent) -> Path:
        if content.source is None:
            return Path(content.local_path)
        return await self._session.media.file(
            content.source, content.filename, progress=self._on_progress
        )

    async def _show_picture(self, path: Path) -> None:
        loop = asyncio.get_running_loop()
        image = await loop.run_in_executor(None, decode, path, _LARGEST, False)
        if image is None:
            self.parts.say(tr("Картинка повреждена, или Парта не знает такого формата"))
            return
        self._image = image
        self.parts.say("")
        self.parts.canvas.show_image(image, image.size())

    def _on_progress(self, done: int, total: int) -> None:
        if total > 0:
            share = min(round(done * 100 / total), 100)
            self.parts.say(tr("Загружаем… {share} %", share=share))

    # -------------------------------------------------------------------------- what is done

    async def _to_older(self) -> None:
        if await self._gallery.older():
            self._show()
        else:
            self.parts.set_way(older=False, newer=self._gallery.has_newer)

    def _on_newer(self) -> None:
        if self._gallery.has_newer and self._gallery.newer():
            self._show()

    def _on_copy(self) -> None:
        if self._image is not None:
            QGuiApplication.clipboard().setImage(self._image)
            toast(self, self._theme, tr("Скопировано"))

    async def _open_outside(self) -> None:
        content = self._gallery.current.content if self._gallery.current is not None else None
        if not isinstance(content, MediaContent):
            return
        path = Path(content.local_path)
        if content.source is not None:
            path = await self._session.media.named(content.source, content.filename)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    async def _save(self) -> None:
        item = self._gallery.current
        content = item.content if item is not None else None
        if not isinstance(content, MediaContent):
            return
        target = await ask_where_to_save(self, Path(content.filename).name or tr("файл"))
        if target is not None:
            await self.save_to(content, target)

    async def save_to(self, content: MediaContent, target: Path) -> None:
        """Copy the file to a place of the person's choice."""
        if content.source is not None:
            await self._session.media.save_as(content.source, target)
        else:
            await asyncio.to_thread(shutil.copyfile, content.local_path, target)
        toast(self, self._theme, tr("Сохранено: {name}", name=target.name))

    def _connect(self, frame: ViewerFrame) -> None:
        playing, canvas = frame.playing, frame.canvas
        canvas.outside_clicked.connect(self.reject)
        frame.close_button.clicked.connect(self.reject)
        frame.again.clicked.connect(self._show)
        playing.failed.connect(lambda error: frame.say(user_text(error.user_text)))

        def older() -> None:
            self.tasks.start(self._to_older())

        def save() -> None:
            self.tasks.start(self._save())

        def open_outside() -> None:
            if frame.open_outside.isEnabled():
                self.tasks.start(self._open_outside())

        for button, slot in (
            (frame.older, older),
            (frame.newer, self._on_newer),
            (frame.save, save),
            (frame.copy, self._on_copy),
            (frame.open_outside, open_outside),
        ):
            button.clicked.connect(slot)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Left", older),
            ("Right", self._on_newer),
            ("Ctrl+S", save),
            ("Ctrl+C", self._on_copy),
            ("Ctrl+O", open_outside),
            ("+", frame.zoom_in),
            ("=", frame.zoom_in),
            ("-", frame.zoom_out),
            ("0", canvas.fit),
            ("Shift+Left", lambda: playing.skip(-_SKIP)),
            ("Shift+Right", lambda: playing.skip(_SKIP)),
            ("Up", lambda: playing.louder(_VOLUME_STEP)),
            ("Down", lambda: playing.louder(-_VOLUME_STEP)),
            ("M", playing.bar.toggle_sound),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)


def _spoken(item: TimelineItem, content: MediaContent) -> str:
    kind = tr("Видео") if content.kind is MediaKind.VIDEO else tr("Фотография")
    caption = content.caption.text if content.caption else content.filename
    return f"{kind}, {item.sender.name}, {caption}"
