"""Height field to mesh, and mesh to files."""
import numpy as np
from harness import ROOT, least, ratio, seconds


def photograph(name, n):
    import PIL.Image
    return np.asarray(PIL.Image.open(f"{ROOT}/Examples/{name}").convert("L").resize((n, n), PIL.Image.LANCZOS), np.float32) / 255


def run(bench):
    delatin = bench.peer("pydelatin")
    rows = []
    span = 2.4
    for name in ("cat.jpg", "coffee.webp"):
        heights = photograph(name, 2048)
        heights.astype("<f4").tofile(bench.path("heights.f32"))
        for error in (0.16, 0.04, 0.01):
            ours = bench.stages("mesh", bench.path("heights.f32"), 2048, span, error, bench.work)["triangulate"]
            theirs, count = None, None
            if delatin:
                from pydelatin import Delatin
                theirs, mesh = least(1, lambda: Delatin(heights * span, max_error=error))
                count = len(mesh.triangles)
            rows.append([f"{name}, {error} mm", f"{seconds(ours['seconds'])}, {ours['triangles']:.0f}", "–" if theirs is None else f"{seconds(theirs)}, {count}", ratio(theirs, ours["seconds"])])
    bench.table("Height field to mesh", ["photograph at 2048², greatest error over 2.4 mm", "Impression: time, triangles", "pydelatin", "ratio"], rows,
                "Ours is the closed body with its walls and base, pydelatin's the top alone.")
    files(bench)


def files(bench):
    ours = bench.stages("mesh", bench.path("heights.f32"), 2048, 2.4, 0.01, bench.work)
    rows = []
    for needed in ("lxml", "networkx"):  # by trimesh's 3MF writer
        bench.peer(needed)
    trimesh, stl = bench.peer("trimesh"), bench.peer("numpy-stl", "stl")
    mesh = trimesh.load(bench.path("mesh.stl"), process=True) if trimesh else None

    def add(format, peer, time):
        mine = ours[f"write {format}"]
        rows.append([f"write {format}", f"{seconds(mine['seconds'])}, {mine['bytes'] / mine['seconds'] / 1e6:.0f} MB/s", f"{seconds(time)} ({peer})", ratio(time, mine["seconds"])])
    if trimesh:
        for format in ("stl", "ply", "3mf"):
            add(format, "trimesh", least(2, lambda: mesh.export(file_type=format))[0])
    if stl:
        from stl import mesh as loader
        loaded = loader.Mesh.from_file(bench.path("mesh.stl"))
        add("stl", "numpy-stl", least(2, lambda: loaded.save(bench.path("peer.stl"), update_normals=False))[0])
    rows.append(["draw 640 × 480", seconds(ours["draw"]["seconds"]), "–", "–"])
    bench.table("Mesh to files", ["stage", "Impression", "peer", "ratio"], rows,
                f"{ours['triangulate']['triangles']:.0f} triangles. Our STL and PLY times are for making the bytes; writing them to a disk comes on top for every program. numpy-stl writes its file.")
