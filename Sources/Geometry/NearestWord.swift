/// The word of `words` that takes the fewest edits to reach from `word`, for "did you mean"; nil when even that one changes more than a third of it.
///
/// Of equally near words the first in the alphabet. O(length²) for each candidate; a word longer than 64 bytes gets no suggestion.
public func nearestWord(to word: String, among words: some Sequence<String>) -> String? {
    guard word.utf8.count <= 64 else { return nil }
    let limit = max(2, word.utf8.count / 3)
    var best: (distance: Int, word: String)?
    for candidate in words {
        let distance = editDistance(Array(word.utf8), Array(candidate.utf8))
        if distance <= limit, best.map({ (distance, candidate) < ($0.distance, $0.word) }) ?? true { best = (distance, candidate) }
    }
    return best?.word
}

/// Source: Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
        var diagonal = row[0]
        row[0] = i + 1
        for j in b.indices {
            let change = diagonal + (a[i] == b[j] ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(change, diagonal + 1, row[j] + 1)
        }
    }
    return row[b.count]
}
