"""Somebody with the media engine at the end of a line: enters, speaks, hears; run by a test.

Arguments: address, token, and a relay's host, port, name and key. Prints how it is connected once
it is, and again for each line of input; what is heard comes out of the speakers.
"""

import asyncio
import sys

from app.domain.call_line import LineEvent
from app.domain.rtc import Relay
from app.media.engine.engine import MediaEngine


async def main(url: str, token: str, host: str, port: str, name: str, key: str) -> None:
    """Stay until the input ends."""
    engine = MediaEngine()
    line = await engine.open_line(_quiet)
    await line.connect(url, token, Relay(host, int(port), name, key))
    await line.set_microphone(True)
    loop = asyncio.get_running_loop()
    print("connected", flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print((await line.stats()).transport, flush=True)
    await engine.aclose()


def _quiet(_event: LineEvent) -> None: ...


asyncio.run(main(*sys.argv[1:]))
