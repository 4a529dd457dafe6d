"""Figures of a connection, out of WebRTC's statistics."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.domain.calls import CallStats, Source, TrackStats

_RELAY = 3
"""LiveKit's word for a candidate of a relay."""


@dataclass(slots=True)
class Meter:
    """Turns counters that only grow into rates, between one reading and the next."""

    _before: dict[str, tuple[float, float]] = field(default_factory=dict)

    def kbps(self, key: str, count: float, seconds: float) -> float:
        """Kilobits per second since the last reading of this counter of bytes."""
        return self.rate(key, count, seconds) * 8 / 1000

    def rate(self, key: str, count: float, seconds: float) -> float:
        """Units per second since the last reading; 0 the first time."""
        before, self._before[key] = self._before.get(key), (count, seconds)
        if before is None or seconds <= before[1] or count < before[0]:
            return 0.0
        return (count - before[0]) / (seconds - before[1])


def call_stats(
    connection: Iterable[Any],
    tracks: Iterable[tuple[str, Source, bool, Iterable[Any]]],
    meter: Meter,
) -> CallStats:
    """Make figures of the connection's statistics and those of each (name, source, sent) track."""
    pairs = [
        (s.candidate_pair.rtc, s.candidate_pair.candidate_pair)
        for s in _of(connection, "candidate_pair")
    ]
    chosen = [(rtc, pair) for rtc, pair in pairs if pair.nominated and pair.bytes_sent]
    busiest = max(chosen, key=lambda one: one[1].bytes_received, default=None)
    up = down = trip = 0.0
    transport = ""
    for rtc, pair in chosen:
        when = rtc.timestamp / 1_000_000
        up += meter.kbps(f"{rtc.id} up", pair.bytes_sent, when)
        down += meter.kbps(f"{rtc.id} down", pair.bytes_received, when)
    if busiest is not None:
        trip = busiest[1].current_round_trip_time * 1000
        transport = next(
            (
                _transport(each.local_candidate.candidate)
                for each in _of(connection, "local_candidate")
                if each.local_candidate.rtc.id == busiest[1].local_candidate_id
            ),
            "",
        )
    here = _lost_here(connection, meter)
    return CallStats(
        round_trip=trip,
        loss=max(here, _lost_there(connection)),
        lost_here=here,
        up_kbps=up,
        down_kbps=down,
        transport=transport,
        tracks=tuple(_track(*one, meter=meter) for one in tracks),
    )


def pictures_come(connection: Iterable[Any], meter: Meter) -> bool:
    """Whether anything of any picture has come since the last reading."""
    rates = [
        meter.rate(
            f"{each.inbound_rtp.rtc.id} pictures",
            each.inbound_rtp.inbound.bytes_received,
            each.inbound_rtp.rtc.timestamp / 1_000_000,
        )
        for each in _of(connection, "inbound_rtp")
        if each.inbound_rtp.stream.kind == "video"
    ]
    return max(rates, default=0.0) > 0


def _lost_here(connection: Iterable[Any], meter: Meter) -> float:
    """Percent of packets lost on the way here."""
    lost = came = 0.0
    for each in _of(connection, "inbound_rtp"):
        key, when = each.inbound_rtp.rtc.id, each.inbound_rtp.rtc.timestamp / 1_000_000
        lost += meter.rate(f"{key} lost", max(0, each.inbound_rtp.received.packets_lost), when)
        came += meter.rate(f"{key} came", each.inbound_rtp.received.packets_received, when)
    return lost / (lost + came) * 100 if lost + came > 0 else 0.0


def _lost_there(connection: Iterable[Any]) -> float:
    """Percent of packets lost on the way there, as the server counts them."""
    return 100 * max(
        (
            s.remote_inbound_rtp.remote_inbound.fraction_lost
            for s in _of(connection, "remote_inbound_rtp")
        ),
        default=0.0,
    )


def _track(
    name: str, source: Source, sent: bool, stats: Iterable[Any], *, meter: Meter
) -> TrackStats:
    kbps = fps = 0.0
    width = height = 0
    for each in _of(stats, "outbound_rtp" if sent else "inbound_rtp"):
        part = each.outbound_rtp if sent else each.inbound_rtp
        size = part.sent.bytes_sent if sent else part.inbound.bytes_received
        figures = part.outbound if sent else part.inbound
        kbps += meter.kbps(f"{part.rtc.id} {name}", size, part.rtc.timestamp / 1_000_000)
        if figures.frame_height > height:
            width, height = figures.frame_width, figures.frame_height
        fps = max(fps, figures.frames_per_second)
    return TrackStats(name, source, sent, kbps, fps, width, height)


def _transport(candidate: Any) -> str:
    """How the media goes out: udp, tcp, or to a relay (TURN) by one of them or in TLS."""
    relays = ("relay udp", "relay tcp", "relay tls")
    if candidate.candidate_type == _RELAY and candidate.relay_protocol < len(relays):
        return relays[candidate.relay_protocol]
    return str(candidate.protocol)


def _of(stats: Iterable[Any], kind: str) -> list[Any]:
    return [each for each in stats if each.WhichOneof("stats") == kind]
