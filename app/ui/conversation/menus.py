"""Opens the menu of a message, the quick actions beside it, and the list of pinned ones."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from app.domain.ids import ItemKey
from app.ui.conversation.actions import MessageActions
from app.ui.conversation.choices import Choice, can_react
from app.ui.conversation.layout.values import Hit, OpenLink, OpenMedia, OpenPerson
from app.ui.conversation.menu import MessageMenu
from app.ui.conversation.overlay import HoverBar
from app.ui.conversation.rows import is_service
from app.ui.conversation.view import MessageView
from app.ui.conversation.words import plain_words
from app.ui.qt.i18n import tr
from app.ui.theme import Theme


class Menus:
    """Everything that pops up over the messages."""

    def __init__(self, theme: Theme, view: MessageView, actions: MessageActions) -> None:
        self._theme, self._view, self._actions = theme, view, actions
        self.bar = HoverBar(theme, view)
        self.bar.reply.connect(self._on_reply)
        self.bar.react.connect(self._on_react)
        self.bar.more.connect(self._on_more)
        view.hovered.connect(self._on_hovered)
        view.menu_wanted.connect(self.show)

    def show(self, key: ItemKey, at: QPoint) -> None:
        """Open the menu of a message."""
        menu = self.build(key, at)
        if menu is not None:
            menu.popup(at)

    def build(self, key: ItemKey, at: QPoint) -> MessageMenu | None:
        """Return the menu of a message; for the keyboard with what stands in the row."""
        item = self._view.item(key)
        if item is None:
            return None
        keyboard = self._view.row_focus.key == key
        menu = MessageMenu(
            self._view,
            self._theme,
            choices=self._actions.choices(item),
            hits=self._places(key) if keyboard else (),
            chosen=lambda choice: self._do(choice, key),
            activated=lambda hit: self._view.activate(key, hit.target),
        )
        url = "" if keyboard else self._link_at(at)
        if url:
            menu.add_link(lambda: self._actions.copy_address(url))
        if can_react(item, self._actions.powers()):
            menu.add_reactions(
                lambda emoji: self._actions.react(item, emoji),
                lambda: self._actions.pick_reaction(item, at),
                keyboard=keyboard,
            )
        return menu

    def show_pinned(self, jump: Callable[[str], None]) -> None:
        """List the pinned messages."""
        timeline = self._actions.timeline
        if timeline is None:
            return
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icon = self._theme.qicon("pin_20_regular")
        for item in timeline.pinned:
            words = " ".join(plain_words(item).split())[:60].replace("&", "&&")
            entry = menu.addAction(icon, f"{item.sender.name}: {words}")
            entry.triggered.connect(lambda _=False, e=item.event_id: jump(e))
        if menu.isEmpty():
            menu.addAction(tr("Ничего не закреплено")).setEnabled(False)
        menu.popup(QCursor.pos())

    def _link_at(self, at: QPoint) -> str:
        place = self._view.viewport().mapFromGlobal(at)
        _, _, target = self._view.pointer.target_at(QPointF(place))
        return target.url if isinstance(target, OpenLink) else ""

    def _places(self, key: ItemKey) -> list[Hit]:
        """What stands in a row, for the keyboard: links too, which have no rectangles."""
        hits = [
            h for h in self._view.row_focus.hits_of(key) if not isinstance(h.target, OpenPerson)
        ]
        hits.extend(self._view.row_focus.links_of(key))
        hits.sort(key=lambda hit: isinstance(hit.target, OpenMedia), reverse=True)
        return hits

    def _do(self, choice: Choice, key: ItemKey) -> None:
        item = self._view.item(key)
        if item is not None:
            self._actions.do(choice, item)

    def _on_hovered(self, key: ItemKey | None) -> None:
        item = self._view.item(key) if key is not None else None
        usable = item is not None and not is_service(item)
        usable = usable and item is not None and can_react(item, self._actions.powers())
        self.bar.show_for(key if usable else None)

    def _on_reply(self, key: ItemKey) -> None:
        self._do(Choice.REPLY, key)

    def _on_react(self, key: ItemKey) -> None:
        item = self._view.item(key)
        if item is not None:
            self._actions.pick_reaction(item, QCursor.pos())

    def _on_more(self, key: ItemKey) -> None:
        self.show(key, QCursor.pos())
