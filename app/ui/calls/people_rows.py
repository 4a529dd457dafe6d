"""Rows of the people in a call: picture, name and cap, hand with its turn, microphone."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from app.domain.calls import Participant, Quality, Source
from app.ui.calls.face_rows import FaceDelegate
from app.ui.calls.words import quality_look, spoken_participant
from app.ui.qt.i18n import tr
from app.ui.theme import FontRole

AVATAR = 32


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A participant and the place of their hand in the queue, from 1; 0 where it is down."""

    participant: Participant
    turn: int = 0


def spoken_row(row: PersonRow) -> str:
    """Return what a screen reader says."""
    words = spoken_participant(row.participant)
    return tr("{words}, очередь {turn}", words=words, turn=row.turn) if row.turn else words


class PersonDelegate(FaceDelegate):
    """Paints one person of a call."""

    def draw(self, painter: QPainter, box: QRectF, row: object, dpr: float) -> None:
        """One row."""
        if not isinstance(row, PersonRow):
            return
        theme, one = self._theme, row.participant
        mark = theme.soft(18)
        left = self.face(painter, box, one.person, side=theme.soft(AVATAR), dpr=dpr)
        right = box.right() - 16
        top = box.center().y() - mark / 2
        for name, color in self._marks(one):
            right -= mark
            painter.drawPixmap(QPointF(right, top), theme.icon(name, color, mark, dpr))
            right -= theme.soft(12)
            if name == "hand_left_20_filled" and row.turn:
                painter.setFont(theme.font(FontRole.SMALL))
                painter.setPen(theme.colors.warn)
                words = QRectF(right - theme.soft(10), box.top(), theme.soft(18), box.height())
                painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(row.turn))
                right -= theme.soft(12)
        self._name(painter, QRectF(left, box.top(), right - left, box.height()), one, dpr)

    def _marks(self, one: Participant) -> list[tuple[str, QColor]]:
        """From right to left."""
        colors = self._theme.colors
        heard = Source.MICROPHONE in one.publishing
        color = colors.online if one.speaking else colors.text2 if heard else colors.danger
        marks: list[tuple[str, QColor]] = [
            ("mic_20_regular" if heard else "mic_off_20_regular", color)
        ]
        if Source.SCREEN in one.publishing:
            marks.append(("share_screen_start_20_filled", colors.online))
        if one.hand_since is not None:
            marks.append(("hand_left_20_filled", colors.warn))
        if one.quality in (Quality.POOR, Quality.LOST):
            marks.append(quality_look(one.quality, self._theme))
        return marks

    def _name(self, painter: QPainter, box: QRectF, one: Participant, dpr: float) -> None:
        theme = self._theme
        painter.setFont(theme.font(FontRole.BODY))
        painter.setPen(theme.colors.text)
        metrics = painter.fontMetrics()
        cap = theme.px(16) if one.person.verified_teacher else 0
        name = tr("{name} (вы)", name=one.person.name) if one.own else one.person.name
        room = round(box.width()) - (cap + theme.px(6) if cap else 0)
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        if cap:
            at = QPointF(
                box.left() + metrics.horizontalAdvance(text) + theme.px(6),
                box.center().y() - cap / 2,
            )
            icon = theme.icon("hat_graduation_20_filled", theme.colors.accText, cap, dpr)
            painter.drawPixmap(at, icon)
