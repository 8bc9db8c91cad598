"""Pictures to curves, against potrace and vtracer; likeness by resvg."""
import io
import math
import os
import re
import shutil
import subprocess

import numpy as np
from harness import command, least, noise, ratio, seconds


def mandala(n):
    """Rings of petals as an implicit function: true where it is dark."""
    y, x = (np.mgrid[0:n, 0:n] + 0.5) / (n / 2) - 1
    r, a = np.hypot(x, y), np.arctan2(y, x)
    f = np.sin(24 * r * math.pi + 1.5 * np.cos(12 * a)) + 0.8 * np.cos(24 * a + 10 * r) * np.sin(9 * r * math.pi) + 0.5 * np.cos(48 * a) * np.cos(30 * r)
    return (f <= 0) & (r < 0.97)


def lettering(columns, rows, scale):
    from PIL import Image, ImageDraw, ImageFont
    image = Image.new("L", (columns * scale, rows * scale), 255)
    draw = ImageDraw.Draw(image)
    lines = ["Rag&Qs8 fiÄß", "The quick brown fox jumps over the lazy dog 0123456789", "Small print: how small can letters be before they are lost?"]
    for size, text, top in zip((180, 52, 22), lines, (20, 290, 400)):
        draw.text((30 * scale, top * scale), text, font=ImageFont.load_default(size * scale), fill=0)
    return np.asarray(image.resize((columns, rows), Image.BOX)) < 128


def pieces(path):
    """Lines and curves in an SVG's paths; the ones that close a path count as the program writes them."""
    count = 0
    for data in re.findall(r' d="([^"]*)"', open(path).read()):
        for letter, numbers in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", data):
            n = len(re.findall(r"-?\d*\.?\d+", numbers))
            count += {"c": n // 6, "l": n // 2, "h": n, "v": n, "m": max(0, n // 2 - 1)}.get(letter.lower(), 0)
    return count


def dark(resvg, path, columns, rows, scale=1):
    from PIL import Image
    png = resvg.svg_to_bytes(svg_path=path, width=columns * scale, dpi=96, background="#ffffff")
    return np.asarray(Image.open(io.BytesIO(bytes(png))).convert("L"))[: rows * scale, : columns * scale] < 128


def overlap(a, b):
    return (a & b).sum() / (a | b).sum()


def version():
    if not shutil.which("potrace"):
        return ""
    return subprocess.run(["potrace", "--version"], capture_output=True, text=True).stdout.split()[1].rstrip(".")


def run(bench):
    import PIL.Image
    vtracer, resvg = bench.peer("vtracer"), bench.peer("resvg-py", "resvg_py")
    potrace = bench.program("potrace", version())
    inputs = {"mandala 2048²": mandala(2048), "photograph 1536²": noise(1536, 7) < 0.5, "lettering 1600 × 480": lettering(1600, 480, 4)}
    rows = []
    for name, shape in inputs.items():
        path = bench.path(name.split()[0])
        image = PIL.Image.fromarray(np.where(shape, 0, 255).astype(np.uint8))
        image.save(path + ".png")
        image.convert("1").save(path + ".pbm")
        stages = bench.stages("trace", path + ".png", "outline", path + ".svg")
        whole = min(bench.impression("trace", path + ".png", "-o", path + "-whole.svg")[0] for _ in range(3))
        ours = stages["trace"]["seconds"] + stages["write"]["seconds"]
        size = (shape.shape[1], shape.shape[0])
        like = lambda file: f"{overlap(dark(resvg, file, *size), shape):.4f}" if resvg else "–"
        row = [name, f"{seconds(ours)}, with PNG {seconds(whole)}", pieces(path + ".svg"), like(path + ".svg")]
        if potrace:
            theirs = min(command(["potrace", "-s", path + ".pbm", "-o", path + "-potrace.svg"])[0] for _ in range(3))
            row += [seconds(theirs), pieces(path + "-potrace.svg"), like(path + "-potrace.svg"), ratio(theirs, ours)]
        else:
            row += ["–"] * 4
        if vtracer:
            theirs, _ = least(1, lambda: vtracer.convert_image_to_svg_py(path + ".png", path + "-vtracer.svg", colormode="binary"))
            row += [seconds(theirs), pieces(path + "-vtracer.svg")]
        else:
            row += ["–"] * 2
        rows.append(row)
    bench.table("Pictures to outlines", ["picture", "Impression", "pieces", "IoU", "potrace", "pieces", "IoU", "ratio", "vtracer", "pieces"], rows,
                "One core. Ours from a picture in memory to SVG text, and the whole command that reads a PNG; potrace reads a bitmap of one bit a pixel. Pieces are lines and curves, IoU that of resvg's picture with the input at its own size.")
    colours(bench, PIL, vtracer)


def colours(bench, pillow, vtracer):
    n = 1024
    image = pillow.Image.fromarray((np.stack([noise(n, seed) for seed in (1, 2, 3)], -1)[:683] * 255).astype(np.uint8))
    path = bench.path("colours")
    image.save(path + ".png")
    stages = bench.stages("trace", path + ".png", "colour", path + ".svg")
    row = ["noise like a photograph, 1024 × 683, 8 colours", seconds(stages["trace"]["seconds"] + stages["write"]["seconds"]), pieces(path + ".svg"), os.path.getsize(path + ".svg") // 1024]
    if vtracer:
        theirs, _ = least(1, lambda: vtracer.convert_image_to_svg_py(path + ".png", path + "-vtracer.svg", mode="spline", hierarchical="cutout", color_precision=3, filter_speckle=4))
        row += [seconds(theirs), pieces(path + "-vtracer.svg"), os.path.getsize(path + "-vtracer.svg") // 1024]
    else:
        row += ["–"] * 3
    bench.table("Pictures to areas of colour", ["picture", "Impression", "pieces", "KB", "vtracer, cutout", "pieces", "KB"], [row],
                "Ours draws every edge once more as a line below both neighbours; its pieces count that. vtracer's colours are 8 steps a channel, specks up to 16 pixels are dropped by both.")
