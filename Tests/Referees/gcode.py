#!/usr/bin/env python3
"""gcode.py printrun|octoprint FILE.gcode REPORT.json: one analyser's reading of a file against our own report.

printrun is imported, so run this with an interpreter that has it; OctoPrint is asked through its command `octoprint`.
"""
import json
import subprocess
import sys

judge, path, report = sys.argv[1], sys.argv[2], json.load(open(sys.argv[3]))["statistics"]
left, front, right, back = report["extent"]
failed = False


def compare(what, theirs, ours, tolerance):
    global failed
    good = abs(theirs - ours) <= tolerance
    failed |= not good
    print(f"{'ok  ' if good else 'BAD '} {judge}: {what} {theirs:.3f}, ours {ours:.3f}")


def ask_printrun():
    from printrun import gcoder
    with open(path) as file:
        code = gcoder.GCode(file)
    compare("filament mm", code.filament_length, report["filament_mm"], 0.001 * report["filament_mm"])
    # printrun counts every height it meets; a start sequence has two of its own.
    compare("layers", code.layers_count, report["layers"], 2)
    for what, theirs, ours in [("least x", code.xmin, left), ("least y", code.ymin, front), ("greatest x", code.xmax, right), ("greatest y", code.ymax, back)]:
        compare(what, theirs, ours, 0.01)


def ask_octoprint():
    text = subprocess.run(["octoprint", "analysis", "gcode", "--throttle", "0", path], capture_output=True, text=True).stdout
    import yaml
    result = yaml.safe_load(text[text.index("RESULTS:") + 8:])
    compare("filament mm", result["extrusion_length"][0], report["filament_mm"], 0.001 * report["filament_mm"])
    compare("greatest z", result["printing_area"]["maxZ"], report["height_mm"], 0.001)
    area = result["printing_area"]
    for what, theirs, ours in [("least x", area["minX"], left), ("least y", area["minY"], front), ("greatest x", area["maxX"], right), ("greatest y", area["maxY"], back)]:
        compare(what, theirs, ours, 0.01)


{"printrun": ask_printrun, "octoprint": ask_octoprint}[judge]()
sys.exit(failed)
