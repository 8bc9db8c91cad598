"""How slicing a mesh grows with its triangles, as a table and a plot on double logarithmic paper."""
from harness import ROOT, seconds
from plots import doubly_logarithmic


def run(bench):
    counts = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 20_000_000)
    points = [bench.stages("sectiongrowth", n)["sectiongrowth"] for n in counts]
    rows = [[f"{p['triangles']:,.0f}", f"{p['corners']:,.0f}", seconds(p["seconds"]), f"{p['seconds'] / p['triangles'] * 1e9:.0f} ns", f"{p['bytes'] / p['triangles']:.0f}"] for p in points]
    doubly_logarithmic(f"{ROOT}/Docs/images/section-growth.svg", [(p["triangles"], p["seconds"]) for p in points], ((4, 7.4), (-3, 1.5)), "triangles", "sections", (lambda n: n, "n"))
    bench.table("Growth of slicing", ["triangles", "corners of all contours", "time", "time / triangle", "bytes / triangle"], rows,
                "250 sections of a ring with a wavy surface, from the mesh to closed contours; memory is the growth of the process's peak over the mesh.\n\n"
                "![CPU time against triangles, with the slope of n](images/section-growth.svg)")

