"""What the buttons of the bar show in every state of the call."""

from app.domain.calls import Source
from app.ui.calls.bar import CallBar, Face, Tone
from app.ui.calls.controls import Controls
from app.ui.qt.i18n import tr


def show_faces(bar: CallBar, controls: Controls, *, lesson: bool, people: bool, chat: bool) -> None:
    """Show the state; every hint names what a press does, its key, and why it may not."""
    bar.microphone.show_face(_microphone(controls))
    bar.camera.show_face(_camera(controls))
    bar.screen_button.show_face(_screen(controls))
    up = controls.own is not None and controls.own.hand_since is not None
    asks = lesson and not controls.leads
    raise_hand = tr("Попросить слово (H)") if asks else tr("Поднять руку (H)")
    bar.hand.show_face(
        Face(
            "hand_left_24_filled" if up else "hand_left_24_regular",
            tr("Рука"),
            tr("Опустить руку (H)") if up else raise_hand,
            Tone.ACTIVE if up else Tone.PLAIN,
        )
    )
    bar.reaction.show_face(Face("emoji_24_regular", tr("Реакция"), tr("Реакция (R)")))
    bar.people.show_face(
        Face(
            "people_24_filled" if people else "people_24_regular",
            tr("Участники"),
            tr("Скрыть участников (P)") if people else tr("Показать участников (P)"),
            Tone.OPEN if people else Tone.PLAIN,
        )
    )
    bar.chat.show_face(
        Face(
            "chat_24_filled" if chat else "chat_24_regular",
            tr("Чат"),
            tr("Скрыть чат (C)") if chat else tr("Показать чат (C)"),
            Tone.OPEN if chat else Tone.PLAIN,
        )
    )
    bar.more.show_face(Face("more_horizontal_24_regular", tr("Ещё"), tr("Ещё (E)")))
    ends = controls.leads or not lesson
    bar.end.show_face(
        Face(
            "call_end_24_filled",
            tr("Завершить") if ends else tr("Выйти"),
            tr("Завершить (Ctrl+Shift+H)") if ends else tr("Выйти (Ctrl+Shift+H)"),
            Tone.DANGER,
        )
    )


def _microphone(controls: Controls) -> Face:
    if controls.is_on(Source.MICROPHONE):
        return Face("mic_24_filled", tr("Микрофон"), tr("Выключить микрофон (M)"))
    reason = controls.why_not(Source.MICROPHONE)
    if reason:
        return Face("mic_off_24_filled", tr("Микрофон"), reason, Tone.BARRED)
    hint = tr("Включить микрофон (M); говорить, пока нажат Пробел")
    return Face("mic_off_24_filled", tr("Микрофон"), hint, Tone.OFF)


def _camera(controls: Controls) -> Face:
    if controls.is_on(Source.CAMERA):
        return Face("video_24_filled", tr("Камера"), tr("Выключить камеру (V)"))
    reason = controls.why_not(Source.CAMERA)
    if reason:
        return Face("video_off_24_filled", tr("Камера"), reason, Tone.BARRED)
    return Face("video_off_24_filled", tr("Камера"), tr("Включить камеру (V)"), Tone.OFF)


def _screen(controls: Controls) -> Face:
    if controls.is_on(Source.SCREEN):
        hint = tr("Больше не показывать экран (S)")
        return Face("share_screen_stop_24_filled", tr("Экран"), hint, Tone.ACTIVE)
    reason = controls.why_not(Source.SCREEN)
    tone = Tone.BARRED if reason else Tone.PLAIN
    hint = reason or tr("Показать экран (S)")
    return Face("share_screen_start_24_filled", tr("Экран"), hint, tone)
