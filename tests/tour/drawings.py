"""What the demo pupils show in a call: faces without likeness, and the board of a lesson."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

import app

_FONTS = Path(app.__file__).resolve().parent.parent / "resources" / "fonts"
_WALLS = ("#c9d8d2", "#d9cfe3", "#dcd6c4", "#c5d3e2", "#e2cfc8", "#cfdcc5")
_SKIN = ("#f0c9a6", "#e3b18a", "#f3d3b5")
_HAIR = ("#3b2a20", "#6b4423", "#1f1b1a", "#a0703c")
_COATS = ("#3b6ea8", "#7a4e8c", "#4f7d5b", "#a0553f", "#54616e")
_TWICE = 2


def portrait(who: str) -> Image.Image:
    """Somebody at a table at home, 640 × 360; the same name always looks the same."""
    seed = sum(ord(char) * place for place, char in enumerate(who, 1))
    wide, high = 640 * _TWICE, 360 * _TWICE
    wall = _WALLS[seed % len(_WALLS)]
    picture = Image.new("RGB", (wide, high), wall)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((wide * 0.68, high * 0.1, wide * 0.92, high * 0.55), fill="#eef4f8")
    pen.rectangle((wide * 0.795, high * 0.1, wide * 0.805, high * 0.55), fill=wall)
    for shelf in range(3):
        left = wide * (0.06 + 0.07 * shelf)
        colour = _COATS[(seed + shelf) % len(_COATS)]
        pen.rectangle((left, high * 0.2, left + wide * 0.05, high * 0.42), fill=colour)
    pen.rectangle((wide * 0.03, high * 0.42, wide * 0.3, high * 0.44), fill="#8a6d50")
    picture = picture.filter(ImageFilter.GaussianBlur(14))
    pen = ImageDraw.Draw(picture)
    middle, skin = wide / 2, _SKIN[seed % len(_SKIN)]
    coat, hair = _COATS[(seed // 3) % len(_COATS)], _HAIR[(seed // 5) % len(_HAIR)]
    head = high * 0.2
    pen.ellipse((middle - high * 0.46, high * 0.72, middle + high * 0.46, high * 1.6), fill=coat)
    pen.rounded_rectangle(
        (middle - head * 0.4, high * 0.55, middle + head * 0.4, high * 0.82), 60, fill=skin
    )
    long = who.endswith(("а", "я", "a")) and not who.endswith(("Илья", "Никита"))
    pen.ellipse(
        (middle - head * 1.1, high * 0.12, middle + head * 1.1, high * (0.74 if long else 0.5)),
        fill=hair,
    )
    pen.ellipse((middle - head * 0.86, high * 0.2, middle + head * 0.86, high * 0.68), fill=skin)
    pen.pieslice(
        (middle - head * 0.95, high * 0.13, middle + head * 0.95, high * 0.5), 180, 360, fill=hair
    )
    for side in (-1, 1):
        eye = middle + side * head * 0.36
        pen.ellipse((eye - 11, high * 0.42, eye + 11, high * 0.42 + 22), fill="#2b2320")
    pen.arc(
        (middle - head * 0.35, high * 0.48, middle + head * 0.35, high * 0.6),
        20, 160, fill="#9c4a3f", width=8,
    )  # fmt: skip
    return picture.resize((640, 360), Image.Resampling.LANCZOS).convert("RGBA")


def slide() -> Image.Image:
    """The board of the mockup's lesson, 1280 × 720."""
    wide, high = 1280 * _TWICE, 720 * _TWICE
    picture = Image.new("RGB", (wide, high), "#ffffff")
    pen = ImageDraw.Draw(picture)
    title = ImageFont.truetype(str(_FONTS / "GolosText-Bold.ttf"), 62 * _TWICE)
    body = ImageFont.truetype(str(_FONTS / "GolosText-Regular.ttf"), 34 * _TWICE)
    pen.text((100 * _TWICE, 80 * _TWICE), "Строение цветка", font=title, fill="#0b6b55")
    lines = (
        "1. Чашелистики и венчик",
        "2. Тычинки: нить и пыльник",
        "3. Пестик: рыльце, столбик, завязь",
        "4. Опыление: ветер и насекомые",
    )
    for number, line in enumerate(lines):
        top = (210 + 64 * number) * _TWICE
        pen.text((100 * _TWICE, top), line, font=body, fill="#20242a")
    x, y, radius = 960 * _TWICE, 380 * _TWICE, 105 * _TWICE
    for across, down in ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31)):
        at_x, at_y = x + across * radius * 1.05, y + down * radius * 1.05
        box = (at_x - radius, at_y - radius, at_x + radius, at_y + radius)
        pen.ellipse(box, fill="#f6a5c0", outline="#e8729a", width=10)
    pen.ellipse((x - radius * 0.7, y - radius * 0.7, x + radius * 0.7, y + radius * 0.7),
                fill="#f4c542", outline="#e0a526", width=8)  # fmt: skip
    return picture.resize((1280, 720), Image.Resampling.LANCZOS).convert("RGBA")
