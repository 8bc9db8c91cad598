"""Pictures to curves, against potrace and vtracer; likeness by resvg."""
import io
import math
import os
import re
import shutil
import subprocess

import numpy as np
from harness import command, least, noise, ratio, seconds


def mandala(n, seed=0):
    """Rings of petals as an implicit function: true where it is dark."""
    if seed:
        return wild(n, np.random.default_rng(seed))
    y, x = (np.mgrid[0:n, 0:n] + 0.5) / (n / 2) - 1
    r, a = np.hypot(x, y), np.arctan2(y, x)
    f = np.sin(24 * r * math.pi + 1.5 * np.cos(12 * a)) + 0.8 * np.cos(24 * a + 10 * r) * np.sin(9 * r * math.pi) + 0.5 * np.cos(48 * a) * np.cos(30 * r)
    return (f <= 0) & (r < 0.97)


def wild(n, random):
    """A mandala of random waves."""
    y, x = (np.mgrid[0:n, 0:n] + 0.5) / (n / 2) - 1
    r, a = np.hypot(x, y), np.arctan2(y, x)
    petals, f = int(random.integers(5, 16)), np.zeros((n, n))
    for _ in range(5):
        f += random.uniform(0.4, 1) * np.sin(random.uniform(8, 40) * r + random.uniform(0, 6)) * np.cos(petals * int(random.integers(0, 5)) * a + random.uniform(-8, 8) * r)
    return (f <= 0) & (r < 0.95)


def blobs(n):
    from scipy.ndimage import gaussian_filter
    return gaussian_filter(np.random.default_rng(4).standard_normal((n, n)), n / 110) > 0


def flat(columns, rows):
    """Smoothed flat shapes that lie over each other."""
    from PIL import Image, ImageDraw
    random = np.random.default_rng(11)
    image = Image.new("RGB", (columns * 4, rows * 4), "#f4ead5")
    draw = ImageDraw.Draw(image)
    colors = ["#c0392b", "#2c6e91", "#2e8b57", "#f2b134", "#222222", "#8e5572"]
    for k in range(40):
        cx, cy, r = random.uniform(0, columns * 4), random.uniform(0, rows * 4), random.uniform(60, 500)
        if k % 3:
            draw.ellipse([cx - r, cy - r * 0.7, cx + r, cy + r * 0.7], fill=colors[k % 6])
        else:
            count = int(random.integers(3, 9))
            draw.polygon([(cx + r * random.uniform(0.6, 1) * math.cos(i * 2 * math.pi / count), cy + r * random.uniform(0.6, 1) * math.sin(i * 2 * math.pi / count)) for i in range(count)], fill=colors[k % 6])
    return image.resize((columns, rows), Image.BOX)


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


def drawn(resvg, path, columns, rows):
    """resvg's drawing at the picture's own size: sizes in mm and pt are replaced, so that none is rounded to another scale."""
    from PIL import Image
    size = {"width": columns, "height": rows}
    text = re.sub(r'(width|height)="[\d.]+(?:mm|pt)"', lambda m: f'{m[1]}="{size[m[1]]}"', open(path).read(), count=2)
    if "viewBox" not in text:
        text = text.replace("<svg", f'<svg viewBox="0 0 {columns} {rows}"', 1)
    return np.asarray(Image.open(io.BytesIO(bytes(resvg.svg_to_bytes(svg_string=text, background="#ffffff")))).convert("RGB"))[:rows, :columns]


def dark(resvg, path, columns, rows):
    return drawn(resvg, path, columns, rows).mean(-1) < 128


