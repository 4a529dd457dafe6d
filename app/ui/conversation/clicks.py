"""What the places of a row do when they are chosen, by mouse or by keyboard."""

from typing import assert_never

from app.domain.content import MediaContent, MediaKind
from app.domain.ids import ItemKey
from app.domain.timeline import TimelineItem
from app.ui.conversation.actions import MessageActions
from app.ui.conversation.choices import Choice
from app.ui.conversation.layout.media import still_of
from app.ui.conversation.layout.values import (
    CancelTransfer,
    Discard,
    JumpToQuote,
    OpenLink,
    OpenMedia,
    OpenPerson,
    PlaySound,
    Resend,
    Reveal,
    ShowEdits,
    ShowReaders,
    ShowVoters,
    ShowWhole,
    Target,
    ToggleReaction,
    Unfold,
    Vote,
)
from app.ui.conversation.view import MessageView


class Clicks:
    """Sends each target to the action it stands for. `jump` shows a message by its event id."""

    def __init__(self, view: MessageView, actions: MessageActions) -> None:
        self._view, self._actions = view, actions
        view.activated.connect(self._on_activated)

    def _open(self, item: TimelineItem) -> None:
        """Open media; a picture that waits on the server is loaded into its frame first."""
        content, images = item.content, self._view.images
        still = still_of(content) if isinstance(content, MediaContent) else None
        is_video = isinstance(content, MediaContent) and content.kind is MediaKind.VIDEO
        if still is not None and not is_video and images.is_held(still):
            images.want(still)
        else:
            self._actions.open_media(item)

    def _on_activated(self, key: ItemKey, target: Target) -> None:
        item = self._view.item(key)
        if item is None:
            return
        actions, view = self._actions, self._view
        match target:
            case OpenLink(url, text):
                actions.open_link(url, text)
            case OpenPerson(user_id):
                actions.person_wanted.emit(user_id)
            case JumpToQuote(event_id):
                actions.jump_wanted.emit(event_id)
            case ToggleReaction(emoji):
                actions.react(item, emoji)
            case Vote(answer_id):
                actions.vote(item, answer_id)
            case ShowVoters():
                actions.show_voters(key)
            case OpenMedia(media_key):
                self._open(view.item(media_key) or item)
            case PlaySound():
                actions.files.play(item, target)
            case CancelTransfer(transfer):
                if not actions.files.cancel(transfer):
                    actions.do(Choice.DISCARD, view.item(transfer) or item)
            case Resend(failed):
                actions.do(Choice.RETRY, view.item(failed) or item)
            case Discard(failed):
                actions.do(Choice.DISCARD, view.item(failed) or item)
            case Unfold(folded):
                view.unfold(folded)
            case ShowWhole(whole):
                view.show_whole(whole)
            case Reveal(hidden):
                view.reveal(hidden)
            case ShowReaders():
                actions.show_list(Choice.READERS, key)
            case ShowEdits():
                actions.show_list(Choice.EDITS, key)
            case _:
                assert_never(target)
