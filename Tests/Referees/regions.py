#!/usr/bin/env python3
"""regions.py DRIVER CONFORMANCE REFEREES [SEED]: region-driver's areas beside those of others.

The exact referee's areas by rational arithmetic, Clipper2's booleans, mapbox-earcut's triangles and GEOS's round offsets, on random input and on the
project's polygon cases. Bounds: snap rounding moves an edge by less than a unit diagonal, so areas by less than that times the length of all edges.
"""
import glob
import json
import math
import random
import subprocess
import sys

import mapbox_earcut
import numpy as np
import pyclipr
import shapely

driver, conformance, referees = sys.argv[1:4]
rng = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 77)
sys.path.insert(0, referees)
import polygons  # noqa: E402  (the exact referee)

OPERATIONS = {"union": pyclipr.Union, "intersection": pyclipr.Intersection, "difference": pyclipr.Difference, "xor": pyclipr.Xor}
FILLS = {"evenodd": pyclipr.FillRule.EvenOdd, "nonzero": pyclipr.FillRule.NonZero}
failed = False


def drive(jobs):
    lines = "".join(json.dumps(dict(job, id=i)) + "\n" for i, job in enumerate(jobs))
    done = subprocess.run([driver], input=lines, capture_output=True, text=True, check=True)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r["id"] for r in results] == list(range(len(jobs))), "out of order"
    return results


def length(rings):
    return sum(math.dist(a, b) for ring in rings for a, b in zip(ring, ring[1:] + ring[:1]))


def doubled_area(ring):
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]))


def soup(sizes, rings, points):
    size = rng.choice(sizes)
    return [[[rng.randint(-size, size), rng.randint(-size, size)] for _ in range(rng.randint(3, points))] for _ in range(rng.randint(1, rings))]


def tell(judge, shares):
    """shares: differences as shares of what is allowed."""
    global failed
    worst = max(shares, default=0)
    failed |= worst > 1 or not shares
    print(f"{'ok  ' if worst <= 1 and shares else 'BAD '} {judge}: {len(shares)} cases, at most {worst:.4f} of what is allowed")


def exact():
    jobs = []
    for case in json.load(open(f"{conformance}/polygons/reference-cases.json")).values():
        if sum(map(len, case["A"])) + sum(map(len, case["B"])) <= 150:  # rational arithmetic takes its time
            jobs += [dict(op=op, fill=fill, a=case["A"], b=case["B"]) for op in OPERATIONS for fill in FILLS]
    for _ in range(60):
        sizes = [rng.choice([6, 30, 1000, 10**6, 10**9])]
        jobs.append(dict(op=rng.choice(list(OPERATIONS)), fill=rng.choice(list(FILLS)), a=soup(sizes, 3, 9), b=soup(sizes, 3, 9)))
    def share(job, result):
        truth = float(polygons.exact(job["a"], job["b"], job["op"], job["fill"]))
        return abs(result["area"] - truth) / (0.7072 * (length(job["a"]) + length(job["b"])) + 1e-9)
    tell("exact referee", [share(*pair) for pair in zip(jobs, drive(jobs))])


def clipper():
    jobs = []
    for _ in range(300):
        sizes = [rng.choice([1000, 10**6, 10**8])]
        jobs.append(dict(op=rng.choice(list(OPERATIONS)), fill=rng.choice(list(FILLS)), a=soup(sizes, 5, 12), b=soup(sizes, 5, 12)))
    def share(job, result):
        clip = pyclipr.Clipper()
        clip.scaleFactor = 1
        clip.addPaths(job["a"], pyclipr.Subject, False)
        clip.addPaths(job["b"], pyclipr.Clip, False)
        rings = clip.execute(OPERATIONS[job["op"]], FILLS[job["fill"]])
        area = sum(doubled_area([tuple(map(float, p)) for p in ring]) for ring in rings) / 2
        return abs(result["area"] - area) / (2 * (length(job["a"]) + length(job["b"])))
    tell("Clipper2", [share(*pair) for pair in zip(jobs, drive(jobs))])


def earcut():
    """Both fill the same rings; ours must be exact, earcut's is where it finds a way through."""
    jobs, rings = [], []
    for path in sorted(glob.glob(f"{conformance}/polygons/earcut/*.json")):
        data = json.load(open(path))
        if not isinstance(data, list):
            continue
        scaled = [[[round(x * 1000), round(y * 1000)] for x, y in ring] for ring in data if len(ring) > 2]
        if max((abs(v) for ring in scaled for p in ring for v in p), default=0) < 1 << 30:
            jobs.append(dict(op="union", fill="evenodd", a=scaled, b=[]))
    regions = drive(jobs)
    meshes = drive([dict(job, op="triangulate") for job in jobs])
    tell("triangles fill regions", [float(region["area"] != mesh["area"]) * 2 for region, mesh in zip(regions, meshes)])
    shares = []
    for region in regions:
        outer = [ring for ring in region["rings"] if doubled_area(ring) > 0]
        if len(outer) != 1:
            continue
        rings = outer + [ring for ring in region["rings"] if doubled_area(ring) < 0]
        points = np.array([p for ring in rings for p in ring], float)
        index = mapbox_earcut.triangulate_float64(points, np.cumsum([len(ring) for ring in rings]).astype(np.uint32)).reshape(-1, 3)
        a, b, c = (points[index[:, k]] for k in range(3))
        area = np.abs((b - a)[:, 0] * (c - a)[:, 1] - (b - a)[:, 1] * (c - a)[:, 0]).sum() / 2
        shares.append(abs(area - region["area"]) / (1e-3 * region["area"]))
    shares.sort()
    tell("mapbox-earcut, but for a tenth that it gives up on", shares[: len(shares) * 9 // 10])


def geos():
    jobs, truths = [], []
    while len(jobs) < 200:
        points = sorted(([rng.randint(-10**6, 10**6), rng.randint(-10**6, 10**6)] for _ in range(rng.randint(3, 9))), key=lambda p: math.atan2(p[1], p[0]))
        polygon = shapely.Polygon(points)
        if not polygon.is_valid:
            continue
        distance = rng.choice((1, -1)) * rng.randint(1000, 200_000)
        jobs.append(dict(op="offset", fill="nonzero", a=[points], delta=distance, join="round", tolerance=10))
        truths.append(polygon.buffer(distance, quad_segs=400))
    tell("GEOS", [abs(result["area"] - truth.area) / (12 * max(truth.length, 1)) for result, truth in zip(drive(jobs), truths)])


exact()
clipper()
earcut()
geos()
sys.exit(failed)
