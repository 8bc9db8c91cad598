#!/usr/bin/env python3
"""blocks.py FILE.bgcode FILE.gcode: libbgcode unpacks the first, checking its sums; its commands must be those of the second."""
import sys
import tempfile

import pybgcode


def commands(path):
    return [line.rstrip() for line in open(path, errors="replace") if line.strip() and not line.startswith(";")]


with tempfile.NamedTemporaryFile(suffix=".gcode") as text:
    source, target = pybgcode.open(sys.argv[1], "rb"), pybgcode.open(text.name, "wb")
    result = pybgcode.from_binary_to_ascii(source, target, True)
    pybgcode.close(source)
    pybgcode.close(target)
    ours, theirs = commands(sys.argv[2]), commands(text.name)
good = str(result).endswith("Success") and ours == theirs and len(ours) > 100
print(f"{'ok  ' if good else 'BAD '} {sys.argv[1]}: {result}, {len(theirs)} commands, the same {ours == theirs}")
sys.exit(not good)
