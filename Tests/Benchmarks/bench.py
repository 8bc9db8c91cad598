#!/usr/bin/env python3
"""bench.py BIN WORK PAGE [FAMILY…]: runs every family and writes the page; with names, runs only those and prints."""
import datetime
import os
import subprocess
import sys

import drawings
import extrusion
import geometry
import growth
import models
import pictures
import section_growth
import slicing
import solids
import strokes
import tracing
from harness import Bench, processor

bench = Bench(sys.argv[1], sys.argv[2])
for family in (slicing, models, solids, extrusion, pictures, geometry, strokes, drawings, tracing, growth, section_growth):
    if len(sys.argv) == 4 or family.__name__ in sys.argv[4:]:
        family.run(bench)
if len(sys.argv) > 4:
    sys.exit()
swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.splitlines()[0]
head = [
    "# Benchmarks", "",
    "Written by `make bench`: ours and the peers one after the other on the same inputs, least of a few runs. Times are CPU seconds of all threads; ratios above 1 are in our favour.", "",
    f"{datetime.date.today()}, {processor()}, {os.cpu_count()} cores shared with others, {swift}. Peers: "
    + ", ".join(f"{name} {version}" for name, version in sorted(bench.versions.items())) + ".", "",
]
if bench.missing:
    head += ["Not run: " + "; ".join(f"{name} ({why})" for name, why in sorted(bench.missing.items())) + ".", ""]
with open(sys.argv[3], "w") as page:
    page.write("\n".join(head + bench.page).rstrip() + "\n")