def strayed(path, shape):
    """How far the middles of the picture's pixel edges lie from the drawing's curves, px: 99.9 % of them within. Specks of up to two pixels are left out."""
    from scipy.ndimage import label
    from scipy.spatial import cKDTree
    clean = shape.copy()
    for value in (True, False):
        areas, _ = label(shape == value, np.ones((3, 3)))
        counts = np.bincount(areas.ravel())
        small = (counts <= 2) & (np.arange(len(counts)) > 0)
        clean[small[areas]] = not value
    framed = np.pad(clean, 1)
    y, x = np.nonzero(framed[:, 1:] != framed[:, :-1])
    edges = [np.stack([x, y - 0.5], -1)]
    y, x = np.nonzero(framed[1:] != framed[:-1])
    edges.append(np.stack([x - 0.5, y], -1))
    return float(np.quantile(cKDTree(curves(path, shape.shape[1])).query(np.concatenate(edges))[0], 0.999))


def curves(path, columns, step=0.15):
    """Points along an SVG's paths in pixels; only what our writer and potrace write is read."""
    text = open(path).read()
    scale = columns / float(re.search(r'viewBox="\S+ \S+ (\S+)', text)[1])
    group = re.search(r'translate\(([-\d.]+),([-\d.]+)\) scale\(([-\d.]+),([-\d.]+)\)', text)
    tx, ty, sx, sy = map(float, group.groups()) if group else (0, 0, 1, 1)
    points = []
    for data in re.findall(r' d="([^"]*)"', text):
        at = start = 0j
        for letter, numbers in re.findall(r"([a-zA-Z])([^a-zA-Z]*)", data):
            values = list(map(float, re.findall(r"-?\d*\.?\d+", numbers)))
            near = letter.islower()
            kind = letter.lower()
            count = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "z": 1}[kind]
            for k in range(0, max(len(values), 1 if kind == "z" else 0), count):
                part = values[k:k + count]
                base = at if near else 0j
                if kind == "z":
                    ends = [at, start]
                elif kind == "h":
                    ends = [at, complex((at.real if near else 0) + part[0], at.imag)]
                elif kind == "v":
                    ends = [at, complex(at.real, (at.imag if near else 0) + part[0])]
                else:
                    ends = [at] + [base + complex(part[i], part[i + 1]) for i in range(0, len(part), 2)]
                at = ends[-1]
                if kind == "m" and k == 0:
                    start = at
                    continue
                n = int(sum(abs(b - a) for a, b in zip(ends, ends[1:])) * scale * max(abs(sx), 1e-9) / step) + 1
                t = np.arange(n) / n
                if len(ends) == 2:
                    points.append(ends[0] + (ends[1] - ends[0]) * t)
                else:
                    points.append(ends[0] * (1 - t) ** 3 + 3 * ends[1] * t * (1 - t) ** 2 + 3 * ends[2] * t * t * (1 - t) + ends[3] * t**3)
    z = np.concatenate(points)
    return np.stack([(z.real * sx + tx) * scale, (z.imag * sy + ty) * scale], -1)


def overlap(a, b):
    return (a & b).sum() / (a | b).sum()


def version():
    if not shutil.which("potrace"):
        return ""
    return subprocess.run(["potrace", "--version"], capture_output=True, text=True).stdout.split()[1].rstrip(".")


def art(resvg, image, path):
    """Structural likeness of channels and mean ΔE (CIE 1976) of a drawing against its picture."""
    from skimage.color import rgb2lab
    from skimage.metrics import structural_similarity
    source = np.asarray(image)
    got = drawn(resvg, path, *image.size)
    return f"{structural_similarity(source, got, channel_axis=2):.3f}, {np.linalg.norm(rgb2lab(source) - rgb2lab(got), axis=2).mean():.2f}"


