"""Drawings to extruded models, beside OpenSCAD's linear_extrude of import()."""
import math
import random
from harness import command, ratio, seconds


def rosette(count, seed=1):
    """Overlapping discs, stars and bars with curves: `count` paths of one colour."""
    rnd, parts = random.Random(seed), []
    for i in range(count):
        x, y, r, a = rnd.uniform(10, 190), rnd.uniform(10, 190), rnd.uniform(1, 9), rnd.uniform(0, 6.3)
        if i % 3 == 0:
            parts.append(f'<circle cx="{x:.3f}" cy="{y:.3f}" r="{r:.3f}"/>')
        elif i % 3 == 1:
            points = " ".join(f"{x + (r if k % 2 else r / 2) * math.cos(a + k * math.pi / 5):.3f},{y + (r if k % 2 else r / 2) * math.sin(a + k * math.pi / 5):.3f}" for k in range(10))
            parts.append(f'<polygon points="{points}"/>')
        else:
            parts.append(f'<path d="M{x:.3f} {y:.3f}c{r:.3f} {-r:.3f} {2 * r:.3f} {r:.3f} {r:.3f} {2 * r:.3f}s{-2 * r:.3f} {r:.3f} {-r:.3f} {-2 * r:.3f}z"/>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="200mm" height="200mm" viewBox="0 0 200 200">{"".join(parts)}</svg>'


def run(bench):
    scad = bench.program("openscad", "2021.01")
    rows = []
    for count in (10, 100, 1000, 10_000):
        drawing, script = bench.path("drawing.svg"), bench.path("drawing.scad")
        with open(drawing, "w") as file:
            file.write(rosette(count))
        with open(script, "w") as file:
            file.write(f'linear_extrude(height = 2) import("{drawing}", dpi = 96);')
        ours = min(bench.impression("convert", drawing, "-o", bench.path("ours.stl"))[0] for _ in range(3))
        theirs = command(["openscad", "-q", "-o", bench.path("theirs.stl"), script])[0] if scad else None
        rows.append([f"{count} paths", seconds(ours), "–" if theirs is None else seconds(theirs), ratio(theirs, ours)])
        if count > 100:
            continue
        with open(script, "w") as file:
            file.write(f'union() {{ translate([-4, -4, 0]) cube([208, 208, 2.4]); translate([0, 0, 2.4]) linear_extrude(height = 1) import("{drawing}", dpi = 96); }}')
        ours = min(bench.impression("sign", drawing, "-o", bench.path("ours.stl"), "--width", "200mm")[0] for _ in range(3))
        theirs = command(["openscad", "-q", "-o", bench.path("theirs.stl"), script])[0] if scad else None
        rows.append([f"{count} paths on a plate", seconds(ours), "–" if theirs is None else seconds(theirs), ratio(theirs, ours)])
    bench.table("Drawing to extruded STL", ["discs, stars and curves, one colour", "Impression convert", "OpenSCAD", "ratio"], rows,
                "Whole programs, from the SVG file to the STL file. OpenSCAD flattens curves more coarsely (its default `$fn`). One extrusion alone it passes on as it is; what is joined with another body goes through its exact solids.")
