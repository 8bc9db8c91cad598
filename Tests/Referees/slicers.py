#!/usr/bin/env python3
"""slicers.py IMPRESSION FOLDER [MODEL…]: the same models and settings through PrusaSlicer and CuraEngine and through ours, compared layer by layer.

Area is that of the outer walls, widened by half a line, per layer; filament and time are totals. Each of the three has a limit; a model beyond one is a fault.
Reading of G-code is this script's own.
"""
import math
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SETTINGS = os.path.join(HERE, "slicers.ini")
CURA = "/usr/share/cura/resources/definitions/fdmprinter.def.json"
# CuraEngine's lines are rectangles: this one has the plastic, and keeps the distance from its neighbours, of our lines of 0.45 mm with round sides.
CURA_WIDTH = 0.45 - 0.2 * (1 - math.pi / 4)
# Its sparse lines are not joined along walls, lines over sparse fill are like others; it is asked for no fill of its own under the edges of skins.
AS_CURA = [word for pair in ("infill_anchor_max=0", f"bridge_flow_ratio={0.2 * 0.45 / (math.pi * 0.04):.4f}", "solid_infill_below_area=0") for word in ("--set", pair)]
LIMITS = {"area": 0.005, "filament": 0.02, "time": 0.05}
# Where another slicer does by design what ours does not, with the limit that holds instead of the common one. Shells behind the torus's leaning walls are
# 0.44 mm wide where the third layer from a bare one still counts; ours lays 0.58 mm there, CuraEngine two whole lines (0.81 mm), and one layer farther up. Over the
# model that is 536 mm³ of skin for ours, 540 for PrusaSlicer's and 624 for CuraEngine's, in about 3350 of all; walls and sparse fill are within 0.8 %.
KNOWN = {("torus", "CuraEngine", "filament"): 0.025}
OUTER = ("External perimeter", "Overhang perimeter", "WALL-OUTER")


def read(path):
    """Layers by height: their outer loops; filament of all lines in mm; the file's own estimate in s."""
    x = y = z = e = 0.0
    relative = True
    role, filament, time, layers = "", 0.0, None, {}
    loop = []

    def close():
        if len(loop) > 2 and math.dist(loop[0], loop[-1]) < 1.0:
            layers.setdefault(round(z, 3), []).append(list(loop))
        loop.clear()

    for line in open(path, errors="replace"):
        if line.startswith(";TYPE:"):
            if line[6:].strip() not in OUTER or role not in OUTER:
                close()
            role = line[6:].strip()
        elif found := re.match(r"; estimated printing time \(normal mode\) = (.*)", line):
            time = sum(int(n) * {"d": 86400, "h": 3600, "m": 60, "s": 1}[u] for n, u in re.findall(r"(\d+)([dhms])", found[1]))
        words = dict(re.findall(r"([A-Z])(-?[\d.]+)", line.split(";")[0]))
        command = line.split(" ")[0].strip()
        if command == "M82":
            relative = False
        elif command == "M83":
            relative = True
        elif command == "G92" and "E" in words:
            e = float(words["E"])
        elif command in ("G0", "G1"):
            to = (float(words.get("X", x)), float(words.get("Y", y)))
            pushed = 0.0
            if "E" in words:
                pushed = float(words["E"]) if relative else float(words["E"]) - e
                e = float(words["E"])
            rise = float(words.get("Z", z))
            if rise != z:
                close()
                z = rise
            if pushed > 0 and to != (x, y):
                filament += pushed
                if role in OUTER:
                    if not loop:
                        loop.append((x, y))
                    loop.append(to)
            elif to != (x, y):
                close()
            x, y = to
    close()
    return layers, filament, time


def inside(point, loop):
    x, y = point
    hit = False
    for (ax, ay), (bx, by) in zip(loop, loop[1:] + loop[:1]):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            hit = not hit
    return hit