def run(bench):
    for package, module in (("pillow", "PIL"), ("scipy", None), ("scikit-image", "skimage")):
        bench.peer(package, module)
    import PIL.Image
    vtracer, resvg = bench.peer("vtracer"), bench.peer("resvg-py", "resvg_py")
    potrace = bench.program("potrace", version())
    inputs = {"mandala 2048²": mandala(2048), "another mandala 2048²": mandala(2048, 7), "photograph 1536²": noise(1536, 7) < 0.5,
              "lettering 1600 × 480": lettering(1600, 480, 4), "blobs 1024²": blobs(1024)}
    rows = []
    for name, shape in inputs.items():
        path = bench.path(name.split()[0])
        image = PIL.Image.fromarray(np.where(shape, 0, 255).astype(np.uint8))
        image.save(path + ".png")
        image.convert("1").save(path + ".pbm")
        stages = bench.stages("trace", path + ".png", "outline", path + ".svg")
        whole = min(bench.impression("trace", path + ".png", "-o", path + "-whole.svg")[0] for _ in range(5))
        ours = stages["trace"]["seconds"] + stages["write"]["seconds"]
        like = lambda file: f"{overlap(dark(resvg, file, shape.shape[1], shape.shape[0]), shape):.4f}, {strayed(file, shape):.2f} px" if resvg else "–"
        row = [name, f"{seconds(ours)}, with PNG {seconds(whole)}", pieces(path + ".svg"), like(path + ".svg")]
        if potrace:
            theirs = min(command(["potrace", "-s", path + ".pbm", "-o", path + "-potrace.svg"])[0] for _ in range(5))
            row += [seconds(theirs), pieces(path + "-potrace.svg"), like(path + "-potrace.svg"), f"{theirs / ours:.2f}×, with PNG {theirs / whole:.2f}×"]
        else:
            row += ["–"] * 4
        if vtracer:
            theirs, _ = least(1, lambda: vtracer.convert_image_to_svg_py(path + ".png", path + "-vtracer.svg", colormode="binary"))
            row += [seconds(theirs), pieces(path + "-vtracer.svg")]
        else:
            row += ["–"] * 2
        rows.append(row)
    bench.table("Pictures to outlines", ["picture", "Impression", "pieces", "IoU, strayed", "potrace", "pieces", "IoU, strayed", "ratio", "vtracer", "pieces"], rows,
                "One core. Ours from a picture in memory to SVG text, and the whole command that reads a PNG; potrace reads a bitmap of one bit a pixel. Pieces are lines and curves, "
                "IoU that of resvg's picture with the input at its own size, strayed the distance within which 99.9 % of the pixel edges' middles lie from the curves.")
    colours(bench, PIL, vtracer, resvg)


def colours(bench, pillow, vtracer, resvg):
    photo = pillow.Image.fromarray((np.stack([noise(1024, seed) for seed in (1, 2, 3)], -1)[:683] * 255).astype(np.uint8))
    rows = []
    for name, image in {"noise like a photograph, 1024 × 683": photo, "flat drawing, 1200 × 800": flat(1200, 800)}.items():
        path = bench.path("colours-" + name.split()[0])
        image.save(path + ".png")
        stages = bench.stages("trace", path + ".png", "colour", path + ".svg")
        row = [name, seconds(stages["trace"]["seconds"] + stages["write"]["seconds"]), pieces(path + ".svg"), os.path.getsize(path + ".svg") // 1024, art(resvg, image, path + ".svg") if resvg else "–"]
        if vtracer:
            theirs, _ = least(1, lambda: vtracer.convert_image_to_svg_py(path + ".png", path + "-vtracer.svg", mode="spline", hierarchical="cutout", color_precision=3, filter_speckle=4))
            row += [seconds(theirs), pieces(path + "-vtracer.svg"), os.path.getsize(path + "-vtracer.svg") // 1024, art(resvg, image, path + "-vtracer.svg") if resvg else "–"]
        else:
            row += ["–"] * 4
        rows.append(row)
    bench.table("Pictures to areas of colour", ["picture", "Impression", "pieces", "KB", "SSIM, ΔE", "vtracer, cutout", "pieces", "KB", "SSIM, ΔE"], rows,
                "Ours of 8 colours draws every edge once more as a line below both neighbours; its pieces count that. vtracer's colours are 8 steps a channel, specks up to 16 pixels are dropped by both.")
