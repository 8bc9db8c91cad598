"""Booleans, offsets and triangulation, against Clipper2, Clipper 6.4.2 and earcut."""
import json
import os
import shutil
import subprocess
import time

import numpy as np
from harness import FULL, least, noise, ratio, seconds


def run(bench):
    clipper2 = bench.peer("pyclipr")
    earcut = bench.peer("mapbox-earcut", "mapbox_earcut")
    old = clipper1(bench)
    rows = []
    for edges in (1_000, 10_000, 100_000, 1_000_000):
        a, b = soup(edges, 1), soup(edges, 2)
        for op in ("union", "intersection"):
            case(bench, rows, f"{op} of two soups of {edges:,} edges", dict(op=op, fill="nonzero", a=a, b=b), clipper2 if edges <= 100_000 or FULL else None,
                 old if edges <= 10_000 or edges <= 100_000 and FULL else None)
    low, high = contours(noise(700, 4), 0.45), contours(noise(700, 5), 0.5)
    count = sum(map(len, low)) + sum(map(len, high))
    for op in ("union", "intersection"):
        case(bench, rows, f"{op} of two pictures' contours, {count:,} edges", dict(op=op, fill="evenodd", a=low, b=high), clipper2, old)
    for delta, join in ((400, "round"), (3000, "round"), (-400, "round"), (400, "mitre")):
        case(bench, rows, f"{join} offset of one by {delta / 1000} pixels", dict(op="offset", fill="evenodd", a=low, delta=delta, join=join, tolerance=10), clipper2, None)
    for count in (500, 2_000):
        case(bench, rows, f"union of {count:,} slivers of one direction, ends within 100 units", dict(op="union", fill="nonzero", a=slivers(count), b=[]), clipper2, old if count <= 500 else None)
    letters = glyphs(10_000)
    case(bench, rows, f"round offset of 10,000 letter outlines, {sum(map(len, letters)):,} edges", dict(op="offset", fill="nonzero", a=letters, delta=3000, join="round", tolerance=50), clipper2, None)
    triangulation(bench, rows, low, earcut)
    bench.table("Geometry core", ["case", "Impression", "Clipper2 (earcut for triangles)", "ratio", "Clipper 6.4.2", "ratio"], rows,
                "Time inside the operation, one thread. Soups: random triangles on one square, about 0.7 crossings an edge. Arc tolerances are equal. Clipper2 is not run at 10⁶ edges, nor Clipper 6 from 10⁵ on, without `FULL=1`.")
    figures = bench.stages("workers")["workers"]
    bench.table("Two cores", ["insets of 2,000 rosettes of 240 vertices, five each", "one thread", "two", "ratio", "same bytes"],
                [["time on the clock", seconds(figures["seconds"]), seconds(figures["two"]), ratio(figures["seconds"], figures["two"]), "yes" if figures["same"] else "no"]])


