#!/usr/bin/env python3
"""rendering.py IMPRESSION FOLDER [COUNT] [SEED]: drawings of a folder beside resvg (PyPI resvg-py), each 300 pixels wide.

Two figures. `pixel for pixel`: at most 0.5 % of the pixels off by more than 24/255 in a premultiplied channel, the tolerance of the SVG tests.
`the same drawing`: the same, after both are drawn four times as large and averaged, so that the way a renderer samples edges no longer counts.
It fails where fewer than 97 % are the same drawing. `nearer` is how often our 300 pixels lie nearer to that average than resvg's."""
import gzip, io, json, os, random, re, subprocess, sys, tempfile
import numpy as np
from PIL import Image
import resvg_py

WIDTH, SCALE = 300, 4
# What stands in for a font that is not there, by fontconfig as ours does.
FONTS = {f"{name}_family": subprocess.run(["fc-match", "-f", "%{family[0]}", name.replace("_", "-")], capture_output=True, text=True).stdout
         for name in ("font", "serif", "sans_serif", "monospace", "cursive", "fantasy")}

def premultiplied(source):
    a = np.asarray(Image.open(source).convert("RGBA")).astype(np.float32)
    a[..., :3] *= a[..., 3:] / 255
    return a

def averaged(a, height): return a.reshape(height, SCALE, WIDTH, SCALE, 4).mean(axis=(1, 3))
def bad(a, b): return float((np.abs(a - b).max(axis=2) > 24).mean())

def sized(path, width, height, target):
    """A copy that says its size itself, so that both programs draw the same frame."""
    data = open(path, "rb").read()
    text = (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf8", "replace")
    tag = re.search(r"<(\w+:)?svg\b[^>]*>", text, re.S).group(0)
    new = re.sub(r"\s(width|height|preserveAspectRatio)\s*=\s*(\"[^\"]*\"|'[^']*')", "", tag)
    if "viewBox" not in new: new = new.replace("svg", f'svg viewBox="0 0 {width!r} {height!r}"', 1)
    rows = max(1, round(WIDTH * height / width))
    new = new.replace("svg", f'svg width="{WIDTH}" height="{rows}" preserveAspectRatio="none"', 1)
    text = re.sub(r'(<\?xml[^>]*encoding\s*=\s*")[^"]*"', r'\1UTF-8"', text.replace(tag, new, 1), count=1)
    open(target, "w").write(text)
    return rows

def compare(impression, path, work):
    ours, copy = os.path.join(work, "ours.png"), os.path.join(work, "copy.svg")
    def render(*words): return subprocess.run([impression, "render", *words, "-o", ours, "--force", "--json"], capture_output=True, text=True, timeout=60, check=True)
    size = json.loads(render(path).stdout)["statistics"]["size_mm"]
    rows = sized(path, *(v * 96 / 25.4 for v in size), copy)
    pictures = []
    for scale in (1, SCALE):
        render(copy, "--width", f"{WIDTH * scale}px")
        pictures += [premultiplied(ours), premultiplied(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_path=copy, width=WIDTH * scale, dpi=96.0, **FONTS))))]
    a, b, c, d = pictures
    c, d = averaged(c, rows), averaged(d, rows)
    return bad(a, b), bad(c, d), np.abs(a - c).mean() < np.abs(b - d).mean()

def main():
    impression, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    count, seed = int(sys.argv[3]) if len(sys.argv) > 3 else 300, int(sys.argv[4]) if len(sys.argv) > 4 else 1
    files = sorted(os.path.join(d, n) for d, _, names in os.walk(folder) for n in names if n.endswith((".svg", ".svgz")) and not os.path.islink(os.path.join(d, n)))
    files = random.Random(seed).sample(files, min(count, len(files)))
    pixels = drawings = nearer = 0
    with tempfile.TemporaryDirectory() as work:
        for path in files:
            try: one, mean, near = compare(impression, path, work)
            except Exception as error:
                print(f"     {os.path.relpath(path, folder)}: {type(error).__name__}: {str(error)[:90]}")
                continue
            pixels += one <= 0.005
            drawings += mean <= 0.005
            nearer += bool(near)
            if mean > 0.005: print(f"     {os.path.relpath(path, folder)}: {100 * one:.2f} % of the pixels, {100 * mean:.2f} % of the averages")
    print(f"of {len(files)}: pixel for pixel {pixels}, the same drawing {drawings}, nearer {nearer}")
    sys.exit(drawings < 0.97 * len(files))

main()
