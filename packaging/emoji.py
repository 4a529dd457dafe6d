"""Make resources/emoji.json: every emoji by category with Russian and English words to find it by.

The source is the npm package `emojibase-data` (MIT; its words are those of Unicode CLDR):
`npm pack emojibase-data`, unpack it, then `python packaging/emoji.py path/to/package`.
"""

import json
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "resources" / "emoji.json"
GROUPS = {0: 0, 1: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6, 8: 7, 9: 8}
"""emojibase's groups without «components», in their order."""
NEWEST = 15.1
"""Newer ones are missing from most systems' fonts."""
TONES = ("🏻", "🏼", "🏽", "🏾", "🏿")


def main(package: Path) -> None:
    """Read both languages and write the file, one row per emoji: [emoji, words, has tones]."""
    russian = {row["hexcode"]: row for row in _read(package / "ru" / "data.json")}
    codes: dict[str, Any] = json.loads(
        (package / "en" / "shortcodes" / "joypixels.json").read_text(encoding="utf-8")
    )
    groups: list[list[list[Any]]] = [[] for _ in range(9)]
    rows = [row for row in _read(package / "en" / "data.json") if row.get("group") in GROUPS]
    for row in sorted(rows, key=lambda one: one["order"]):
        if row["version"] > NEWEST:
            continue
        known = russian.get(row["hexcode"], {})
        short = codes.get(row["hexcode"], [])
        texts = [known.get("label", ""), *known.get("tags", []), row["label"], *row.get("tags", [])]
        texts += [short] if isinstance(short, str) else short
        emoji = row["emoji"] or row["text"]
        if row["type"] == 1 and len(emoji) == 2:
            emoji = emoji.removesuffix("\ufe0f")  # a picture by itself: needs no selector
        groups[GROUPS[row["group"]]].append([emoji, _words(texts), int(_has_tones(emoji, row))])
    TARGET.write_text(
        json.dumps(groups, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    print(f"{sum(map(len, groups))} emoji, {TARGET.stat().st_size // 1024} KB")


def _read(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _words(texts: list[str]) -> str:
    joined = " ".join(texts).lower().replace("ё", "е").replace("_", " ")
    plain = "".join(char if char.isalnum() else " " for char in joined)
    return " ".join(dict.fromkeys(plain.split()))


def _has_tones(emoji: str, row: dict[str, Any]) -> bool:
    """Whether one tone after the first sign makes the variants: the picker builds them so."""
    made = {emoji[0] + tone + emoji[1:].removeprefix("\ufe0f") for tone in TONES}
    skins = {skin["emoji"] for skin in row.get("skins", []) if isinstance(skin.get("tone"), int)}
    return bool(skins) and made == skins


if __name__ == "__main__":
    main(Path(sys.argv[1]))
