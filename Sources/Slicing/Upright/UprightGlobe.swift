import ImpressionGeometry
import ImpressionMeshing
import ImpressionRaster
#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Globes: a layer is a ring around the axis between the back's circle and the relief's curve, or a disc near a pole.
extension UprightShape {
    /// Thickness at a latitude, for one column. Beyond the last rows the nearest one counts.
    private func thickness(_ column: Int, _ share: Double, row: Double) -> Double {
        let place = max(0, min(Double(field.rows - 1), row)), y = min(field.rows - 2, Int(place)), up = place - Double(y)
        let low = field.heights.row(y), high = field.heights.row(y + 1), next = min(column + 1, field.columns - 1)
        let a = Double(low[column]) * (1 - up) + Double(high[column]) * up, b = Double(low[next]) * (1 - up) + Double(high[next]) * up
        return sound(a * (1 - share) + b * share)
    }

    func globeBand(at z: Double, _ south: Double, _ north: Double) -> Band {
        var band = Band(frame: .polar, isClosed: true)
        let parts = max(1, min(64, Int((radius * 2 * .pi / Double(field.columns - 1) / 0.4).rounded(.up))))
        let count = (field.columns - 1) * parts + 1
        let limits = ringLimits(z, south, north)
        for i in 0..<count {
            let column = min(field.columns - 2, i / parts), share = Double(i - column * parts) / Double(parts)
            let u = (Double(column) + share) * field.pitch
            var (back, front) = ring(z) { latitude in
                thickness(column, share, row: (latitude - south) / (north - south) * Double(field.rows - 1))
            }
            back = max(limits.lowerBound, min(limits.upperBound, back))
            front = max(limits.lowerBound, min(limits.upperBound, front))
            band.station.append(station(u))
            band.back.append(back)
            band.front.append(front)
            if let outline = field.outline { band.inside.append(edge(outline, column, share, (back + front) / 2, z, south, north)) }
        }
        return band
    }

    private func edge(_ outline: Raster<Float>, _ column: Int, _ share: Double, _ across: Double, _ z: Double, _ south: Double, _ north: Double) -> Double {
        let row = max(0, min(Double(field.rows - 1), (atan2(z, across) - south) / (north - south) * Double(field.rows - 1)))
        let y = min(field.rows - 2, Int(row)), up = row - Double(y)
        let a = Double(outline[column, y]) * (1 - up) + Double(outline[column, y + 1]) * up
        let b = Double(outline[column + 1, y]) * (1 - up) + Double(outline[column + 1, y + 1]) * up
        return a * (1 - share) + b * share
    }

    /// Distances from the axis between the cones at which the globe ends.
    private func ringLimits(_ z: Double, _ south: Double, _ north: Double) -> ClosedRange<Double> {
        var low = 0.0, high = Double.infinity
        if z > 0 {
            if north <= 0 { high = 0 } else if north < .pi / 2 - 1e-6 { low = z / tan(north) }
            if south > 0 { high = min(high, z / tan(south)) }
        } else if z < 0 {
            if south >= 0 { high = 0 } else if south > -.pi / 2 + 1e-6 { low = z / tan(south) }
            if north < 0 { high = min(high, z / tan(north)) }
        }
        return min(low, high)...high
    }

    /// Where a level plane leaves the back and where it first meets the relief, as distances from the axis.
    private func ring(_ z: Double, _ thickness: (Double) -> Double) -> (back: Double, front: Double) {
        let squared = radius * radius - z * z
        let back = max(0, squared).squareRoot()
        if side < 0, squared <= 0 { return (0, 0) }
        /// Positive beyond the relief.
        func beyond(_ across: Double) -> Double {
            side * ((across * across + z * z).squareRoot() - radius) - thickness(atan2(z, across))
        }
        let step = max(0.05, min(0.4, field.pitch))
        var near = back, value = beyond(near)
        if value >= 0 { return (back, back) }
        for _ in 0..<4000 {
            let far = max(0, near + side * step), next = beyond(far)
            if next >= 0 { return (back, root(near, value, far, next, beyond)) }
            if far == 0 { return (back, 0) }
            (near, value) = (far, next)
        }
        return (back, near)
    }

    /// Source: Dowell and Jarratt, "A modified regula falsi method for computing the root of an equation" (Illinois), BIT 11, 1971.
    private func root(_ a: Double, _ fa: Double, _ b: Double, _ fb: Double, _ f: (Double) -> Double) -> Double {
        var (a, fa, b, fb) = (a, fa, b, fb)
        for _ in 0..<30 where abs(b - a) > 1e-5 && fb != fa {
            let c = b - fb * (b - a) / (fb - fa), fc = f(c)
            if (fc < 0) == (fb < 0) { fa /= 2 } else { (a, fa) = (b, fb) }
            (b, fb) = (c, fc)
            if abs(fc) < 1e-6 { break }
        }
        return b
    }

    mutating func measureGlobe(_ workers: Workers) {
        guard case .sphere(let r, let southGiven, let northGiven, _) = bend else { return }
        let south = max(-.pi / 2, southGiven), north = min(.pi / 2, northGiven)
        guard abs(south - southGiven) < 1e-9, abs(north - northGiven) < 1e-9, north > south else { return }
        var bottom = Double.infinity, top = -Double.infinity, volume = 0.0, reach = 0.0
        for y in 0..<field.rows {
            let latitude = south + (north - south) * Double(y) / Double(field.rows - 1), row = field.heights.row(y)
            var sum = 0.0, most = 0.0
            for x in 0..<field.columns {
                let cover = field.outline.map { max(0, min(1, 0.5 + Double($0[x, y]) / field.pitch)) } ?? 1
                let edge = x == 0 || x == field.columns - 1 ? 0.5 : 1, other = max(0, r + side * sound(Double(row[x])))
                sum += cover * edge * abs(other * other * other - r * r * r) / 3
                if cover > 0 { most = max(most, other) }
                if cover > 0 {
                    bottom = min(bottom, min(r, other) * sin(latitude), max(r, other) * sin(latitude))
                    top = max(top, min(r, other) * sin(latitude), max(r, other) * sin(latitude))
                }
            }
            let ends = y == 0 || y == field.rows - 1 ? 0.5 : 1
            volume += sum * ends * cos(latitude) * (north - south) / Double(field.rows - 1) * 2 * .pi / Double(field.columns - 1)
            reach = max(reach, max(r, most) * cos(latitude))
        }
        guard top > bottom else { return }
        set(bottom: bottom, top: top, volume: volume, extent: Box(min: Point(-reach, -reach), max: Point(reach, reach)))
    }
}
