/// Half edges by number: 3t, 3t + 1 and 3t + 2 go around triangle t.
enum HalfEdge {
    @inline(__always) static func next(_ h: Int32) -> Int32 { h % 3 == 2 ? h &- 2 : h &+ 1 }
    @inline(__always) static func previous(_ h: Int32) -> Int32 { h % 3 == 0 ? h &+ 2 : h &- 1 }
}
