"""Words on the map: its title, scale, names and numbered places."""

from __future__ import annotations

import math

from PIL import Image, ImageDraw

from .. import lettering
from ..colour import mix, shade
from .map_sheet import Sheet


def title(s: Sheet) -> None:
    """A plate with the title, if there is one."""
    c, text = s.f.c, s.word("title")
    if not text:
        return
    lines = lettering.wrap(c, text, 40, c.w * 0.5, 2)
    wide = max(lettering.measure(c, line, 40) for line in lines)
    box = (34.0, 34.0, 34 + wide + 56, 34 + 38 + 50.0 * len(lines))
    c.rect(*box, s.inks.paper)
    c.rect(box[0], box[1], box[2], box[1] + 5, s.inks.text)
    for i, line in enumerate(lines):
        lettering.write(c, 62, 92 + 50 * i, line, 40, s.inks.text)
    s.taken.append(box)


def scale(s: Sheet) -> None:
    """Scale bar and north."""
    c, ink = s.f.c, s.inks.text
    x, y = 54.0, c.h - 54.0
    c.rect(x - 20, y - 46, x + 190, y + 24, s.inks.paper)
    c.rect(x, y - 3, x + 150, y + 3, ink)
    c.rect(x, y - 12, x + 3, y + 3, ink)
    c.rect(x + 147, y - 12, x + 150, y + 3, ink)
    lettering.write(c, x + 75, y - 12, s.word("scale"), 28, ink, anchor="ms")
    s.taken.append((x - 20, y - 46, x + 190, y + 24))
    x, y = c.w - 70, c.h - 120.0
    c.oval(x, y + 22, 52, 52, s.inks.paper)
    c.poly([(x, y - 20), (x + 15, y + 26), (x, y + 16), (x - 15, y + 26)], ink)
    lettering.write(c, x, y + 58, s.word("north"), 26, ink, anchor="ms")
    s.taken.append((x - 56, y - 34, x + 56, y + 80))


def markers(s: Sheet) -> None:
    """Numbered places with their names, each name where there is room."""
    c, rng = s.f.c, s.f.rng
    words = s.words("markers")
    size = 38.0
    for number, text in enumerate(words, 1):
        wide = lettering.measure(c, text, size)
        for _ in range(240):
            x, y = rng.uniform(0.1, 0.9) * c.w, rng.uniform(0.12, 0.86) * c.h
            label = (
                (x + 30, y - 24, x + 44 + wide, y + 22),
                (x - 44 - wide, y - 24, x - 30, y + 22),
            )[rng.randrange(2)]
            around = (min(label[0], x - 34) - 16, y - 76, max(label[2], x + 34) + 16, y + 44)
            if s.aside(x, y) > 74 and s.free(around):
                break
        else:
            continue
        s.taken.append(around)
        right = label[0] > x
        c.oval(x, y + 3, 13, 5, s.inks.text, 0.3)
        c.poly([(x - 22, y - 32), (x + 22, y - 32), (x, y + 2)], s.inks.mark)
        c.oval(x, y - 40, 27, 27, s.inks.mark)
        lettering.write(c, x, y - 40, str(number), 31, s.inks.paper, anchor="mm")
        lettering.write(
            c,
            x + 36 if right else x - 36,
            y - 28,
            text,
            size,
            s.inks.text,
            anchor="lm" if right else "rm",
            halo=s.inks.paper,
        )


def river_name(s: Sheet) -> None:
    """The river's name along its course, and the park's."""
    c, text = s.f.c, s.word("river")
    if s.park:
        lettering.write(
            c,
            *s.park,
            s.word("park"),
            30,
            mix(s.inks.text, s.inks.park, 0.2),
            anchor="ms",
            halo=s.inks.park,
        )
    if not text:
        return
    n = len(s.river)
    i = next((k for k in range(n // 5, n - 12, 3) if _clear(s, *s.river[k], 150)), n // 3)
    (x0, y0), (x1, y1) = s.river[max(0, i - 4)], s.river[min(n - 1, i + 4)]
    turn = math.degrees(math.atan2(y1 - y0, x1 - x0))
    turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
    side = round(480 * c.k)
    layer = Image.new("L", (side, side), 0)
    font = lettering.font(max(4, round(38 * c.k)))
    ImageDraw.Draw(layer).text((side / 2, side / 2), text, fill=255, font=font, anchor="mm")
    layer = layer.rotate(-turn, Image.Resampling.BICUBIC)
    x, y = s.river[i]
    ink = shade(s.inks.river, -0.5) if not s.f.p.night else shade(s.inks.river, 0.6)
    c.image.paste(ink, (round(x * c.k - side / 2), round(y * c.k - side / 2)), layer)
    s.taken.append((x - 110, y - 60, x + 110, y + 60))


def _clear(s: Sheet, x: float, y: float, half: float) -> bool:
    """Whether a word could stand at the point."""
    return s.free((x - half, y - 50, x + half, y + 50))


def district_names(s: Sheet) -> None:
    """Names of the districts, large and pale, where room is left."""
    c, rng = s.f.c, s.f.rng
    ink = mix(s.inks.text, s.inks.paper, 0.36)
    for text in s.words("districts"):
        wide = lettering.measure(c, text, 48)
        for _ in range(200):
            x, y = rng.uniform(0.08, 0.92) * c.w, rng.uniform(0.08, 0.92) * c.h
            box = (x - wide / 2 - 30, y - 60, x + wide / 2 + 30, y + 34)
            if s.aside(x, y) > 80 and s.free(box):
                s.taken.append(box)
                lettering.write(c, x, y, text, 48, ink, anchor="ms", halo=s.inks.paper)
                break
