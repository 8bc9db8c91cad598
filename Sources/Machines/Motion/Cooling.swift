internal import ImpressionGeometry
internal import ImpressionSlicing

/// Gives short layers time to set: the fan runs faster and lines are drawn slower.
///
/// Lines inside are slowed first; outer walls, which are seen, only when that is not enough. What hangs over nothing has a fan of its own.
struct Cooling {
    let profile: PrintProfile

    /// - Parameter nominal: Time of the layer at its asked speeds, s, without acceleration.
    func apply(to motion: inout LayerMotion, nominal: Double, from start: Point?) {
        motion.fan = fan(layer: motion.index, time: nominal)
        motion.hangingFan = motion.index < profile.filament.layersWithoutFan ? 0 : Double(profile.filament.bridgeFan) / 100
        let missing = profile.filament.slowBelowLayerTime - nominal
        guard profile.filament.cools, missing > 0 else { return }
        let times = lineTimes(of: motion, from: start)
        let rest = slow(&motion, times, by: missing) { $0 != Role.externalWall.rawValue }
        if rest > 1e-6 { _ = slow(&motion, times, by: rest) { $0 == Role.externalWall.rawValue } }
    }

    /// Share of full fan for a layer that takes `time`.
    func fan(layer: Int, time: Double) -> Double {
        let filament = profile.filament, first = filament.layersWithoutFan
        guard layer >= first else { return 0 }
        let full = fullFan(time: time)
        return layer < filament.fullFanLayer ? full * Double(layer + 1 - first) / Double(filament.fullFanLayer - first) : full
    }

    /// Above the layers where the fan rises.
    private func fullFan(time: Double) -> Double {
        let filament = profile.filament
        let (least, most) = (Double(filament.minimumFan) / 100, Double(filament.maximumFan) / 100)
        let resting = filament.fanAlwaysOn ? least : 0
        guard filament.cools, time < filament.fanBelowLayerTime else { return resting }
        guard time > filament.slowBelowLayerTime else { return most }
        let share = (time - filament.slowBelowLayerTime) / (filament.fanBelowLayerTime - filament.slowBelowLayerTime)
        return most + (least - most) * share
    }

    /// Seconds that each line takes at its speed; 0 for all other moves.
    private func lineTimes(of motion: LayerMotion, from start: Point?) -> [Double] {
        var last = SIMD2<Int32>(motion.moves.first?.x ?? 0, motion.moves.first?.y ?? 0)
        return motion.moves.map { move in
            let here = SIMD2(move.x, move.y)
            defer { last = here }
            guard move.kind == .extrude else { return 0 }
            let delta = SIMD2<Double>(here &- last) * 1e-3
            let squares: Double = (delta * delta).sum()
            return squares.squareRoot() * 60 / Double(move.feed)
        }
    }

    /// Slows the chosen lines in one proportion, none below the slowest speed, until they take `missing` longer.
    ///
    /// - Returns: What could not be gained, s.
    private func slow(_ motion: inout LayerMotion, _ times: [Double], by missing: Double, _ isChosen: (UInt8) -> Bool) -> Double {
        let floor = profile.filament.slowestSpeed
        let chosen = motion.moves.indices.filter { times[$0] > 0 && isChosen(motion.moves[$0].role) && Double(motion.moves[$0].feed) > floor * 60 }
        guard !chosen.isEmpty else { return missing }
        let target = chosen.reduce(missing) { $0 + times[$1] }
        // Lines that meet the floor take their fixed share; the others divide what is left. Each round adds to the first kind.
        var factor = 1.0
        for _ in 0..<32 {
            var (fixed, free) = (0.0, 0.0)
            for i in chosen {
                let speed = Double(motion.moves[i].feed) / 60
                if speed * factor <= floor { fixed += times[i] * speed / floor } else { free += times[i] }
            }
            let next = free > 0 ? min(factor, free / max(target - fixed, 1e-9)) : factor
            if next >= factor * (1 - 1e-12) { break }
            factor = next
        }
        var gained = 0.0
        for i in chosen {
            let speed = Double(motion.moves[i].feed) / 60
            let slower = feedrate(max(floor, speed * factor))
            gained += times[i] * (Double(motion.moves[i].feed) / Double(slower) - 1)
            motion.moves[i].feed = slower
        }
        return missing - gained
    }
}
