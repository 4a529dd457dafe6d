"""A program of its own for the kill test: queues messages, says so, is killed."""

import asyncio
import json
import sys
from pathlib import Path

from app.domain.ids import RoomId
from app.domain.profiles import Tokens
from tests.integration.messages.messenger import Messenger


async def main(told: dict[str, str]) -> None:
    messenger = Messenger(
        Path(told["folder"]),
        url=told["url"],
        user_id=told["user_id"],
        device_id=told["device_id"],
        tokens=Tokens(told["access_token"]),
    )
    await messenger.start()
    for number in range(int(told["count"])):
        text = f"{told['word']} {number}"
        await messenger.composer.send_text(RoomId(told["room_id"]), text)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
