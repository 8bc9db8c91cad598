#!/usr/bin/env python3
"""drawings.py IMPRESSION WORK PICTURE…: traces each picture to SVG and DXF; ezdxf must find nothing to mend, resvg must draw what we draw."""
import io
import subprocess
import sys

import ezdxf
import numpy as np
import resvg_py
from PIL import Image

impression, work, failed = sys.argv[1], sys.argv[2], False


def run(*words):
    subprocess.run([impression, *words, "-q", "--force"], check=True)


def dxf(path):
    """Entities, the auditor's findings, and the extents of all polylines and lines."""
    document = ezdxf.readfile(path)
    audit = document.audit()
    entities = list(document.modelspace())
    points = [p for e in entities for p in (e.get_points("xy") if e.dxftype() == "LWPOLYLINE" else [v.dxf.location for v in e.vertices] if e.dxftype() == "POLYLINE" else [])]
    xy = np.array([tuple(p)[:2] for p in points]) if points else np.zeros((0, 2))
    return entities, audit.errors + audit.fixes, xy


def likeness(svg, png):
    """Share of pixels whose channels differ by at most 32 between resvg's drawing and ours."""
    ours = Image.open(png).convert("RGB")
    theirs = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_path=svg, width=ours.width, dpi=96, background="#ffffff")))).convert("RGB")
    w, h = min(ours.width, theirs.width), min(ours.height, theirs.height)
    a, b = (np.asarray(i)[:h, :w].astype(int) for i in (ours, theirs))
    return (abs(a - b).max(-1) <= 32).mean()


for picture in sys.argv[3:]:
    for mode in ("outline", "colour", "centre-line"):
        base = f"{work}/traced-{mode}"
        for ending in ("svg", "dxf"):
            run("trace", picture, "--mode", mode, "--width", "120mm", "-o", f"{base}.{ending}")
        run("render", f"{base}.svg", "-o", f"{base}.png", "--background", "#ffffff")
        entities, findings, xy = dxf(f"{base}.dxf")
        same = likeness(f"{base}.svg", f"{base}.png")
        inside = len(xy) > 0 and xy.min() > -1 and xy[:, 0].max() < 121
        good = entities and not findings and inside and same > 0.99
        failed |= not good
        print(f"{'ok  ' if good else 'BAD '} {picture} {mode}: {len(entities)} entities, {len(findings)} findings, on the page {bool(inside)}, drawn alike {same:.4f}")
sys.exit(failed)