def area(loops, width=0.45):
    """Loops are holes where they lie in an odd number of others, whichever way they run; half a line belongs to each."""
    total = 0.0
    for i, loop in enumerate(loops):
        own = abs(sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(loop, loop[1:] + loop[:1]))) / 2
        length = sum(math.dist(a, b) for a, b in zip(loop, loop[1:]))
        depth = sum(inside(loop[0], other) for k, other in enumerate(loops) if k != i)
        total += (own if depth % 2 == 0 else -own) + length * width / 2
    return total


def compare(name, ours, theirs, what, width=0.45):
    faults, (mine, f, t), (peer, pf, pt) = [], ours, theirs
    common = sorted(set(mine) & set(peer))
    total = sum(area(peer[z], width) for z in common) or 1e-9
    difference = sum(abs(area(mine[z]) - area(peer[z], width)) for z in common) / total
    figures = {"area": difference, "filament": f / pf - 1}
    if t and pt:
        figures["time"] = t / pt - 1
    for key, value in figures.items():
        if abs(value) > KNOWN.get((name, what, key), LIMITS[key]):
            faults.append(key)
    if abs(len(mine) - len(peer)) > 1:
        faults.append("layers")
    print(f"{'BAD ' if faults else 'ok  '} {what}: {name}: {len(mine)} layers, theirs {len(peer)}; " + ", ".join(f"{k} {100 * v:+.2f} %" for k, v in figures.items()))
    return not faults


def main():
    program, folder, models = sys.argv[1], sys.argv[2], sys.argv[3:]
    good = True
    for model in models:
        name = os.path.splitext(os.path.basename(model))[0]
        files = {kind: os.path.join(folder, f"{name}-{kind}.gcode") for kind in ("ours", "prusa", "plain", "cura")}
        subprocess.run([program, "slice", model, "-o", files["ours"], "--force", "-q", "--config", SETTINGS], check=True)
        ours = read(files["ours"])
        if subprocess.run(["prusa-slicer", "--load", SETTINGS, "--export-gcode", "-o", files["prusa"], model], capture_output=True).returncode == 0:
            good &= compare(name, ours, read(files["prusa"]), "PrusaSlicer")
        if os.path.exists(CURA):
            words = ["CuraEngine", "slice", "-j", CURA, "-o", files["cura"]]
            for key, value in {"layer_height": 0.2, "layer_height_0": 0.2, "wall_line_count": 3, "line_width": CURA_WIDTH, "wall_line_width": CURA_WIDTH, "wall_line_width_0": CURA_WIDTH,
                               "wall_line_width_x": CURA_WIDTH, "skin_line_width": CURA_WIDTH, "infill_line_width": CURA_WIDTH, "infill_line_distance": 2 * CURA_WIDTH / 0.15, "infill_pattern": "grid", "machine_width": 200, "machine_depth": 200, "machine_height": 200,
                               "mesh_position_z": 0, "top_layers": 4, "bottom_layers": 3, "initial_bottom_layers": 3, "infill_overlap_mm": 0.1125 - CURA_WIDTH / 2, "skin_overlap_mm": 0, "travel_compensate_overlapping_walls_0_enabled": "false", "travel_compensate_overlapping_walls_x_enabled": "false", "top_skin_preshrink": CURA_WIDTH, "bottom_skin_preshrink": CURA_WIDTH, "top_skin_expand_distance": CURA_WIDTH, "bottom_skin_expand_distance": CURA_WIDTH, "skin_edge_support_thickness": 0, "skin_edge_support_layers": 0, "adhesion_type": "none", "xy_offset_layer_0": 0}.items():
                words += ["-s", f"{key}={value}"]
            words += ["-e0", "-s", "material_diameter=1.75"]
            if subprocess.run(words + ["-l", model], capture_output=True).returncode == 0:
                theirs = read(files["cura"])
                subprocess.run([program, "slice", model, "-o", files["plain"], "--force", "-q", "--config", SETTINGS, *AS_CURA], check=True)
                plain = read(files["plain"])
                good &= compare(name, (plain[0], plain[1], None), theirs, "CuraEngine", CURA_WIDTH)
    sys.exit(not good)


if __name__ == "__main__":
    main()
