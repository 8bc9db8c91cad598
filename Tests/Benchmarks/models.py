"""Models to G-code, against PrusaSlicer and CuraEngine on the same mesh and like settings."""
import os

import numpy as np

from harness import FULL, command, noise, ratio, seconds

MESHES = os.environ.get("IMPRESSION_CONFORMANCE", os.path.join(os.path.dirname(__file__), "../../../shared/conformance")) + "/meshes/"
CURA = "/usr/share/cura/resources/definitions/fdmprinter.def.json"


def ours(bench, mesh, *more):
    return bench.impression("slice", mesh, "-o", bench.path("model.gcode"), "--printer", "voron-2.4-350", "--set", "layer_height=0.2", "--set", "first_layer_height=0.2",
                            "--set", "perimeters=3", "--set", "fill_density=15%", "--set", "fill_pattern=grid", *more)


def prusa(bench, mesh, *more):
    return command(["prusa-slicer", "--export-gcode", "--layer-height", "0.2", "--first-layer-height", "0.2", "--perimeters", "3", "--fill-density", "15%", "--fill-pattern", "grid",
                    "--nozzle-diameter", "0.4", "--extrusion-width", "0.45", "--bed-shape", "0x0,350x0,350x350,0x350", *more, "-o", bench.path("prusa.gcode"), mesh])


def cura(bench, mesh):
    words = ["CuraEngine", "slice", "-j", CURA, "-o", bench.path("cura.gcode")]
    for key, value in {"layer_height": 0.2, "layer_height_0": 0.2, "wall_line_count": 3, "infill_line_distance": 5.33, "infill_pattern": "grid", "machine_width": 350, "machine_depth": 350,
                       "machine_height": 350, "mesh_position_z": 0, "top_layers": 4, "bottom_layers": 3}.items():
        words += ["-s", f"{key}={value}"]
    return command(words + ["-l", mesh])


def lithophane(bench, n):
    """A closed plate with a noise surface, binary STL: 2 n² triangles above, as many below."""
    z = 0.8 + 2.4 * noise(n)
    x, y = np.meshgrid(np.linspace(0, 100, n), np.linspace(0, 100, n))
    top = np.stack([x, y, z], -1).astype("<f4")
    base = top.copy()
    base[..., 2] = 0

    def sheet(p, turned):
        a, b, c, d = p[:-1, :-1], p[:-1, 1:], p[1:, :-1], p[1:, 1:]
        t = np.concatenate([np.stack([a, b, d], -2), np.stack([a, d, c], -2)]).reshape(-1, 3, 3)
        return t[:, ::-1] if turned else t

    def wall(p, q):
        return np.concatenate([np.stack([p[:-1], p[1:], q[1:]], -2), np.stack([p[:-1], q[1:], q[:-1]], -2)]).reshape(-1, 3, 3)

    triangles = np.concatenate([sheet(top, False), sheet(base, True), wall(base[0], top[0]), wall(base[::-1, 0], top[::-1, 0]), wall(base[-1, ::-1], top[-1, ::-1]), wall(base[:, -1], top[:, -1])])
    facets = np.zeros(len(triangles), dtype=[("n", "<f4", 3), ("v", "<f4", (3, 3)), ("a", "<u2")])
    facets["v"] = triangles
    path = bench.path(f"litho{n}.stl")
    with open(path, "wb") as file:
        file.write(b"\0" * 80 + np.uint32(len(facets)).tobytes() + facets.tobytes())
    return path, len(facets)


def scaled(bench, name, size):
    """A binary STL of the conformance data, enlarged to `size` mm."""
    data = open(MESHES + name, "rb").read()
    count = int.from_bytes(data[80:84], "little")
    facets = np.frombuffer(data, offset=84, count=count, dtype=[("n", "<f4", 3), ("v", "<f4", (3, 3)), ("a", "<u2")]).copy()
    points = facets["v"].reshape(-1, 3)
    facets["v"] *= size / (points.max(0) - points.min(0)).max()
    facets["v"] -= facets["v"].reshape(-1, 3).min(0)
    path = bench.path(os.path.basename(name))
    with open(path, "wb") as file:
        file.write(data[:84] + facets.tobytes())
    return path


def run(bench):
    has_prusa, has_cura = bench.program("prusa-slicer", "2.5"), bench.program("CuraEngine", "4.13") and os.path.exists(CURA)
    rows = []

    def add(name, mesh, mine=(), prusas=(), peers=True):
        figures = min(ours(bench, mesh, "-j1", *mine) for _ in range(3))
        two = [ours(bench, mesh, "-j2", *mine) for _ in range(3)]
        clock = min(ours(bench, mesh, "-j1", *mine)[2] for _ in range(3)) / min(run[2] for run in two)
        a = prusa(bench, mesh, *prusas) if has_prusa and peers else None
        b = cura(bench, mesh) if has_cura and peers and not mine else None
        cell = lambda f: "–" if f is None else f"{seconds(f[0])}, {f[1]:.0f} MB"
        rows.append([name, cell(figures), f"{seconds(min(two)[0])}, {clock:.2f}×", cell(a), ratio(a and a[0], figures[0]), cell(b), ratio(b and b[0], figures[0])])

    for name, size in (("3DBenchy.stl", 60), ("trimesh/featuretype.STL", 120), ("trimesh/idler_riser.STL", 60)):
        if os.path.exists(MESHES + name):
            add(f"{os.path.basename(name)}, {size} mm", scaled(bench, name, size))
    mesh, count = lithophane(bench, 250)
    solid = (("--set", "layer_height=0.12", "--set", "fill_density=100%", "--set", "perimeters=2"), ("--layer-height", "0.12", "--fill-density", "100%", "--fill-pattern", "rectilinear", "--perimeters", "2"))
    add(f"lithophane, {count / 1e6:.2g} M triangles", mesh, *solid)
    mesh, count = lithophane(bench, 500)
    add(f"lithophane, {count / 1e6:.2g} M triangles", mesh, *solid, peers=FULL)
    cube = MESHES + "trimesh/unit_cube.STL"
    if os.path.exists(cube):
        add("10⁴ cubes of 2 mm", cube, ("--scale", "2", "--copies", "10000", "--spacing", "1"), peers=False)
    bench.table("Model to G-code", ["model", "Impression", "two cores: CPU, faster by the clock", "PrusaSlicer", "ratio", "CuraEngine", "ratio"], rows,
                "0.2 mm layers, 3 walls, 15 % grid; lithophanes 0.12 mm, 2 walls, solid. The whole command, from the file to G-code; ours draws two thumbnails besides. "
                "PrusaSlicer draws walls of variable width, we walls of one width with single lines in gaps.")
