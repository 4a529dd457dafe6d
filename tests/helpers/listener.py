"""Somebody with the media engine in a process of its own: enters, speaks, hears; run by a test.

Arguments: address, token, and maybe a relay's host, port, name and key. Prints how it is connected
once it is, and again for each line of input; what is heard comes out of the speakers.
"""

import asyncio
import sys

from app.domain.call_line import LineEvent
from app.domain.rtc import Relay
from app.media.engine.engine import MediaEngine


async def main(url: str, token: str, *relay: str) -> None:
    """Stay until the input ends."""
    engine = MediaEngine()
    line = await engine.open_line(_quiet)
    await line.connect(url, token, _relay(*relay) if relay else None)
    await line.set_microphone(True)
    loop = asyncio.get_running_loop()
    print("connected", flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print((await line.stats()).transport, flush=True)
    await engine.aclose()


def _relay(host: str, port: str, name: str, key: str) -> Relay:
    return Relay(host, int(port), name, key)


def _quiet(_event: LineEvent) -> None: ...


asyncio.run(main(*sys.argv[1:]))
