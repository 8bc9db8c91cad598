#!/usr/bin/env python3
"""packages.py FILE…: lib3mf reads each 3MF strictly; a warning is a fault."""
import sys

from lib3mf import get_wrapper

failed = False
wrapper = get_wrapper()
for path in sys.argv[1:]:
    model = wrapper.CreateModel()
    reader = model.QueryReader("3mf")
    reader.SetStrictModeActive(True)
    reader.ReadFromFile(path)
    warnings = [reader.GetWarning(i) for i in range(reader.GetWarningCount())]
    objects, manifold, count = model.GetMeshObjects(), True, 0
    while objects.MoveNext():
        manifold &= objects.GetCurrentMeshObject().IsManifoldAndOriented()
        count += 1
    good = not warnings and manifold and count > 0 and model.GetBuildItems().Count() > 0
    failed |= not good
    print(f"{'ok  ' if good else 'BAD '} {path}: {count} objects, warnings {warnings}, manifold and oriented {manifold}")
sys.exit(failed)