def soup(edges, seed):
    random = np.random.default_rng(seed)
    reach = 1 / np.sqrt(edges)
    corners = (random.random((edges // 3, 1, 2)) + reach * (2 * random.random((edges // 3, 3, 2)) - 1)) * 1e9
    return corners.astype(np.int64).tolist()


def slivers(count):
    """A bundle: triangles of 1.4 mm, a millionth of that wide."""
    random = np.random.default_rng(7)
    near = lambda p: p + random.integers(-100, 101, 2)
    rings = []
    for _ in range(count):
        end = near(np.array([1_000_000, 980_000]))
        rings.append([near(np.array([0, 0])).tolist(), end.tolist(), near(end).tolist()])
    return rings


def contours(picture, level):
    """Closed contour lines by marching squares, thousandths of a pixel."""
    inside = np.pad(picture > level, 1)
    value = np.pad(picture, 1, constant_values=0.0)
    edges = {}
    for y, x in zip(*np.nonzero((inside[:-1, :-1] != inside[1:, 1:]) | (inside[:-1, 1:] != inside[1:, :-1]))):
        corner = [(y, x), (y, x + 1), (y + 1, x + 1), (y + 1, x)]
        crossed = [i for i in range(4) if inside[corner[i]] != inside[corner[(i + 1) % 4]]]
        starts = [i for i in crossed if inside[corner[i]]]
        for i in starts:  # From a side that leaves the inside to the next one that enters it.
            j = next(k for k in ((i + d) % 4 for d in (1, 2, 3)) if k in crossed and k not in starts)
            edges[key(corner, i)] = (key(corner, j), place(corner, i, value, level))
    rings = []
    while edges:
        start, ring = next(iter(edges)), []
        step = start
        while step in edges:
            step, point = edges.pop(step)
            ring.append(point)
        if len(ring) > 2:
            rings.append(ring)
    return rings


def key(corner, i):
    return tuple(sorted((corner[i], corner[(i + 1) % 4])))


def place(corner, i, value, level):
    (y0, x0), (y1, x1) = corner[i], corner[(i + 1) % 4]
    t = (level - value[y0, x0]) / (value[y1, x1] - value[y0, x0])
    return [round(1000 * (x0 + t * (x1 - x0))), -round(1000 * (y0 + t * (y1 - y0)))]


def glyphs(count):
    """Outlines of letters in many places, rounded shapes with one hole, as flattened curves."""
    random = np.random.default_rng(3)
    angles = np.linspace(0, 2 * np.pi, 49)[:-1]
    rings = []
    for i in range(count):
        x, y = 40_000 * (i % 100), 40_000 * (i // 100)
        wobble = 1 + 0.25 * np.sin(angles * random.integers(2, 6) + 6.3 * random.random())
        shape = np.stack([np.cos(angles), 1.4 * np.sin(angles)], 1) * wobble[:, None]
        rings.append((shape * 12_000 + [x, y]).astype(int).tolist())
        rings.append((shape[::-1] * 5_000 + [x, y]).astype(int).tolist())
    return rings


def case(bench, rows, name, job, clipper2, old):
    ours = driver(bench, job)
    two = clipper2 and with_clipper2(clipper2, job)
    one = old and with_clipper1(bench, old, job)
    rows.append([name, seconds(ours["seconds"]), seconds(two), ratio(two, ours["seconds"]), seconds(one), ratio(one, ours["seconds"])])


def driver(bench, job):
    size = sum(map(len, job["a"]))
    line = json.dumps(dict(job, id=1, quiet=True, repeat=20 if size < 5000 else 5 if size < 300_000 else 1))
    return json.loads(subprocess.run([os.path.join(bench.bin, "region-driver")], input=line + "\n", capture_output=True, text=True, check=True).stdout)


def with_clipper2(pyclipr, job):
    rule = dict(nonzero=pyclipr.FillRule.NonZero, evenodd=pyclipr.FillRule.EvenOdd)[job["fill"]]
    size = sum(map(len, job["a"]))
    if job["op"] == "offset":
        clean = pyclipr.Clipper()
        clean.scaleFactor = 1
        clean.addPaths(job["a"], pyclipr.Subject, False)
        region = clean.execute(pyclipr.Union, rule)
        offset = pyclipr.ClipperOffset()
        offset.scaleFactor, offset.arcTolerance, offset.miterLimit = 1, job["tolerance"], 4
        offset.addPaths(region, dict(round=pyclipr.JoinType.Round, mitre=pyclipr.JoinType.Miter)[job["join"]], pyclipr.EndType.Polygon)
        return least(2 if size < 100_000 else 1, lambda: offset.execute(job["delta"]))[0]

    def once():
        clipper = pyclipr.Clipper()
        clipper.scaleFactor = 1
        clipper.addPaths(job["a"], pyclipr.Subject, False)
        if job["b"]:
            clipper.addPaths(job["b"], pyclipr.Clip, False)
        start = time.process_time()
        clipper.execute(dict(union=pyclipr.Union, intersection=pyclipr.Intersection)[job["op"]], rule)
        return time.process_time() - start
    return min(once() for _ in range(20 if size < 5000 else 3 if size < 50_000 else 1))


def clipper1(bench):
    source, program = os.path.join(os.path.dirname(__file__), "clipper1.cpp"), bench.path("clipper1")
    if not shutil.which("g++"):
        bench.missing["Clipper 6"] = "no g++"
        return None
    done = subprocess.run(["g++", "-O2", "-o", program, source, "-lpolyclipping"], capture_output=True, text=True)
    if done.returncode:
        bench.missing["Clipper 6"] = "apt-get install libpolyclipping-dev"
        return None
    bench.versions["Clipper"] = "6.4.2"
    return program


def with_clipper1(bench, program, job):
    lines = [f"{job['op']} {job['fill']} {20 if sum(map(len, job['a'])) < 5000 else 1}"]
    for rings in (job["a"], job["b"]):
        lines.append(str(len(rings)))
        lines += [str(len(ring)) + " " + " ".join(f"{x} {y}" for x, y in ring) for ring in rings]
    return float(subprocess.run([program], input="\n".join(lines), capture_output=True, text=True, check=True).stdout)


def triangulation(bench, rows, rings, earcut):
    job = dict(op="union", fill="evenodd", a=rings, b=[])
    line = json.dumps(dict(job, id=1))
    region = json.loads(subprocess.run([os.path.join(bench.bin, "region-driver")], input=line + "\n", capture_output=True, text=True, check=True).stdout)["rings"]
    ours = driver(bench, dict(op="triangulate", fill="evenodd", a=region, b=[]))
    theirs = None
    if earcut:
        groups = nested(region)
        theirs = min(sum(one_earcut(earcut, group) for group in groups) for _ in range(3))
    rows.append([f"triangles of one, {sum(map(len, region)):,} vertices (ours Delaunay)", seconds(ours["seconds"]), seconds(theirs), ratio(theirs, ours["seconds"]), "–", "–"])


def one_earcut(earcut, group):
    vertices = np.concatenate(group).astype(np.float64)
    ends = np.cumsum([len(ring) for ring in group]).astype(np.uint32)
    start = time.process_time()
    earcut.triangulate_float64(vertices, ends)
    return time.process_time() - start


def nested(rings):
    """Each outer ring with its holes."""
    arrays = [np.array(ring, float) for ring in rings]
    areas = [0.5 * np.sum(r[:, 0] * np.roll(r[:, 1], -1) - r[:, 1] * np.roll(r[:, 0], -1)) for r in arrays]
    outers = [i for i, area in enumerate(areas) if area > 0]
    groups = {i: [arrays[i]] for i in outers}
    for i, area in enumerate(areas):
        if area < 0:
            x, y = (arrays[i][0] + arrays[i][1]) / 2 + [0.0013, 0.0007]
            groups[min((o for o in outers if holds(arrays[o], x, y)), key=lambda o: areas[o])].append(arrays[i])
    return list(groups.values())


def holds(ring, x, y):
    xs, ys, x2, y2 = ring[:, 0], ring[:, 1], np.roll(ring[:, 0], -1), np.roll(ring[:, 1], -1)
    crosses = (ys > y) != (y2 > y)
    return np.sum(crosses & (x < xs + (x2 - xs) * (y - ys) / np.where(crosses, y2 - ys, 1))) % 2 == 1
