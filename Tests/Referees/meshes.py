#!/usr/bin/env python3
"""meshes.py FILE…: trimesh's and manifold3d's opinion of a mesh. Vertices are welded where they are equal; nothing is repaired."""
import sys
import warnings

import manifold3d
import numpy as np
import trimesh

warnings.filterwarnings("ignore")
failed = False
for path in sys.argv[1:]:
    mesh = trimesh.load(path, force="mesh", process=False)
    vertices, index = np.unique(np.asarray(mesh.vertices, np.float32), axis=0, return_inverse=True)
    faces = index.reshape(-1)[np.asarray(mesh.faces)]
    degenerate = (faces[:, 0] == faces[:, 1]) | (faces[:, 1] == faces[:, 2]) | (faces[:, 2] == faces[:, 0])
    welded = trimesh.Trimesh(vertices, faces, process=False)
    solid = manifold3d.Manifold(manifold3d.Mesh(vert_properties=vertices, tri_verts=faces.astype(np.uint32)))
    status = str(solid.status()).split(".")[-1]
    good = welded.is_watertight and welded.is_winding_consistent and welded.volume > 0 and status == "NoError" and not degenerate.any()
    failed |= not good
    print(f"{'ok  ' if good else 'BAD '} {path}: {len(faces)} faces, {degenerate.sum()} degenerate, watertight {welded.is_watertight}, "
          f"oriented {welded.is_winding_consistent}, {welded.volume:.2f} mm3, manifold3d {status}")
sys.exit(failed)
