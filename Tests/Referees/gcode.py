#!/usr/bin/env python3
"""gcode.py FILE.gcode REPORT.json: printrun's (and, where installed, OctoPrint's) reading of a file against our own report."""
import json
import shutil
import subprocess
import sys

from printrun import gcoder

path, report = sys.argv[1], json.load(open(sys.argv[2]))["statistics"]
failed = False


def compare(judge, what, theirs, ours, tolerance):
    global failed
    good = abs(theirs - ours) <= tolerance
    failed |= not good
    print(f"{'ok  ' if good else 'BAD '} {judge}: {what} {theirs:.3f}, ours {ours:.3f}")


with open(path) as file:
    code = gcoder.GCode(file)
compare("printrun", "filament mm", code.filament_length, report["filament_mm"], 0.001 * report["filament_mm"])
compare("printrun", "layers", code.layers_count, report["layers"], 2)
compare("printrun", "least x", code.xmin, report["extent"][0], 0.01)
compare("printrun", "least y", code.ymin, report["extent"][1], 0.01)
compare("printrun", "greatest x", code.xmax, report["extent"][2], 0.01)
compare("printrun", "greatest y", code.ymax, report["extent"][3], 0.01)

octoprint = shutil.which("octoprint")
if octoprint is None:
    print("skip OctoPrint: not installed")
else:
    text = subprocess.run([octoprint, "analysis", "gcode", "--throttle", "0", path], capture_output=True, text=True).stdout
    import yaml
    result = yaml.safe_load(text[text.index("RESULTS:") + 8:])
    compare("OctoPrint", "filament mm", result["filament"]["tool0"]["length"], report["filament_mm"], 0.002 * report["filament_mm"])
    compare("OctoPrint", "greatest z", result["printing_area"]["maxZ"], report["height_mm"], 0.01)
sys.exit(failed)
