#!/usr/bin/env python3
"""extruders.py FILE.3mf…: PrusaSlicer slices each solid with an extruder for every part, and each extruder has to lay its part's volume (within 6 %)."""
import math
import os
import re
import subprocess
import sys
import tempfile
import zipfile

import numpy as np

from artwork import parts


def volumes(path):
    """mm³ by extruder, as the package names them."""
    with zipfile.ZipFile(path) as zip:
        config = zip.read("Metadata/Slic3r_PE_model.config").decode()
    found = {}
    for extruder, (v, t) in zip_strict(re.findall(r'key="extruder" value="(\d+)"', config), list(parts(path))):
        a, b, c = (v[t[:, k]] for k in range(3))
        found[int(extruder)] = found.get(int(extruder), 0) + float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum()) / 6
    return found


def zip_strict(a, b):
    if len(a) != len(b):
        raise SystemExit(f"{len(a)} extruders for {len(b)} parts")
    return zip(a, b)


def laid(path, count, folder):
    """mm³ by extruder in PrusaSlicer's G-code, and its tool changes."""
    gcode, settings = os.path.join(folder, "sliced.gcode"), os.path.join(folder, "settings.ini")
    many = lambda value: ",".join([value] * count)
    with open(settings, "w") as file:
        file.write("\n".join(f"{k} = {v}" for k, v in {
            "nozzle_diameter": many("0.4"), "filament_diameter": many("1.75"), "extruder_offset": many("0x0"), "retract_length": many("0"), "retract_length_toolchange": many("0"),
            "filament_retract_length": many("0"), "temperature": many("200"), "first_layer_temperature": many("200"), "filament_colour": ";".join(["#FFFFFF"] * count),
            "single_extruder_multi_material": 0, "wipe_tower": 0, "gcode_flavor": "marlin", "use_relative_e_distances": 1, "fill_density": "100%", "fill_pattern": "rectilinear",
            "skirts": 0, "brim_width": 0, "layer_height": 0.2, "first_layer_height": 0.2, "start_gcode": "", "end_gcode": "", "before_layer_gcode": "", "layer_gcode": "G92 E0", "elefant_foot_compensation": 0,
            "bed_shape": "0x0,300x0,300x300,0x300", "thin_walls": 0, "extrusion_multiplier": many("1"),
        }.items()) + "\n")
    done = subprocess.run(["prusa-slicer", "--load", settings, "--export-gcode", "-o", gcode, path], capture_output=True, text=True)
    if not os.path.exists(gcode):
        raise SystemExit(f"prusa-slicer: {done.stdout[-300:]}{done.stderr[-300:]}")
    tool, sums, changes = 0, {}, 0
    for line in open(gcode):
        if match := re.match(r"T(\d+)", line):
            changes += int(match[1]) != tool
            tool = int(match[1])
        elif line.startswith("G1") and (match := re.search(r" E(-?[\d.]+)", line)):
            sums[tool + 1] = sums.get(tool + 1, 0) + float(match[1]) * math.pi * 1.75 ** 2 / 4
    return sums, changes


failed = False
for path in sys.argv[1:]:
    with tempfile.TemporaryDirectory() as folder:
        asked = volumes(path)
        got, changes = laid(path, max(asked), folder)
    off = {e: got.get(e, 0) / v - 1 for e, v in asked.items() if v > 20}
    good = all(abs(o) < 0.06 for o in off.values()) and set(off) <= set(got) <= set(asked)
    failed |= not good
    print(f"{'ok  ' if good else 'BAD '} {path}: {changes} tool changes, " + ", ".join(f"T{e - 1} {got.get(e, 0):.0f} of {v:.0f} mm3" for e, v in sorted(asked.items())))
sys.exit(failed)
