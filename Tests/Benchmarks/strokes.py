"""20 000 random strokes on one page, against Cairo and Skia."""
import numpy as np
from harness import least, ratio, seconds

SIDE, COUNT = 2048, 20_000


def run(bench):
    cairo, skia = bench.peer("pycairo", "cairo") or bench.peer("cairocffi"), bench.peer("skia-python", "skia")
    random = np.random.default_rng(7)
    start = random.random((COUNT, 1, 2)) * SIDE
    points = np.concatenate([start, start + (random.random((COUNT, 3, 2)) - 0.5) * 400], 1).reshape(COUNT, 8)
    strokes = np.concatenate([points, 1 + 11 * random.random((COUNT, 1)), random.random((COUNT, 3)), 0.3 + 0.7 * random.random((COUNT, 1))], 1).astype("<f4")
    strokes.tofile(bench.path("strokes.f32"))
    ours = bench.stages("strokes", bench.path("strokes.f32"))["strokes"]["seconds"]
    rows = [["Impression, floats", seconds(ours), "–"]]
    if cairo:
        rows.append(peer("Cairo, bytes", least(2, lambda: with_cairo(cairo, strokes))[0], ours))
    if skia:
        rows.append(peer("Skia, bytes", least(2, lambda: with_skia(skia, strokes))[0], ours))
    bench.table("Coverage rasteriser", [f"{COUNT:,} strokes at {SIDE}²", "time", "ratio"], rows, "Random cubics with round caps, 1 to 12 pixels wide, half transparent, laid over each other: outline, coverage and blending.")


def peer(name, theirs, ours):
    return [name, seconds(theirs), ratio(theirs, ours)]


def with_cairo(cairo, strokes):
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, SIDE, SIDE)
    context = cairo.Context(surface)
    context.set_line_cap(cairo.LINE_CAP_ROUND)
    context.set_line_join(cairo.LINE_JOIN_ROUND)
    for x0, y0, x1, y1, x2, y2, x3, y3, width, red, green, blue, alpha in strokes.tolist():
        context.set_source_rgba(red, green, blue, alpha)
        context.set_line_width(width)
        context.move_to(x0, y0)
        context.curve_to(x1, y1, x2, y2, x3, y3)
        context.stroke()
    surface.flush()


def with_skia(skia, strokes):
    surface = skia.Surface(SIDE, SIDE)
    canvas = surface.getCanvas()
    for x0, y0, x1, y1, x2, y2, x3, y3, width, red, green, blue, alpha in strokes.tolist():
        path = skia.Path()
        path.moveTo(x0, y0)
        path.cubicTo(x1, y1, x2, y2, x3, y3)
        canvas.drawPath(path, skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width, StrokeCap=skia.Paint.kRound_Cap,
                                         StrokeJoin=skia.Paint.kRound_Join, Color4f=skia.Color4f(red, green, blue, alpha)))
    surface.flushAndSubmit()
