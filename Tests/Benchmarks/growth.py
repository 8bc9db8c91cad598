"""How a union grows with its edges, as a table and a plot on double logarithmic paper."""
import math

from harness import ROOT, seconds
from plots import doubly_logarithmic


def run(bench):
    points = [bench.stages("growth", n)["growth"] for n in (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)]
    rows = [[f"{p['edges']:,.0f}", seconds(p["seconds"]), f"{p['seconds'] / p['edges'] / math.log2(p['edges']) * 1e9:.1f} ns", f"{p['bytes'] / p['edges']:.0f}"] for p in points]
    doubly_logarithmic(f"{ROOT}/Docs/images/growth.svg", [(p["edges"], p["seconds"]) for p in points], ((3, 7), (-4, 2)), "edges", "union", (lambda n: n * math.log(n), "n log n"))
    bench.table("Growth of a union", ["edges", "time", "time / (n log₂ n)", "bytes an edge"], rows, "One soup of random triangles with about 0.35 crossings an edge; memory is the growth of the process's peak over its input and over a union of 300 edges, freed blocks that stay with the process among it.\n\n"
                "![CPU time against edges, with the slope of n log n](images/growth.svg)")

