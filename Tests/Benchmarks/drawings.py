"""Drawings to PNG, against resvg (PyPI resvg_py) and Cairo (rsvg-convert)."""
import os
import resource
import subprocess
import sys
import time

import numpy as np
from harness import ratio, seconds

SIDE = 2048


def run(bench):
    resvg = bench.peer("resvg_py")
    rows = []
    for name, text in drawings():
        path = bench.path(name + ".svg")
        with open(path, "w") as file:
            file.write(text)
        ours = cpu([os.path.join(bench.bin, "impression"), "render", path, "-o", bench.path("drawing.png"), "--force", "-q", "-j", "1", "--width", f"{SIDE}px"])
        row = [name, seconds(ours)]
        peers = [[sys.executable, "-c", f"import resvg_py; open({bench.path('peer.png')!r}, 'wb').write(bytes(resvg_py.svg_to_bytes(svg_path={path!r}, width={SIDE}, skip_system_fonts=True)))"]] if resvg else [None]
        for command in peers + [["rsvg-convert", "-w", str(SIDE), path, "-o", bench.path("peer.png")]]:
            theirs = cpu(command) if command else None
            row += [seconds(theirs), ratio(theirs, ours)] if theirs else ["–", "–"]
        rows.append(row)
    bench.table("Drawings", [f"SVG to PNG at {SIDE}², CPU time of the process", "Impression", "resvg", "ratio", "rsvg-convert", "ratio"], rows,
                "Reading, drawing and PNG encoding, one thread, the least of three runs; resvg's includes Python's start, 0.02 s.")


def cpu(command, runs=3):
    """Least user and system time of a command; None where it is missing or fails."""
    best = None
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            if subprocess.run(command, capture_output=True, timeout=300).returncode:
                return None
        except (OSError, subprocess.TimeoutExpired):
            return None
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        best = spent if best is None else min(best, spent)
    return best


def drawings():
    random = np.random.default_rng(7)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}">\n'
    lines = []
    start = random.random((20_000, 1, 2)) * SIDE
    points = np.concatenate([start, start + (random.random((20_000, 3, 2)) - 0.5) * 400], 1).reshape(-1, 8)
    for p in points:
        red, green, blue = random.integers(0, 256, 3)
        lines.append('<path d="M%.2f %.2fC%.2f %.2f %.2f %.2f %.2f %.2f" ' % tuple(p) + f'stroke="#{red:02x}{green:02x}{blue:02x}" stroke-width="{1 + 11 * random.random():.2f}" stroke-opacity="{0.3 + 0.7 * random.random():.3f}"/>')
    yield "20 000 strokes", head + '<g fill="none" stroke-linecap="round" stroke-linejoin="round">\n' + "\n".join(lines) + "</g></svg>"
    dots = [f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}" fill="rgb({c[0]},{c[1]},{c[2]})" fill-opacity="0.7"/>'
            for (x, y), r, c in zip(random.random((100_000, 2)) * SIDE, 1 + 6 * random.random(100_000), random.integers(0, 256, (100_000, 3)))]
    yield "100 000 dots", head + "\n".join(dots) + "</svg>"
    yield "icon sheet", head + ICON_DEFS + "".join(icon(x, y) for y in range(0, SIDE, 64) for x in range(0, SIDE, 64)) + "</svg>"


ICON_DEFS = """<defs><linearGradient id="a" x2="0" y2="1"><stop stop-color="#fce94f"/><stop offset="1" stop-color="#c4a000"/></linearGradient>
<radialGradient id="b"><stop stop-color="#fff" stop-opacity=".8"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient><clipPath id="c"><circle cx="32" cy="32" r="26"/></clipPath></defs>"""


def icon(x, y):
    return (f'<g transform="translate({x} {y})"><rect x="4" y="4" width="56" height="56" rx="10" fill="url(#a)" stroke="#8f5902" stroke-width="2"/>'
            '<g clip-path="url(#c)"><path d="M10 40C20 10 44 10 54 40S30 60 10 40z" fill="#204a87" opacity=".8"/><path d="M0 20L64 44" stroke="#fff" stroke-width="3" stroke-dasharray="6 3"/></g>'
            '<ellipse cx="26" cy="20" rx="18" ry="10" fill="url(#b)"/></g>')
