"""What the UI sees of calls and lessons; fulfilled in app/services/calls, faked in the tests.

As everywhere: coroutines raise only `AppError`, state comes as observables, everything runs on the
UI loop. Pictures are the exception to pushing: a `VideoFeed` holds the latest one only, and the
screen takes it when it paints, so a slow screen costs frames and never memory.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from app.domain.calls import (
    CallInfo,
    CallRecord,
    CallState,
    CallStats,
    DeviceKind,
    Devices,
    IncomingCall,
    Participant,
    Pictures,
    Reaction,
    RunningCall,
    Shareable,
    Sources,
    VideoFrame,
    VideoTrack,
)
from app.domain.diff import Observable, ObservableList
from app.domain.errors import UserText
from app.domain.ids import ParticipantId, RoomId, UserId
from app.domain.lessons import Attendance, Group, LessonState, TodayLesson


class VideoFeed(Protocol):
    """The pictures of one track, latest wins; the server sends the layer that fits the size."""

    def take(self) -> VideoFrame | None:
        """The newest picture, or None where nothing came since the last time. Never blocks."""

    def resize(self, width: int, height: int) -> None:
        """It is shown at this many physical pixels now; 0, 0 while it is not shown."""

    def close(self) -> None:
        """Nobody looks any more."""


class Lesson(Protocol):
    """The teacher's controls and the pupil's answers. The server enforces all of it."""

    state: Observable[LessonState]

    async def mute(self, identity: ParticipantId) -> None:
        """Take microphone and camera from one pupil; they cannot switch them on again."""

    async def mute_all(self) -> None:
        """Take the microphone from all pupils, and it stays so."""

    async def give_floor(self, user_id: UserId, sources: Sources) -> None:
        """Let one pupil publish these and no others; none takes the floor back."""

    async def set_floor(self, sources: Sources) -> None:
        """Let every pupil publish these."""

    async def lower_hand(self, user_id: UserId) -> None:
        """Take a hand down."""

    async def admit(self, users: Sequence[UserId]) -> None:
        """Let these people in."""

    async def remove(self, user_id: UserId) -> None:
        """Send a person away until they are admitted again."""

    async def set_locked(self, locked: bool) -> None:
        """Nobody new comes in."""

    async def end_for_all(self) -> None:
        """End the lesson; nobody stays behind."""

    async def set_timer(self, until: datetime | None) -> None:
        """Show everybody a clock that runs down."""

    async def ask(self, text: str, options: Sequence[str]) -> None:
        """Ask a quick question."""

    async def answer(self, option: int) -> None:
        """Answer the open question; the last answer counts."""

    async def close_question(self) -> None:
        """Take no more answers and show the totals to everybody."""

    async def start_groups(self, groups: Sequence[Group], *, until: datetime | None) -> None:
        """Send people into groups, each with a room of its own."""

    async def enter_group(self, key: str) -> None:
        """The teacher looks into a group; "" comes back."""

    async def tell_groups(self, text: str) -> None:
        """A message for all groups."""

    async def end_groups(self) -> None:
        """Call everybody back."""

    async def set_recording(self, on: bool) -> None:
        """Record some seconds later, when everybody has been told; or stop. Only where offered."""

    async def attendance(self) -> tuple[Attendance, ...]:
        """The register of this lesson, as it is now."""


class Call(Protocol):
    """One call this person is in. After `Ended` nothing more comes."""

    info: CallInfo
    state: Observable[CallState]
    participants: ObservableList[Participant]
    """Everybody, this person first; hands and speaking are updates, not moves."""
    recent_speakers: Observable[tuple[ParticipantId, ...]]
    """Who spoke, latest first; it changes calmly, so that a layout may follow it."""
    notice: Observable[UserText | None]
    """What is wrong right now: no microphone, camera busy, weak connection."""
    pictures: Observable[Pictures]
    """Whether the pictures of the others come; sound goes first over a thin line."""
    lesson: Lesson | None
    """The lesson this call is, else None."""

    def on_reaction(self, listener: Callable[[Reaction], None], /) -> Callable[[], None]:
        """Hear of reactions, own ones too; returns the way to unsubscribe."""

    async def set_microphone(self, on: bool) -> None:
        """Speak, or be silent. Refused with a sentence where the floor is not given."""

    async def set_camera(self, on: bool) -> None:
        """Be seen, or not."""

    async def set_sound_only(self, on: bool) -> None:
        """Neither see nor be seen, to save the line; off: see again, the camera stays off."""

    async def shareables(self) -> tuple[Shareable, ...]:
        """Screens and windows; one without a name where the system asks the person (Wayland)."""

    async def start_screen(self, what: Shareable | None, *, sound: bool = False) -> None:
        """Show a screen or window; None: the first, or what the person tells the system."""

    async def stop_screen(self) -> None:
        """Show no screen any more."""

    async def raise_hand(self, up: bool) -> None:
        """Raise my hand, or take it down."""

    async def react(self, emoji: str) -> None:
        """Send a reaction that is seen for some seconds."""

    def watch(self, track: VideoTrack, width: int, height: int) -> VideoFeed:
        """Look at a picture at a size in physical pixels; own pictures too."""

    async def stats(self) -> CallStats:
        """Figures of this moment."""

    async def leave(self) -> None:
        """Leave; the call goes on for the others."""


class DeviceCheck(Protocol):
    """Microphone, camera and speakers before a call. Closing it lets the devices go."""

    camera: VideoFeed
    problem: Observable[UserText | None]

    def level(self) -> float:
        """How loud the microphone is now, 0 … 1."""

    async def play_test_sound(self) -> None:
        """A short sound from the chosen speakers."""

    async def loop_back(self, on: bool) -> None:
        """Hear oneself with a little delay, through the same path as in a call."""

    async def close(self) -> None:
        """Let the devices go."""


class Calls(Protocol):
    """The calls of one profile."""

    offered: Observable[bool]
    """The server can carry calls."""
    current: Observable[Call | None]
    """The call this profile is in."""
    incoming: Observable[IncomingCall | None]
    """What rings now; None when accepted, declined, answered elsewhere or given up."""
    missed: Observable[CallRecord | None]
    """The call that was missed last since the start; one that was declined is not missed."""
    devices: Observable[Devices]
    """Microphones, speakers and cameras, kept in step while somebody watches."""

    def running(self, room_id: RoomId) -> Observable[RunningCall | None]:
        """The call that goes on in a chat."""

    def can_start_lesson(self, room_id: RoomId) -> bool:
        """Whether this person teaches here."""

    def get_ready(self) -> None:
        """A call is offered to the person: what takes long to load is there when they come in."""

    async def start(self, room_id: RoomId, *, video: bool) -> Call:
        """Call: rings where nobody is there yet, else joins. Leaves this profile's other call."""

    async def start_lesson(self, room_id: RoomId) -> Call:
        """Start a lesson in a class's chat, or come into the one that runs."""

    async def today(self) -> tuple[TodayLesson, ...]:
        """What this person teaches and learns today, in the order of the day."""

    async def open_today(self, row: TodayLesson) -> Call:
        """Begin the lesson of a row, or come into it."""

    async def register(self, lesson_id: str) -> tuple[Attendance, ...]:
        """The register of a lesson this person leads, during it and after."""

    async def accept(self, incoming: IncomingCall, *, video: bool) -> Call:
        """Take a ringing call."""

    async def decline(self, incoming: IncomingCall) -> None:
        """Refuse it on all my devices."""

    async def history(self, *, limit: int = 100) -> tuple[CallRecord, ...]:
        """Calls of this profile, newest first."""

    async def choose_device(self, kind: DeviceKind, device_id: str | None) -> None:
        """Use another device from now on, remembered for this profile; None: the system's."""

    async def check_devices(self) -> DeviceCheck:
        """Open microphone and camera to look at them before a call."""
