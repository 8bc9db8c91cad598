// benchmarks STAGE ARGUMENTS…: times one family of stages on files that the Python side made; a JSON object a line.
import ImpressionCodecs

let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "mesh": try timeMeshes(heights: words[1], count: Int(words[2]) ?? 0, span: Double(words[3]) ?? 0, error: Double(words[4]) ?? 0, folder: words[5])
case "slice": try timeSlicing(heights: words[1], count: Int(words[2]) ?? 0)
case "pictures": try timePictures(folder: words[1])
case "strokes": try timeStrokes(file: words[1], side: 2048)
case "sections": try timeSections(file: words[1], layerHeight: Double(words[2]) ?? 0.2, tolerance: words.count > 3 ? Double(words[3]) ?? 0 : 0)
case "supports": try timeSupports(file: words[1], layerHeight: Double(words[2]) ?? 0.2, tolerance: Double(words[3]) ?? 0, folder: words.count > 4 ? words[4] : nil)
case "trace": try timeTracing(file: words[1], mode: words[2], output: words[3])
case "growth": timeGrowth(edges: Int(words[1]) ?? 0)
case "sectiongrowth": timeSectionGrowth(triangles: Int(words[1]) ?? 0)
case "workers": timeWorkers()
default: print("benchmarks mesh|slice|pictures|strokes|sections|supports|trace|growth|sectiongrowth|workers …")
}
