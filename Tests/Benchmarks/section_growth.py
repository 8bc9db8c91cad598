"""How slicing a mesh grows with its triangles, as a table and a plot on double logarithmic paper."""
import math

from harness import ROOT, seconds


def run(bench):
    counts = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000, 20_000_000)
    points = [bench.stages("sectiongrowth", n)["sectiongrowth"] for n in counts]
    rows = [[f"{p['triangles']:,.0f}", f"{p['corners']:,.0f}", seconds(p["seconds"]), f"{p['seconds'] / p['triangles'] * 1e9:.0f} ns", f"{p['bytes'] / p['triangles']:.0f}"] for p in points]
    with open(f"{ROOT}/Docs/images/section-growth.svg", "w") as file:
        file.write(plot([(p["triangles"], p["seconds"]) for p in points]))
    bench.table("Growth of slicing", ["triangles", "corners of all contours", "time", "time / triangle", "bytes / triangle"], rows,
                "250 sections of a ring with a wavy surface, from the mesh to closed contours; memory is the growth of the process's peak over the mesh.\n\n"
                "![CPU time against triangles, with the slope of n](images/section-growth.svg)")


def plot(points):
    width, height, left, bottom = 560, 360, 70, 50
    x = lambda n: left + (math.log10(n) - 4) / 3.4 * (width - left - 20)
    y = lambda t: height - bottom - (math.log10(t) + 3) / 4.5 * (height - bottom - 20)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">', f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for k in range(4, 8):
        parts.append(f'<path d="M{x(10**k):.1f} 20V{height - bottom}" stroke="#ddd"/><text x="{x(10**k):.1f}" y="{height - bottom + 20}" text-anchor="middle">10<tspan dy="-5" font-size="9">{k}</tspan></text>')
    for k in range(-3, 2):
        parts.append(f'<path d="M{left} {y(10**k):.1f}H{width - 20}" stroke="#ddd"/><text x="{left - 8}" y="{y(10**k) + 4:.1f}" text-anchor="end">{10.0**k:g} s</text>')
    n0, t0 = points[len(points) // 2]
    line = lambda row: " ".join(f"{x(n):.1f},{y(t):.1f}" for n, t in row)
    parts.append(f'<polyline points="{line([(n, t0 * n / n0) for n, _ in points])}" fill="none" stroke="#c44" stroke-dasharray="5 4"/>')
    parts.append(f'<polyline points="{line(points)}" fill="none" stroke="#25a" stroke-width="2"/>')
    parts += [f'<circle cx="{x(n):.1f}" cy="{y(t):.1f}" r="3.5" fill="#25a"/>' for n, t in points]
    parts.append(f'<text x="{(width + left) / 2}" y="{height - 10}" text-anchor="middle">triangles</text><text x="{left + 15}" y="40" fill="#25a">sections</text><text x="{left + 15}" y="58" fill="#c44">n</text></svg>')
    return "\n".join(parts) + "\n"
