// figures FOLDER: draws the pictures of the design notes with our own geometry and rasteriser.
import ImpressionCodecs

guard CommandLine.arguments.count == 2 else { fatalError("figures FOLDER") }
for figure in Figures.all {
    var file = try AtomicFile("\(CommandLine.arguments[1])/\(figure.name).png", overwrite: true)
    try file.write(figure.draw().png)
    _ = try file.commit()
}
