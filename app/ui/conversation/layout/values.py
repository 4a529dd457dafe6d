"""What a laid-out row is: marks to draw, places to hit, text to select."""

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QStaticText, QTextLayout

from app.domain.ids import EventId, ItemKey, MxcUri, UserId


@dataclass(frozen=True, slots=True)
class OpenLink:
    """An address in a text; `text` is what stands there to be read."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class OpenPerson:
    """A mention, an avatar or a sender's name."""

    user_id: UserId


@dataclass(frozen=True, slots=True)
class JumpToQuote:
    """The quoted message."""

    event_id: EventId


@dataclass(frozen=True, slots=True)
class ToggleReaction:
    """A reaction chip."""

    emoji: str


@dataclass(frozen=True, slots=True)
class Vote:
    """An option of a poll."""

    answer_id: str


@dataclass(frozen=True, slots=True)
class ShowVoters:
    """«Кто голосовал»."""


@dataclass(frozen=True, slots=True)
class OpenMedia:
    """A picture, a video or a file; `key` names the item, for an album has several."""

    key: ItemKey


@dataclass(frozen=True, slots=True)
class PlaySound:
    """Play or pause of a voice note or sound; `share` in 0 … 1 when the wave was hit."""

    key: ItemKey
    share: float | None = None


@dataclass(frozen=True, slots=True)
class CancelTransfer:
    """The cross on an upload or download."""

    key: ItemKey


@dataclass(frozen=True, slots=True)
class Resend:
    """Try a failed message again."""

    key: ItemKey


@dataclass(frozen=True, slots=True)
class Discard:
    """Drop a message that has not gone out."""

    key: ItemKey


@dataclass(frozen=True, slots=True)
class Unfold:
    """Show the lines of a folded run."""

    key: ItemKey


@dataclass(frozen=True, slots=True)
class ShowWhole:
    """Show the rest of a long text."""

    key: ItemKey


@dataclass(frozen=True, slots=True)
class Reveal:
    """Show what a spoiler hides."""

    key: ItemKey


@dataclass(frozen=True, slots=True)
class ShowReaders:
    """The ticks of an own message in a group."""


@dataclass(frozen=True, slots=True)
class ShowEdits:
    """The word «изм.» of an edited message."""


Target = (
    OpenLink
    | OpenPerson
    | JumpToQuote
    | ToggleReaction
    | Vote
    | ShowVoters
    | OpenMedia
    | PlaySound
    | CancelTransfer
    | Resend
    | Discard
    | Unfold
    | ShowWhole
    | Reveal
    | ShowReaders
    | ShowEdits
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that does something; `name` says what, for the keyboard and screen readers."""

    rect: QRectF
    target: Target
    name: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """A bubble: `small` is the radius of its one sharp corner, top left or, for mine, top right.

    `backdrop` is a gradient over it (polls). Its rectangle is in whole points: big rounded paths
    are slow to fill, so painters put it together of rectangles and four cached corners.
    """

    rect: QRectF
    fill: QColor
    shadow: QColor
    radius: float
    small: float
    mine: bool
    backdrop: QBrush | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded rectangle."""

    rect: QRectF
    fill: QColor | None
    radius: float = 0.0
    border: QColor | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One line of plain text; `rect` is where it stands, vertically centred."""

    rect: QRectF
    text: QStaticText
    color: QColor
    font_index: int


@dataclass(frozen=True, slots=True)
class LinkRange:
    """UTF-16 range of a row's text that leads somewhere."""

    start: int
    end: int
    target: Target


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph that can be selected; `start` is its UTF-16 offset in the row's text."""

    rect: QRectF
    layout: QTextLayout
    text: str
    start: int
    color: QColor
    clip: bool = False


@dataclass(frozen=True, slots=True)
class Icon:
    """A Fluent icon."""

    rect: QRectF
    name: str
    color: QColor


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a frame: thumbnail, blurhash or plain until it is there."""

    rect: QRectF
    radius: float
    uri: MxcUri | None
    blurhash: str | None
    local_path: str
    base: QColor
    hidden: int = 0
    """More pictures of the album that are not shown: «+3»."""
    contain: bool = False
    sign: bool = True
    """Show a sign while there is nothing else; False where a button stands on it."""
    weight: int = 0
    """Bytes of the file, said while it waits for a click."""


@dataclass(frozen=True, slots=True)
class Face:
    """A round avatar."""

    rect: QRectF
    name: str
    key: str
    uri: MxcUri | None


@dataclass(frozen=True, slots=True)
class Ticks:
    """One tick: the server has it; two: somebody has read it."""

    rect: QRectF
    double: bool
    color: QColor


@dataclass(frozen=True, slots=True)
class Transfer:
    """A round button over a file: play, download, cancel with progress, by what goes on."""

    rect: QRectF
    key: ItemKey
    icon: str
    fill: QColor
    color: QColor
    progress: float | None = None
    """Of an upload; a download's progress comes with the paint context."""


@dataclass(frozen=True, slots=True)
class Wave:
    """The wave of a voice note; how far it is played comes with the paint context."""

    rect: QRectF
    key: ItemKey
    levels: tuple[float, ...]
    done: QColor
    rest: QColor


Mark = Bubble | Box | Label | Text | Icon | Picture | Face | Ticks | Transfer | Wave


@dataclass(slots=True)
class RowLayout:
    """One row, ready to draw at any height of the view. All places are relative to its top left.

    `head` is how much stands above the body (day pill, new-messages line): the body keeps its
    place when that changes. `bubble` is what is highlighted, dragged over and clicked.
    """

    width: float
    height: float = 0.0
    head: float = 0.0
    bubble: QRectF = field(default_factory=QRectF)
    marks: list[Mark] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    links: list[LinkRange] = field(default_factory=list)
    text: str = ""
    """Everything that can be selected, as shown."""
    pill: QRectF | None = None
    """Where the day pill stands, for the floating one to hide behind."""
