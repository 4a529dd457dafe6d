"""Pictures, documents and a voice note for the demo, all drawn here: nobody's photo is in it."""

import io
import math
import random
import struct
import wave
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

import server

_SIZE = (1200, 900)
_FONT = Path(server.__file__).resolve().parent.parent / "resources/fonts/GolosText-Regular.ttf"

Rgb = tuple[int, int, int]
Painter = Callable[[ImageDraw.ImageDraw, random.Random], None]


def draw_picture(name: str) -> Image.Image:
    """The picture of a name used in the talks; an abstract one for any other name."""
    rng = random.Random(name)
    top, bottom, painter = _SCENES.get(name, ((214, 226, 240), (120, 150, 190), _circles))
    picture = _gradient(top, bottom)
    painter(ImageDraw.Draw(picture), rng)
    return picture.filter(ImageFilter.SMOOTH)


def jpeg(picture: Image.Image) -> bytes:
    """A picture as a JPEG file."""
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=84)
    return stream.getvalue()


def draw_document(title: str) -> bytes:
    """A one-page PDF with a title and lines of text."""
    page = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(page)
    pen.text((120, 130), title, font=_font(46), fill=(20, 60, 50))
    pen.line((120, 215, 1120, 215), fill=(18, 128, 92), width=4)
    pen.text((120, 240), "Школа № 14, Самара · демонстрационный документ", font=_font(24), fill=90)
    rng = random.Random(title)
    for row in range(18):
        text = f"{row + 1}. " + " ".join(rng.choice(_WORDS) for _ in range(rng.randint(5, 9)))
        pen.text((120, 320 + row * 62), text, font=_font(28), fill=(40, 44, 52))
    stream = io.BytesIO()
    page.save(stream, "PDF", resolution=150, title=title)
    return stream.getvalue()


