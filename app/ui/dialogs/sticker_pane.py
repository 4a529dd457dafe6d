"""Stickers beside the emoji: a pack to choose, its pictures, and a way to get more."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.rooms import RoomSummary
from app.domain.stickers import Sticker, StickerPack
from app.services.facade.session import Session
from app.services.tasks import TaskScope
from app.ui.dialogs.sticker_grid import StickerGrid
from app.ui.qt.i18n import tr, user_text
from app.ui.qt.images import ImageLoader
from app.ui.qt.widgets import ChoiceField, IconButton, label
from app.ui.theme import FontRole, Theme


class StickerPane(QWidget):
    """`picked` gives a `Sticker`; `add_wanted` asks for pictures to make stickers of."""

    picked = Signal(object)
    add_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        images: ImageLoader,
        *,
        session: Session,
        room: RoomSummary,
        tasks: TaskScope,
    ) -> None:
        super().__init__()
        self._session, self._room, self._tasks = session, room, tasks
        self._packs: tuple[StickerPack, ...] = ()
        self.pack = ChoiceField(theme, tr("Набор стикеров"))
        self.pack.activated.connect(lambda _: self._show())
        self.add = IconButton(theme, "add_24_regular", tr("Добавить стикеры"), size=34)
        self.add.clicked.connect(self.add_wanted)
        self.grid = StickerGrid(theme, images)
        self.grid.picked.connect(self.picked)
        self.grid.menu_wanted.connect(self._on_menu)
        self.grid.left_upwards.connect(self.pack.setFocus)
        self.words = label(theme, "", FontRole.BODY, tone="text2", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.words)
        top = QHBoxLayout()
        top.addWidget(self.pack, 1)
        top.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addLayout(top)
        column.addWidget(self.stack, 1)

    def load(self) -> None:
        """Show what there is; it is known here and needs no network."""
        self._start(self._load())

    async def _load(self) -> None:
        packs = await self._session.stickers.packs(self._room.room_id)
        chosen = self.pack.currentData()
        first = not self._packs
        self._packs = packs
        self.pack.clear()
        for pack in packs:
            self.pack.addItem(self._name(pack), (pack.room_id, pack.key))
        at = next((n for n, one in enumerate(packs) if (one.room_id, one.key) == chosen), 0)
        if first and not packs[0].stickers and len(packs) > 1:
            at = 1  # an empty pack of one's own is no reason to hide the others
        self.pack.setCurrentIndex(at)
        self._show()

    def _name(self, pack: StickerPack) -> str:
        if pack.own:
            return pack.name or tr("Мои стикеры")
        if pack.name:
            return pack.name
        room = self._session.rooms.get(pack.room_id) if pack.room_id else None
        return room.name if room is not None else tr("Набор другого чата")

    def _show(self) -> None:
        at = self.pack.currentIndex()
        stickers = self._packs[at].stickers if 0 <= at < len(self._packs) else ()
        self.grid.show_all(stickers)
        self.words.setText(
            tr(
                "Здесь пока нет стикеров. Добавьте картинки кнопкой «+» или сохраните стикер "
                "из переписки."
            )
        )
        self.stack.setCurrentWidget(self.grid if stickers else self.words)

    def _on_menu(self, sticker: Sticker, at: QPoint) -> None:
        own = self._packs[0].stickers if self._packs else ()
        mine = any(one.uri == sticker.uri for one in own)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if mine:
            menu.addAction(tr("Убрать из моих стикеров"), lambda: self._start(self._drop(sticker)))
        else:
            menu.addAction(tr("Добавить в мои стикеры"), lambda: self._start(self._keep(sticker)))
        menu.popup(at)

    async def _keep(self, sticker: Sticker) -> None:
        await self._session.stickers.keep(sticker)
        await self._load()

    async def _drop(self, sticker: Sticker) -> None:
        await self._session.stickers.drop(sticker)
        await self._load()

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(self._guarded(work))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except AppError as error:
            self.words.setText(user_text(error.user_text))
            self.stack.setCurrentWidget(self.words)
