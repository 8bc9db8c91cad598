#!/usr/bin/env python3
"""artwork.py IMPRESSION FOLDER…: drawings become bodies, and judges that are not our code look at each.

Every drawing is made into one 3MF and one STL in one run, within a time and a memory limit. Asked of the 3MF: does lib3mf read it strictly without
a warning, is each of its parts closed, oriented and manifold, does manifold3d take it? Asked of the STL: is the whole manifold once equal corners
are welded? A drawing that draws nothing has to be refused as such. One JSON line a drawing goes to --log; a fault ends with 1.
"""
import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile

import numpy as np

try:
    import manifold3d
except ImportError:
    manifold3d = None
try:
    from lib3mf import get_wrapper
    wrapper = get_wrapper()
except ImportError:
    wrapper = None

VERTEX = re.compile(rb'<vertex x="([^"]+)" y="([^"]+)" z="([^"]+)"')
TRIANGLE = re.compile(rb'<triangle v1="(\d+)" v2="(\d+)" v3="(\d+)"')


def faults(vertices, triangles):
    """What keeps triangles from bounding a body; empty where nothing does."""
    if not len(triangles):
        return ["no triangles"]
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]]).astype(np.int64)
    size = len(vertices) + 1
    directed = np.unique(edges[:, 0] * size + edges[:, 1], return_counts=True)
    found = []
    if (directed[1] > 1).any():
        found.append(f"{int((directed[1] > 1).sum())} crowded edges")
    alone = np.setdiff1d(directed[0], np.unique(edges[:, 1] * size + edges[:, 0]))
    if len(alone):
        found.append(f"{len(alone)} open edges")
    if not found and manifold3d is not None:
        made = manifold3d.Manifold(manifold3d.Mesh(vert_properties=vertices.astype(np.float32), tri_verts=triangles.astype(np.uint32)))
        if made.status() != manifold3d.Error.NoError:
            found.append(f"manifold3d: {made.status()}")
        elif made.volume() <= 0:
            found.append(f"volume {made.volume():.3g}")
    return found


def parts(path):
    """Vertices and triangles of each part of a 3MF: objects, or the runs that PrusaSlicer's list names."""
    with zipfile.ZipFile(path) as zip:
        lists = [n for n in zip.namelist() if n.endswith("Slic3r_PE_model.config")]
        runs = [(int(a), int(b)) for a, b in re.findall(rb'firstid="(\d+)" lastid="(\d+)"', zip.read(lists[0]))] if lists else []
        for name in zip.namelist():
            if not name.endswith(".model"):
                continue
            for body in re.split(rb"<object ", zip.read(name))[1:]:
                vertices = np.array(VERTEX.findall(body), dtype=np.float64)
                triangles = np.array(TRIANGLE.findall(body), dtype=np.int64)
                if not len(triangles):
                    continue
                for first, last in runs or [(0, len(triangles) - 1)]:
                    used, names = np.unique(triangles[first:last + 1], return_inverse=True)
                    yield vertices[used], names.reshape(-1, 3)


def stl(path):
    """Corners that are equal to the last bit are one."""
    data = np.fromfile(path, dtype=np.dtype([("n", "<f4", 3), ("v", "<f4", (3, 3)), ("a", "<u2")]), offset=84)
    vertices, names = np.unique(data["v"].reshape(-1, 3) + np.float32(0), axis=0, return_inverse=True)
    return vertices, names.reshape(-1, 3)


def strict(path):
    """lib3mf's warnings."""
    if wrapper is None or os.path.getsize(path) > 4e6:  # it takes minutes for millions of triangles
        return []
    model = wrapper.CreateModel()
    reader = model.QueryReader("3mf")
    reader.SetStrictModeActive(True)
    try:
        reader.ReadFromFile(path)
    except Exception as error:
        return [f"lib3mf: {error}"]
    return [f"lib3mf: {reader.GetWarning(i)}" for i in range(reader.GetWarningCount())]


def judge(arguments, drawing, folder):
    three, plain = os.path.join(folder, "part.3mf"), os.path.join(folder, "whole.stl")
    for path in (three, plain):
        if os.path.exists(path):
            os.remove(path)
    command = [arguments.impression, arguments.technique, drawing, "-o", three, "-o", plain, "-q", "--force", "-j", "1"] + arguments.options.split()
    row, limit = {"drawing": drawing}, arguments.memory << 20
    start, before = time.time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=arguments.limit,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    except subprocess.TimeoutExpired:
        return dict(row, seconds=arguments.limit, faults=[f"longer than {arguments.limit} s"])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    row["seconds"] = round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 3)
    said = (done.stderr.strip().splitlines() or [""])[-1]
    if done.returncode == 65 and "holds no picture" in done.stderr:
        return dict(row, empty=said, faults=[])
    if done.returncode:
        return dict(row, faults=[f"ends with {done.returncode}: {said[:160]}"])
    row["megabytes"] = round((os.path.getsize(three) + os.path.getsize(plain)) / 1e6, 2)
    found, count, triangles = strict(three), 0, 0
    for number, (v, t) in enumerate(parts(three)):
        found += [f"part {number + 1}: {fault}" for fault in faults(v, t)]
        count, triangles = count + 1, triangles + len(t)
    found += [f"stl: {fault}" for fault in faults(*stl(plain))]
    return dict(row, parts=count, triangles=triangles, faults=found)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("impression")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--list", help="a file of drawings, one a line, in place of all in the folders")
    parser.add_argument("--sample", type=int, default=300, help="how many drawings, drawn by --seed")
    parser.add_argument("--all", action="store_true", help="every drawing")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--technique", default="extrude")
    parser.add_argument("--options", default="", help="more words of the command line")
    parser.add_argument("--limit", type=float, default=60, help="seconds a drawing")
    parser.add_argument("--memory", type=int, default=6000, help="megabytes of address space a drawing")
    parser.add_argument("--until", type=float, default=0, help="stop after so many seconds in all")
    parser.add_argument("--log", help="a JSON line for each drawing")
    arguments = parser.parse_args()
    drawings = sorted(os.path.join(at, name) for folder in arguments.folders for at, _, names in os.walk(folder) if os.path.isdir(at)
                      for name in names if name.lower().endswith((".svg", ".svgz")) and os.path.isfile(os.path.join(at, name)))
    if arguments.list:
        drawings = open(arguments.list).read().split("\n")[:-1]
    random.Random(arguments.seed).shuffle(drawings)
    if not arguments.all:
        drawings = drawings[:arguments.sample]
    log, rows, start = open(arguments.log, "a") if arguments.log else None, [], time.time()
    with tempfile.TemporaryDirectory() as folder:
        for drawing in drawings:
            if arguments.until and time.time() - start > arguments.until:
                break
            row = judge(arguments, drawing, folder)
            rows.append(row)
            if log:
                log.write(json.dumps(row) + "\n")
                log.flush()
            if row["faults"]:
                print("BAD ", drawing, "; ".join(row["faults"][:4]), flush=True)
    bad, empty = sum(bool(r["faults"]) for r in rows), sum("empty" in r for r in rows)
    spent = sorted(r["seconds"] for r in rows) or [0]
    print(f"{len(rows)} drawings, {len(rows) - bad - empty} good, {empty} draw nothing, {bad} bad; "
          f"{spent[len(spent) // 2]:.2f} s at the median, {spent[int(len(spent) * 0.99)]:.2f} s at 99 %, {spent[-1]:.2f} s at most")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
