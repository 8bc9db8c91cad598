#!/usr/bin/env python3
"""bodies.py FOLDER: simple bodies as binary STL, made by trimesh, standing on the plate."""
import sys

import trimesh

make = trimesh.creation
for name, mesh in {
    "cube": make.box((20, 20, 10)),
    "cylinder": make.cylinder(10, 12, sections=128),
    "ball": make.icosphere(4, 10),
    "torus": make.torus(14, 5, major_sections=96, minor_sections=48),
    "tube": make.annulus(8, 12, 15, sections=96),
    "cone": make.cone(12, 20, sections=96),
}.items():
    mesh.apply_translation([0, 0, -mesh.bounds[0][2]])
    mesh.export(f"{sys.argv[1]}/{name}.stl")
