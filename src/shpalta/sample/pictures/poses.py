"""People seen near: jointed figures with a pose and a look, for scenes where hands matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from .canvas import Point
from .colour import Color, mix, shade
from .frame import Frame

HAIRS: tuple[Color, ...] = (
    (62, 50, 44),
    (96, 72, 52),
    (150, 118, 82),
    (156, 154, 150),
    (128, 78, 52),
)
TROUSERS: tuple[Color, ...] = ((62, 66, 74), (84, 76, 70), (54, 66, 84), (74, 70, 62))
WOMEN = ("long", "bun", "tail", "bob")
MEN = ("short", "short", "cap", "bald")


@dataclass(frozen=True)
class Look:
    """What somebody wears; colours are already those of the hour."""

    coat: Color
    legs: Color
    skin: Color
    hair: Color
    style: str = "short"
    hat: Color = (90, 90, 90)
    skirt: bool = False
    apron: Color | None = None
    bare: bool = False
    """Whether the arms are bare from the elbow."""
    shorts: bool = False


@dataclass(frozen=True)
class Pose:
    """Joints in hundredths of the height, forward and up; arms from a shoulder, legs from the hip.

    A limb is its middle joint and its end; the first of a pair is the one farther from the viewer
    (in a view from the front, the one behind the direction of the side).
    """

    arms: tuple[tuple[Point, Point], tuple[Point, Point]]
    legs: tuple[tuple[Point, Point], tuple[Point, Point]] = (
        ((-4, -23), (-5, -47)),
        ((4, -23), (5, -47)),
    )
    hip: Point = (0, 48)
    lean: float = 0
    view: str = "front"


_DOWN = (((-3.5, -17), (-2.5, -32)), ((3.5, -17), (2.5, -32)))
STAND = Pose(_DOWN)
BACK = replace(STAND, view="back")
WORK = Pose((((-4, -16), (5, -23)), ((4, -16), (-4, -22))))
TALK = Pose((((-3.5, -17), (-2.5, -32)), ((6, -15), (14, -3))))
HAILS = Pose((((-3.5, -17), (-2.5, -32)), ((8, 8), (11, 24))))
CHEER = Pose((((-9, 9), (-13, 26)), ((9, 9), (13, 26))))
HOLDS = Pose((((-5, -15), (6, -15)), ((5, -15), (-6, -15))))
SIDE = Pose(
    (((-1, -17), (3, -31)), ((1, -17), (6, -31))),
    (((1, -23), (-2, -47)), ((1, -23), (3, -47))),
    view="side",
)
WALK = replace(
    SIDE,
    arms=(((5, -15), (12, -27)), ((-6, -15), (-9, -30))),
    legs=(((-4, -22), (-13, -45)), ((7, -22), (10, -47))),
)
REACH = replace(SIDE, arms=(((9, -12), (21, -15)), ((8, -14), (22, -19))), lean=3)
LIFT = replace(SIDE, arms=(((10, -3), (20, 8)), ((9, -6), (22, 4))), lean=2)
BEND = replace(
    SIDE,
    arms=(((4, -16), (10, -30)), ((6, -17), (14, -32))),
    legs=(((4, -20), (-1, -44)), ((6, -19), (4, -44))),
    hip=(-6, 45),
    lean=19,
)
RUN = Pose(
    (((7, -12), (17, -4)), ((-10, -11), (-18, -20))),
    (((-7, -18), (-25, -22)), ((13, -13), (11, -37))),
    hip=(0, 50),
    lean=6,
    view="side",
)
KICK = Pose(
    (((11, -10), (19, -20)), ((-13, -5), (-24, 3))),
    (((-3, -23), (-7, -47)), ((15, -8), (33, -12))),
    hip=(-2, 48),
    lean=-7,
    view="side",
)
DIVE = Pose(
    (((12, 4), (26, 10)), ((12, -2), (27, 4))),
    (((-18, -2), (-36, 4)), ((-16, -10), (-34, -14))),
    hip=(0, 40),
    lean=30,
    view="side",
)
SIT = Pose(
    (((6, -14), (17, -16)), ((5, -16), (17, -19))),
    (((21, 1), (20, -25)), ((22, -1), (24, -26))),
    hip=(0, 27),
    lean=2,
    view="side",
)


def look(f: Frame, **fixed: Any) -> Look:
    """Somebody by chance, with what is given held fixed.

    Besides what a ``Look`` has: ``woman``, and ``young`` for whoever is neither grey nor bald.
    """
    p, rng = f.p, f.rng
    woman = fixed.pop("woman", rng.random() < 0.5)
    young = fixed.pop("young", False)
    chosen: dict[str, Any] = {
        "coat": p.coat(rng),
        "legs": p.tone(rng.choice(TROUSERS)),
        "skin": p.skin(rng),
        "hair": p.tone(rng.choice(HAIRS[:3] + HAIRS[4:] if young else HAIRS)),
        "style": rng.choice(WOMEN if woman else MEN[:2] if young else MEN),
        "hat": p.coat(rng),
        "skirt": woman and rng.random() < 0.4 and not fixed.get("shorts"),
    }
    return Look(**{**chosen, **fixed})


class _Body:
    """A figure being drawn: turns joints into places on the canvas."""

    def __init__(self, f: Frame, x: float, y: float, h: float, pose: Pose, side: int) -> None:
        self.f, self.x, self.y, self.u, self.pose, self.side = f, x, y, h / 100, pose, side
        self.hip = pose.hip
        # A trunk that leans far is no longer: it turns about the hip.
        rise = max(8.0, (33.0**2 - min(32.0, abs(pose.lean)) ** 2) ** 0.5)
        self.neck = (self.hip[0] + pose.lean, self.hip[1] + rise)
        self.wide = 9.5 if pose.view != "side" else 1.0

    def at(self, dx: float, up: float) -> Point:
        return (self.x + self.side * dx * self.u, self.y - up * self.u)

    def trunk(self, across: float, t: float) -> Point:
        """A place ``t`` of the way from hip to neck and ``across`` forward of the middle."""
        (hx, hy), (nx, ny) = self.hip, self.neck
        return self.at(
            hx + (nx - hx) * t + across * (ny - hy) / 33,
            hy + (ny - hy) * t - across * (nx - hx) / 33,
        )

    def joints(self, start: Point, limb: tuple[Point, Point]) -> list[Point]:
        return [self.at(*start), *(self.at(start[0] + dx, start[1] + dy) for dx, dy in limb)]


def person(
    f: Frame,
    x: float,
    y: float,
    h: float,
    pose: Pose = STAND,
    who: Look | None = None,
    *,
    side: int = 1,
    shadow: bool = True,
) -> tuple[Point, Point]:
    """Draw somebody with the floor at ``y``; the places of the far and the near hand."""
    who = who or look(f)
    b = _Body(f, x, y, h, pose, side)
    if shadow:
        f.c.oval(x, y, 19 * b.u, 3 * b.u, f.p.ink, 0.22)
    for limb, place, tone in zip(pose.legs, (-1, 1), (-0.14, 0), strict=True):
        _leg(b, who, limb, place, shade(who.legs, tone))
    if pose.view != "back":
        _hair_behind(b, who)
    far = _arm(b, who, 0)
    if pose.view == "back":
        near = _arm(b, who, 1)
        _trunk(b, who)
    else:
        _trunk(b, who)
        near = _arm(b, who, 1)
    _head(b, who)
    return far, near


def _leg(b: _Body, who: Look, limb: tuple[Point, Point], place: int, color: Color) -> None:
    c, u = b.f.c, b.u
    spread = place * (3.6 if b.pose.view != "side" else 0.6)
    # The hip's own offset is in the limb already when the view is from the front.
    start = (b.hip[0] + spread, b.hip[1] - 1)
    dx = spread if b.pose.view == "side" else 0
    points = [
        b.at(*start),
        *(b.at(b.hip[0] + px + dx, b.hip[1] + py) for px, py in limb),
    ]
    if who.shorts:
        c.line(points, who.skin, 6.4 * u, caps=True)
        (ax, ay), (kx, ky) = points[0], points[1]
        c.line([(ax, ay), (ax + (kx - ax) * 0.75, ay + (ky - ay) * 0.75)], color, 9.4 * u)
        (kx, ky), (fx, fy) = points[1], points[2]
        c.line([(kx + (fx - kx) * 0.4, ky + (fy - ky) * 0.4), (fx, fy)], who.hat, 6.6 * u)
    else:
        c.line(points[:2], color, 9.2 * u, caps=True)
        c.line(points[1:], color, 7.4 * u)
    fx, fy = points[2]
    ahead = b.side * 2.6 * u if b.pose.view == "side" else place * 1.2 * u
    shoe = shade(b.f.p.tone((66, 56, 52)), -0.1)
    c.oval(fx + ahead, fy, 5.2 * u, 2.5 * u, shoe)


def _arm(b: _Body, who: Look, which: int) -> Point:
    c, u = b.f.c, b.u
    place = (-1, 1)[which] * b.wide
    shoulder = (b.neck[0] + place, b.neck[1] - 3.5)
    points = b.joints(shoulder, b.pose.arms[which])
    sleeve = shade(who.coat, -0.22 if which == 0 else -0.1)
    lower = who.skin if who.bare else sleeve
    c.line(points[1:], lower, (4.6 if who.bare else 5.6) * u, caps=True)
    c.line(points[:2], sleeve, 6.6 * u, caps=True)
    c.oval(*points[2], 2.8 * u, 2.8 * u, who.skin)
    return points[2]


def _trunk(b: _Body, who: Look) -> None:
    c, u = b.f.c, b.u
    c.line([b.trunk(0, 0.96), b.trunk(0.4, 1.14)], shade(who.skin, -0.14), 5.4 * u)
    outline: tuple[Point, ...]
    if b.pose.view == "side":
        outline = ((-6, 0.94), (-2.5, 1.03), (3.5, 1.02), (7, 0.9), (8, 0.5), (7.4, -0.04))
        outline += ((-7.4, -0.04), (-8, 0.5))
    else:
        outline = ((-11, 0.93), (-6, 1.03), (6, 1.03), (11, 0.93), (9.6, 0.4), (10.4, -0.06))
        outline += ((-10.4, -0.06), (-9.6, 0.4))
    points = [b.trunk(across, t) for across, t in outline]
    if who.skirt and b.hip[1] > 40:
        c.poly(
            [b.trunk(-8, 0.1), b.trunk(8, 0.1), b.at(b.hip[0] + 13, 19), b.at(b.hip[0] - 13, 19)],
            who.legs,
        )
    c.poly(points, who.coat)
    shadow = [b.trunk(-3 if b.pose.view == "side" else 4, t) for t in (0.98, -0.04)]
    edge = points[-2:] + points[:1] if b.pose.view == "side" else points[3:6]
    c.poly(
        [*edge, *(shadow if b.pose.view == "side" else reversed(shadow))], shade(who.coat, -0.08)
    )
    if who.apron and b.pose.view != "back" and b.hip[1] > 40:
        _apron(b, who.apron)


def _apron(b: _Body, color: Color) -> None:
    low = max(8.0, b.hip[1] - 22)
    if b.pose.view == "side":
        points = [b.trunk(1, 0.78), b.trunk(8.4, 0.74), b.trunk(9, 0), b.at(b.hip[0] + 10, low)]
        points += [b.at(b.hip[0] - 2, low), b.trunk(-2, 0.1)]
    else:
        points = [b.trunk(-6, 0.74), b.trunk(6, 0.74), b.trunk(7, 0.34), b.trunk(9.4, 0.28)]
        points += [b.at(b.hip[0] + 10.4, low), b.at(b.hip[0] - 10.4, low), b.trunk(-9.4, 0.28)]
        points += [b.trunk(-7, 0.34)]
        for s in (-1, 1):
            b.f.c.line([b.trunk(s * 5, 0.74), b.trunk(s * 4, 1.02)], color, 1.5 * b.u)
    b.f.c.poly(points, color)


def _skull(b: _Body) -> Point:
    """The middle of the head."""
    x, y = b.trunk(0.8 if b.pose.view == "side" else 0, 1.31)
    return (x + b.side * 0.05 * b.pose.lean * b.u, y)


def _head(b: _Body, who: Look) -> None:
    c, u, s = b.f.c, b.u, b.side
    x, y = _skull(b)
    if b.pose.view == "back":
        _hair_behind(b, who)
    if b.pose.view == "back":
        c.oval(x, y, 6.3 * u, 7.4 * u, who.hair if who.style != "bald" else who.skin)
    else:
        c.oval(x, y, 6.1 * u, 7.5 * u, who.skin)
        if b.pose.view == "side":
            c.poly(
                [
                    (x + s * 5 * u, y - 2 * u),
                    (x + s * 7.4 * u, y + 2 * u),
                    (x + s * 5 * u, y + 3 * u),
                ],
                who.skin,
            )
    _top(b, who, x, y)


def _hair_behind(b: _Body, who: Look) -> None:
    """Hair that falls behind the head and the neck."""
    c, u, s = b.f.c, b.u, b.side
    x, y = _skull(b)
    dark = shade(who.hair, -0.12)
    back = -s * (2.8 if b.pose.view == "side" else 0) * u
    if who.style == "long":
        c.round_rect(x + back - 7.4 * u, y - 6 * u, x + back + 7.4 * u, y + 15 * u, 6 * u, dark)
    elif who.style == "bob":
        c.round_rect(x + back - 7.6 * u, y - 7 * u, x + back + 7.6 * u, y + 8 * u, 5 * u, dark)
    elif who.style == "bun":
        c.oval(x - s * 5.5 * u, y - 6.5 * u, 4.2 * u, 4 * u, dark)
    elif who.style == "tail":
        curve = [(x - s * 5 * u, y - 4 * u), (x - s * 11 * u, y), (x - s * 11.5 * u, y + 9 * u)]
        c.line(c.curve(curve, 6), dark, 4 * u, caps=True)
    elif who.style == "kerchief":
        c.oval(x, y, 7.8 * u, 9 * u, who.hat)
        c.poly([(x - 5 * u, y + 5 * u), (x + 5 * u, y + 5 * u), (x, y + 13 * u)], who.hat)


def _top(b: _Body, who: Look, x: float, y: float) -> None:
    """Hair or a hat over the head."""
    c, u, s = b.f.c, b.u, b.side
    turned = b.pose.view == "side"
    low, high = (164, 338) if turned and s > 0 else (202, 376) if turned else (178, 362)
    if who.style == "bald":
        for left in (s > 0,) if turned else (True, False):
            c.chord(x, y, 6.7 * u, 7.4 * u, *((126, 206) if left else (-26, 54)), who.hair)
        return
    if who.style in ("cap", "knit", "cook"):
        c.chord(
            x, y - 1 * u, 6.9 * u, 8 * u, *((178, 362) if not turned else (low, high)), who.hair
        )
        _hat(b, who, x, y)
        return
    if who.style == "kerchief":
        c.chord(x, y - 1.5 * u, 7.6 * u, 8.4 * u, 176, 364, who.hat)
        return
    c.chord(x, y - 1.2 * u, 7.2 * u, 8 * u, low, high, who.hair)
    if turned:
        c.oval(x - s * 0.8 * u, y + 1 * u, 1.4 * u, 2 * u, shade(who.skin, -0.16))


def _hat(b: _Body, who: Look, x: float, y: float) -> None:
    c, u, s = b.f.c, b.u, b.side
    if who.style == "cook":
        c.rect(x - 6.6 * u, y - 9 * u, x + 6.6 * u, y - 4.6 * u, who.hat)
        for dx in (-4, 0, 4):
            c.oval(x + dx * u, y - 10.5 * u, 4.4 * u, 4 * u, who.hat)
        c.rect(x - 6.6 * u, y - 6 * u, x + 6.6 * u, y - 4.6 * u, shade(who.hat, -0.1))
        return
    c.chord(x, y - 2.6 * u, 7.2 * u, 7.8 * u, 178, 362, who.hat)
    if who.style == "knit":
        c.round_rect(
            x - 7.6 * u, y - 4.6 * u, x + 7.6 * u, y - 1.4 * u, 1.4 * u, shade(who.hat, 0.2)
        )
        c.oval(x, y - 11 * u, 2.6 * u, 2.6 * u, shade(who.hat, 0.2))
    else:
        visor = [(x, y - 4 * u), (x + s * 11 * u, y - 3 * u), (x + s * 11 * u, y - 2 * u)]
        c.poly([*visor, (x, y - 2 * u)], shade(who.hat, -0.2))


def row(
    f: Frame, xs: Sequence[float], y: float, h: float, poses: Sequence[Pose], **fixed: Any
) -> None:
    """Several people side by side, each in a pose by chance, not quite of one height."""
    for x in xs:
        tall = h * f.rng.uniform(0.93, 1.05)
        person(f, x, y, tall, f.rng.choice(poses), look(f, **fixed), side=f.rng.choice((-1, 1)))


def steam(f: Frame, x: float, y: float, h: float) -> None:
    """Steam rising from ``(x, y)`` to the height ``h``."""
    tone = mix(f.p.light, (250, 248, 240), 0.6)
    for i, dx in enumerate((-0.14, 0.02, 0.17)):
        s = 1 if i % 2 else -1
        points = [
            (x + (dx + s * w) * h, y - t * h)
            for w, t in ((0, 0), (0.1, 0.35), (-0.06, 0.7), (0.08, 1))
        ]
        f.c.line(f.c.curve(points, 8), tone, h * 0.05, alpha=0.3)
