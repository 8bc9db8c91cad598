"""Plots of time against size on double logarithmic paper."""
import math


def doubly_logarithmic(path, points, decades, what, name, law):
    """Writes an SVG of points (size, seconds) beside a law through the middle one.

    decades: those of size and of seconds, as pairs of exponents of ten. what: the size's name. name: the line's. law: a function of size with its name.
    """
    width, height, left, bottom = 560, 360, 70, 50
    (n0, n1), (t0, t1) = decades
    x = lambda n: left + (math.log10(n) - n0) / (n1 - n0) * (width - left - 20)
    y = lambda t: height - bottom - (math.log10(t) - t0) / (t1 - t0) * (height - bottom - 20)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">', f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for k in range(math.ceil(n0), math.floor(n1) + 1):
        parts.append(f'<path d="M{x(10**k):.1f} 20V{height - bottom}" stroke="#ddd"/><text x="{x(10**k):.1f}" y="{height - bottom + 20}" text-anchor="middle">10<tspan dy="-5" font-size="9">{k}</tspan></text>')
    for k in range(math.ceil(t0), math.floor(t1) + 1):
        parts.append(f'<path d="M{left} {y(10**k):.1f}H{width - 20}" stroke="#ddd"/><text x="{left - 8}" y="{y(10**k) + 4:.1f}" text-anchor="end">{10.0**k:g} s</text>')
    middle = points[len(points) // 2]
    line = lambda row: " ".join(f"{x(n):.1f},{y(t):.1f}" for n, t in row)
    parts.append(f'<polyline points="{line([(n, middle[1] * law[0](n) / law[0](middle[0])) for n, _ in points])}" fill="none" stroke="#c44" stroke-dasharray="5 4"/>')
    parts.append(f'<polyline points="{line(points)}" fill="none" stroke="#25a" stroke-width="2"/>')
    parts += [f'<circle cx="{x(n):.1f}" cy="{y(t):.1f}" r="3.5" fill="#25a"/>' for n, t in points]
    parts.append(f'<text x="{(width + left) / 2}" y="{height - 10}" text-anchor="middle">{what}</text><text x="{left + 15}" y="40" fill="#25a">{name}</text><text x="{left + 15}" y="58" fill="#c44">{law[1]}</text></svg>')
    with open(path, "w") as file:
        file.write("\n".join(parts) + "\n")
