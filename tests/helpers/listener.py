"""Somebody with the media engine in a process of its own: enters, speaks, hears; run by a test.

Prints a line once it is connected, and how it is connected for each line of input; what is heard
comes out of the speakers.
"""

import argparse
import asyncio
import sys

from app.domain.call_line import LineEvent
from app.domain.network import NetworkSettings, ProxyMode
from app.domain.rtc import Relay
from app.media.engine.engine import MediaEngine
from app.net.way import open_way


async def main(options: argparse.Namespace) -> None:
    """Stay until the input ends."""
    engine = MediaEngine(open_way)
    mode = ProxyMode.EXPLICIT if options.proxy else ProxyMode.NONE
    engine.set_network(NetworkSettings(mode, options.proxy, extra_ca_file=options.ca))
    line = await engine.open_line(_quiet)
    host, port, name, key = options.relay or ("", "0", "", "")
    relay = Relay(host, int(port), name, key) if host else None
    await line.connect(options.url, options.token, relay)
    await line.set_microphone(True)
    loop = asyncio.get_running_loop()
    print("connected", flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        print((await line.stats()).transport, flush=True)
    await engine.aclose()


def _quiet(_event: LineEvent) -> None: ...


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("token")
    parser.add_argument("--relay", nargs=4, metavar=("HOST", "PORT", "NAME", "KEY"))
    parser.add_argument("--ca", default="", help="a file of certificates that are trusted too")
    parser.add_argument("--proxy", default="")
    return parser.parse_args()


asyncio.run(main(_options()))