def voice_note(seconds: int) -> tuple[bytes, list[int]]:
    """A hummed melody as WAV, and its waveform (0 … 1024)."""
    rate = 8000
    notes = (262, 294, 330, 392, 440, 392, 330, 294)
    samples = bytearray()
    levels: list[int] = []
    for second in range(seconds * 2):
        loud = 0.25 + 0.55 * abs(math.sin(second * 1.7))
        levels.extend((int(loud * 900), int(loud * 500)))
        for index in range(rate // 2):
            fade = math.sin(math.pi * index / (rate / 2))
            tone = math.sin(2 * math.pi * notes[second % len(notes)] * index / rate)
            samples += struct.pack("<h", int(12000 * loud * fade * tone))
    stream = io.BytesIO()
    with wave.open(stream, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(bytes(samples))
    return stream.getvalue(), levels


_WORDS = (
    *("подготовить", "проект", "до", "пятницы", "наблюдения", "записать", "в", "тетрадь", "план"),
    *("урок", "биология", "таблица", "измерения", "ответственный", "команда", "вывод", "источники"),
)


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    if _FONT.exists():
        return ImageFont.truetype(str(_FONT), size)
    return ImageFont.load_default(size)


def _gradient(top: Rgb, bottom: Rgb) -> Image.Image:
    column = Image.new("RGB", (1, 256))
    for y in range(256):
        share = y / 255
        red, green, blue = (int(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        column.putpixel((0, y), (red, green, blue))
    return column.resize(_SIZE)


def _shade(color: Rgb, by: int) -> Rgb:
    red, green, blue = (max(0, min(255, channel + by)) for channel in color)
    return red, green, blue


def _circles(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    for _ in range(14):
        x, y, r = rng.randint(0, 1200), rng.randint(0, 900), rng.randint(40, 190)
        pen.ellipse(
            (x - r, y - r, x + r, y + r), fill=_shade((150, 176, 205), rng.randint(-40, 60))
        )


def _hills(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.ellipse((870, 90, 1010, 230), fill=(255, 236, 170))
    for layer, color in enumerate(((132, 158, 190), (84, 122, 140), (46, 92, 84))):
        base = 470 + layer * 130
        points = [(0, 900)]
        for step in range(13):
            height = rng.randint(40, 260 - layer * 60)
            points.append((step * 100, base - height))
        pen.polygon([*points, (1200, 900)], fill=color)
    for _ in range(60):
        x, y = rng.randint(0, 1200), rng.randint(730, 890)
        pen.polygon(((x, y - 70), (x - 18, y), (x + 18, y)), fill=(24, 70, 58))


def _cells(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    for row in range(8):
        for column in range(8):
            x, y = column * 170 - (row % 2) * 80, row * 120 + rng.randint(-8, 8)
            body = _shade((226, 190, 222), rng.randint(-16, 16))
            pen.rounded_rectangle((x, y, x + 158, y + 108), 34, fill=body, outline=(122, 70, 130))
            cx, cy = x + rng.randint(40, 118), y + rng.randint(34, 74)
            pen.ellipse((cx - 17, cy - 17, cx + 17, cy + 17), fill=(112, 52, 132))


def _bees(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    for row in range(9):
        for column in range(9):
            x, y = column * 150 + (row % 2) * 75, row * 128
            corners = [
                (x + 84 * math.sin(a * math.pi / 3), y + 84 * math.cos(a * math.pi / 3))
                for a in range(6)
            ]
            fill = _shade((240, 176, 46), rng.randint(-34, 26))
            pen.polygon(corners, fill=fill, outline=(150, 92, 14))
    for _ in range(5):
        x, y = rng.randint(150, 1050), rng.randint(150, 750)
        for side in (-1, 1):
            box = (x - 34, y + side * 44 - 34, x + 42, y + side * 44 + 34)
            pen.ellipse(box, fill=(236, 244, 250))
        pen.ellipse((x - 86, y - 42, x + 86, y + 42), fill=(250, 204, 40))
        for stripe in (-44, -4, 36):
            pen.rectangle((x + stripe, y - 38, x + stripe + 17, y + 38), fill=(46, 34, 22))


def _building(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.rectangle((0, 720, 1200, 900), fill=(146, 160, 138))
    pen.rectangle((190, 300, 1010, 730), fill=(222, 206, 178))
    pen.polygon(((150, 310), (600, 130), (1050, 310)), fill=(150, 96, 80))
    for column in range(6):
        x = 240 + column * 128
        pen.rectangle((x, 360, x + 44, 720), fill=(244, 236, 218))
        pen.rectangle(
            (x + 56, 410, x + 108, 560), fill=_shade((104, 146, 180), rng.randint(-30, 30))
        )


def _mammoth(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.rectangle((0, 700, 1200, 900), fill=(232, 238, 244))
    fur = (112, 74, 48)
    pen.ellipse((300, 270, 900, 690), fill=fur)
    pen.ellipse((730, 210, 1010, 520), fill=_shade(fur, -8))
    for x in (380, 500, 690, 800):
        pen.rectangle((x, 590, x + 76, 790), fill=_shade(fur, -14))
    pen.arc((880, 330, 1120, 690), 10, 170, fill=(248, 240, 220), width=26)
    pen.line(((985, 470), (1010, 640), (960, 720)), fill=fur, width=54)
    pen.ellipse((900, 320, 922, 342), fill=(20, 16, 14))
    for _ in range(220):
        x, y = rng.randint(330, 880), rng.randint(330, 690)
        pen.line((x, y, x - 5, y + 42), fill=_shade(fur, rng.randint(-26, 22)), width=5)


def _bus(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.rectangle((0, 690, 1200, 900), fill=(96, 100, 106))
    pen.rounded_rectangle((140, 300, 1060, 720), 46, fill=(246, 192, 50))
    for column in range(6):
        x = 190 + column * 140
        pen.rounded_rectangle((x, 360, x + 112, 500), 14, fill=(170, 208, 232))
    for x in (300, 860):
        pen.ellipse((x - 76, 646, x + 76, 798), fill=(34, 36, 40))
        pen.ellipse((x - 32, 690, x + 32, 754), fill=(190, 194, 198))
    for _ in range(9):
        x = rng.randint(0, 1200)
        pen.rectangle((x, 838, x + 80, 846), fill=(224, 224, 220))


def _crystals(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    for _ in range(46):
        x, y, h = rng.randint(200, 1000), rng.randint(430, 780), rng.randint(90, 320)
        lean, w = rng.randint(-130, 130), rng.randint(22, 52)
        color = _shade((60, 126, 214), rng.randint(-40, 70))
        pen.polygon(((x - w, y), (x + lean, y - h), (x + w, y)), fill=color)
        pen.polygon(((x, y), (x + lean, y - h), (x + w, y)), fill=_shade(color, 34))


def _garden(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.rectangle((0, 560, 1200, 900), fill=(92, 150, 82))
    for _ in range(90):
        x, y, r = rng.randint(0, 1200), rng.randint(520, 890), rng.randint(9, 24)
        color = rng.choice(((232, 84, 110), (250, 200, 70), (240, 240, 250), (150, 110, 220)))
        pen.line((x, y, x, y + 60), fill=(50, 104, 52), width=5)
        for petal in range(5):
            px, py = x + r * math.sin(petal * 1.257), y + r * math.cos(petal * 1.257)
            pen.ellipse((px - r * 0.7, py - r * 0.7, px + r * 0.7, py + r * 0.7), fill=color)
        pen.ellipse((x - r * 0.4, y - r * 0.4, x + r * 0.4, y + r * 0.4), fill=(250, 220, 90))


def _board(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.rectangle((90, 110, 1110, 760), fill=(36, 84, 66), outline=(140, 96, 56), width=26)
    chalk = (230, 238, 230)
    pen.text((180, 170), "Фотосинтез", font=_font(76), fill=chalk)
    pen.text((180, 300), "свет + вода + воздух = сахар + кислород", font=_font(40), fill=chalk)
    pen.ellipse((250, 440, 560, 640), outline=chalk, width=7)
    pen.line((405, 440, 405, 640), fill=chalk, width=5)
    for _ in range(6):
        x = rng.randint(660, 960)
        pen.line((x, 620, x + 40, 460), fill=(250, 220, 120), width=6)


def _folder(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.rectangle((0, 620, 1200, 900), fill=(206, 190, 168))
    pen.rounded_rectangle((330, 280, 870, 700), 26, fill=(44, 98, 190))
    pen.rounded_rectangle((330, 240, 560, 330), 20, fill=(38, 84, 168))
    pen.rectangle((430, 400, 770, 500), fill=(240, 242, 246))
    for row in range(3):
        pen.line((450, 424 + row * 26, 700 + rng.randint(0, 50), 424 + row * 26), fill=130, width=5)


def _cat(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    fur = (226, 140, 62)
    pen.ellipse((330, 420, 870, 880), fill=fur)
    pen.ellipse((400, 180, 800, 560), fill=_shade(fur, 10))
    for x in (430, 680):
        pen.polygon(((x, 260), (x + 30, 110), (x + 110, 220)), fill=_shade(fur, -10))
    for x in (500, 650):
        pen.ellipse((x, 320, x + 56, 390), fill=(120, 180, 90))
        pen.ellipse((x + 20, 326, x + 36, 384), fill=(20, 20, 16))
    pen.polygon(((584, 430), (620, 430), (602, 456)), fill=(230, 120, 120))
    for _ in range(16):
        x = rng.randint(390, 800)
        pen.line((x, 600, x + 14, 730), fill=_shade(fur, -46), width=13)


def _pie(pen: ImageDraw.ImageDraw, rng: random.Random) -> None:
    pen.ellipse((170, 150, 1030, 810), fill=(240, 240, 244))
    pen.ellipse((250, 210, 950, 750), fill=(206, 142, 70))
    pen.ellipse((300, 250, 900, 710), fill=(234, 184, 98))
    for _ in range(46):
        angle, far = rng.random() * 6.28, rng.randint(20, 230)
        x, y = 600 + far * math.cos(angle) * 1.2, 480 + far * math.sin(angle) * 0.9
        pen.chord((x - 44, y - 34, x + 44, y + 34), 200, 380, fill=(248, 222, 150))


_SKY: tuple[Rgb, Rgb] = ((150, 196, 236), (226, 238, 246))
_SCENES: dict[str, tuple[Rgb, Rgb, Painter]] = {
    "горы": (*_SKY, _hills),
    "клетки": ((244, 228, 242), (226, 206, 230), _cells),
    "пчёлы": ((250, 206, 96), (226, 150, 40), _bees),
    "музей": (*_SKY, _building),
    "мамонт": ((186, 206, 226), (220, 230, 240), _mammoth),
    "автобус": (*_SKY, _bus),
    "кристаллы": ((30, 36, 62), (66, 76, 116), _crystals),
    "сад": (*_SKY, _garden),
    "доска": ((236, 228, 214), (214, 202, 184), _board),
    "стенд": ((236, 228, 214), (214, 202, 184), _board),
    "папка": ((226, 232, 238), (206, 214, 222), _folder),
    "кот": ((196, 214, 190), (150, 178, 140), _cat),
    "пирог": ((150, 110, 84), (112, 78, 58), _pie),
}
