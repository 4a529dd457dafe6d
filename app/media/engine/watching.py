"""What is received: which tracks are subscribed, at which layer, and where their pictures go."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from app.domain.calls import Source, VideoTrack
from app.domain.ids import ParticipantId
from app.media.engine.frames import Feed
from app.media.engine.layers import Governor, Layer, layer_for
from app.media.engine.sound import Sound
from app.media.engine.sound_first import Room
from app.media.engine.sources import source_of

if TYPE_CHECKING:
    from app.media.engine.arrivals import Arrived

_VIDEO = frozenset({Source.CAMERA, Source.SCREEN})
GOVERN_EVERY = 2.0
KEEP = 2.0
"""Seconds that a picture nobody looks at stays subscribed: scrolling must not make it flicker."""
EXPECTED = 4
"""So many pictures are asked for with the way in, before anybody can have looked at them."""


class Watching:
    """The received side of one connection; on the media loop."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound
        self.feeds: list[Feed] = []
        self.share = Room.ALL
        """What the line leaves for pictures."""
        self._asked: dict[str, bool] = {}
        self._layers: dict[str, tuple[Layer, bool]] = {}
        self._ends: dict[str, Callable[[], None]] = {}
        self._played: set[str] = set()
        self._seen: dict[VideoTrack, float] = {}
        self._unseen: dict[VideoTrack, Arrived] = {}
        """The newest pictures of those that nobody looks at."""
        self._subscribed: dict[str, tuple[VideoTrack, Any]] = {}
        self._governor = Governor()
        self._governed = (0.0, 0.0)

    def expect(self, participants: Iterable[Any]) -> None:
        """The room was entered: its first pictures will be looked at in a moment."""
        tracks = (
            VideoTrack(ParticipantId(each.identity), source)
            for each in participants
            for publication in each.track_publications.values()
            if (source := source_of(publication)) in _VIDEO
        )
        self._seen |= dict.fromkeys(islice(tracks, EXPECTED), time.monotonic())

    def add(self, feed: Feed) -> None:
        """Somebody looks; a picture that came before is there at once."""
        self.feeds.append(feed)
        if (picture := self._unseen.pop(feed.track, None)) is not None:
            feed.put(picture)

    def receive(self, participant: Any, publication: Any) -> None:
        """A track came: what it brings counts from now on, not from the next review on."""
        source = source_of(publication)
        if source in _VIDEO:
            self._look(publication, VideoTrack(ParticipantId(participant.identity), source))
        elif source is not None:
            self._listen(publication)

    def review(self, participants: Iterable[Any]) -> None:
        """Make what is received what is wanted."""
        self.feeds = [feed for feed in self.feeds if not feed.closed]
        ceiling = min(self._govern(), Layer.LOW if self.share < Room.ALL else Layer.HIGH)
        gone = set(self._asked)
        self._subscribed.clear()
        there = [
            (publication, VideoTrack(ParticipantId(participant.identity), source))
            for participant in participants
            for publication in participant.track_publications.values()
            if (source := source_of(publication)) is not None
        ]
        # Sound is asked for first: over a thin line each answer takes its time.
        for publication, track in sorted(there, key=lambda one: one[1].source in _VIDEO):
            gone.discard(publication.sid)
            self._subscribe(publication, track)
            if track.source in _VIDEO:
                self._choose_layer(publication, track, ceiling)
                self._look(publication, track)
            else:
                self._listen(publication)
            if publication.track is not None:
                self._subscribed[publication.sid] = (track, publication.track)
        for sid in gone:
            self._forget(sid)

    def forget_requests(self) -> None:
        """The server knows nothing of what was asked before: ask again."""
        self._asked.clear()
        self._layers.clear()

    def tracks(self) -> Iterator[tuple[str, Source, bool, Any]]:
        """(name, source, sent, track) of what is subscribed."""
        for track, livekit in self._subscribed.values():
            yield track.identity, track.source, False, livekit

    async def clear(self) -> None:
        """The room is left; the feeds stay and go on in the next one."""
        for sid in tuple(self._asked):
            self._forget(sid)
        self._subscribed.clear()

    def _subscribe(self, publication: Any, track: VideoTrack) -> None:
        wanted = track.source not in _VIDEO or (self.share > Room.NONE and self._is_seen(track))
        if self._asked.get(publication.sid, False) != wanted:
            publication.set_subscribed(wanted)
        self._asked[publication.sid] = wanted

    def _is_seen(self, track: VideoTrack) -> bool:
        now = time.monotonic()
        if any(feed.wanted for feed in self._feeds_of(track)):
            self._seen[track] = now
            return True
        return now - self._seen.get(track, -KEEP) < KEEP

    def _choose_layer(self, publication: Any, track: VideoTrack, ceiling: Layer) -> None:
        if not publication.simulcasted or not self._asked.get(publication.sid):
            self._layers.pop(publication.sid, None)
            return
        sizes = [feed.size for feed in self._feeds_of(track) if feed.wanted]
        if not sizes and publication.sid in self._layers:
            return
        layer = layer_for(
            max(sizes, key=lambda size: size[0] * size[1], default=(0, 0)),
            (publication.width, publication.height),
            ceiling=ceiling,
        )
        # Asked with the subscription, lest the largest comes first, and again once it is there.
        asked = (layer, publication.track is not None)
        if self._layers.get(publication.sid) != asked:
            self._layers[publication.sid] = asked
            publication.set_video_quality(layer.value)

    def _look(self, publication: Any, track: VideoTrack) -> None:
        from app.media.engine.arrivals import arrivals

        looked_at = publication.sid in self._ends
        if publication.track is not None and not looked_at:
            stop = arrivals().begin(publication.track, partial(self._pass_on, track))

            def end() -> None:
                stop()
                self._unseen.pop(track, None)

            self._ends[publication.sid] = end
        elif publication.track is None and looked_at:
            self._ends.pop(publication.sid)()

    def _listen(self, publication: Any) -> None:
        heard = publication.sid in self._played
        if publication.track is not None and not heard:
            self._played.add(publication.sid)
            self._sound.play(publication.sid, publication.track)
        elif publication.track is None and heard:
            self._silence(publication.sid)

    def _pass_on(self, track: VideoTrack, picture: "Arrived") -> None:
        """On LiveKit's thread."""
        looking = [feed for feed in self._feeds_of(track) if feed.wanted]
        if looking:
            self._unseen.pop(track, None)
        else:
            self._unseen[track] = picture
        for feed in looking:
            feed.put(picture)

    def _forget(self, sid: str) -> None:
        self._asked.pop(sid, None)
        self._layers.pop(sid, None)
        if (end := self._ends.pop(sid, None)) is not None:
            end()
        self._silence(sid)

    def _silence(self, sid: str) -> None:
        if sid in self._played:
            self._played.discard(sid)
            self._sound.silence(sid)

    def _feeds_of(self, track: VideoTrack) -> list[Feed]:
        return [feed for feed in self.feeds if feed.track == track and not feed.closed]

    def _govern(self) -> Layer:
        now, used = time.monotonic(), time.process_time()
        then, before = self._governed
        if now - then >= GOVERN_EVERY:
            self._governed = (now, used)
            if then:
                share = (used - before) / (now - then) / (os.cpu_count() or 1)
                self._governor.feed(share)
        return self._governor.ceiling
