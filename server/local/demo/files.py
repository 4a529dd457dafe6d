"""Uploads of the demo: each picture, document and voice note as content of a message.

Drawn once, and uploaded by everybody who shows it: nobody passes on a file they cannot see.
"""

import asyncio
import functools
from collections.abc import Iterable
from typing import Any

from server.local.demo.blurhash import blurhash
from server.local.demo.client import SeedClient
from server.local.demo.pictures import draw_document, draw_picture, jpeg, voice_note
from server.local.demo.talk import Line

Json = dict[str, Any]


async def upload_files(client: SeedClient, lines: Iterable[Line]) -> dict[Line, Json]:
    """Content for every line that carries a file."""
    made: dict[str, Json] = {}
    contents: dict[Line, Json] = {}
    for line in lines:
        if not (line.picture or line.file or line.voice):
            continue
        key = f"{line.who}|{line.picture}|{line.file}|{line.voice}"
        if key not in made:
            made[key] = await _upload(client, line)
        contents[line] = made[key]
    return contents


async def _upload(client: SeedClient, line: Line) -> Json:
    # Drawing takes tens of milliseconds a piece: off the loop, beside the requests.
    if line.picture:
        return await _picture(client, line)
    if line.file:
        return await _document(client, line)
    return await _voice(client, line)


async def _picture(client: SeedClient, line: Line) -> Json:
    data, (width, height), shade = await asyncio.to_thread(_drawn, line.picture)
    name = f"{line.picture}.jpg"
    uri = await client.upload(data, mime="image/jpeg", name=name, who=line.who)
    info = {"mimetype": "image/jpeg", "size": len(data), "w": width, "h": height}
    info["xyz.amorgan.blurhash"] = shade
    return {"msgtype": "m.image", "body": name, "filename": name, "url": uri, "info": info}


@functools.cache
def _drawn(scene: str) -> tuple[bytes, tuple[int, int], str]:
    """A picture as a file, its size and its blurhash."""
    picture = draw_picture(scene)
    return jpeg(picture), picture.size, blurhash(picture)


async def _document(client: SeedClient, line: Line) -> Json:
    title = line.file.removesuffix(".pdf")
    data = await asyncio.to_thread(draw_document, title)
    uri = await client.upload(data, mime="application/pdf", name=line.file, who=line.who)
    info = {"mimetype": "application/pdf", "size": len(data)}
    return {
        "msgtype": "m.file",
        "body": line.file,
        "filename": line.file,
        "url": uri,
        "info": info,
    }


async def _voice(client: SeedClient, line: Line) -> Json:
    data, waveform = await asyncio.to_thread(voice_note, line.voice)
    uri = await client.upload(data, mime="audio/wav", name="Голосовое.wav", who=line.who)
    milliseconds = line.voice * 1000
    return {
        "msgtype": "m.audio",
        "body": "Голосовое сообщение",
        "url": uri,
        "info": {"mimetype": "audio/wav", "size": len(data), "duration": milliseconds},
        "org.matrix.msc3245.voice": {},
        "org.matrix.msc1767.audio": {"duration": milliseconds, "waveform": waveform},
    }
