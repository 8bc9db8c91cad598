"""How a union grows with its edges, as a table and a plot on double logarithmic paper."""
import math

from harness import ROOT, seconds


def run(bench):
    points = [bench.stages("growth", n)["growth"] for n in (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)]
    rows = [[f"{p['edges']:,.0f}", seconds(p["seconds"]), f"{p['seconds'] / p['edges'] / math.log2(p['edges']) * 1e9:.1f} ns", f"{p['bytes'] / p['edges']:.0f}"] for p in points]
    with open(f"{ROOT}/Docs/images/growth.svg", "w") as file:
        file.write(plot([(p["edges"], p["seconds"]) for p in points]))
    bench.table("Growth of a union", ["edges", "time", "time / (n log₂ n)", "bytes an edge"], rows, "One soup of random triangles with about 0.35 crossings an edge; memory is the growth of the process's peak over its input and over a union of 300 edges, freed blocks that stay with the process among it.\n\n"
                "![CPU time against edges, with the slope of n log n](images/growth.svg)")


def plot(points):
    width, height, left, bottom = 560, 360, 70, 50
    x = lambda n: left + (math.log10(n) - 3) / 4 * (width - left - 20)
    y = lambda t: height - bottom - (math.log10(t) + 4) / 6 * (height - bottom - 20)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">', f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for k in range(3, 8):
        parts.append(f'<path d="M{x(10**k):.1f} 20V{height - bottom}" stroke="#ddd"/><text x="{x(10**k):.1f}" y="{height - bottom + 20}" text-anchor="middle">10<tspan dy="-5" font-size="9">{k}</tspan></text>')
    for k in range(-4, 3):
        parts.append(f'<path d="M{left} {y(10**k):.1f}H{width - 20}" stroke="#ddd"/><text x="{left - 8}" y="{y(10**k) + 4:.1f}" text-anchor="end">{10.0**k:g} s</text>')
    n0, t0 = points[len(points) // 2]
    slope = [(n, t0 * n * math.log(n) / (n0 * math.log(n0))) for n, _ in points]
    line = lambda row: " ".join(f"{x(n):.1f},{y(t):.1f}" for n, t in row)
    parts.append(f'<polyline points="{line(slope)}" fill="none" stroke="#c44" stroke-dasharray="5 4"/>')
    parts.append(f'<polyline points="{line(points)}" fill="none" stroke="#25a" stroke-width="2"/>')
    parts += [f'<circle cx="{x(n):.1f}" cy="{y(t):.1f}" r="3.5" fill="#25a"/>' for n, t in points]
    parts.append(f'<text x="{(width + left) / 2}" y="{height - 10}" text-anchor="middle">edges</text><text x="{left + 15}" y="40" fill="#25a">union</text><text x="{left + 15}" y="58" fill="#c44">n log n</text></svg>')
    return "\n".join(parts) + "\n"
