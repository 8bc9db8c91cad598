import ImpressionGeometry
@testable import ImpressionMachines
import Testing
import TestSupport

/// Whatever is given ends soon, in a text or in a typed error.
private func ends(_ text: String, within limit: Double = 4, sourceLocation: SourceLocation = #_sourceLocation) -> MacroError? {
    let start = threadSeconds()
    defer { #expect(threadSeconds() - start < limit, sourceLocation: sourceLocation) }
    do throws(MacroError) {
        var session = MacroSession()
        let scope = MacroScope(["long": .text(String(repeating: "a", count: 20_000)), "x": .whole(1)])
        _ = try MacroTemplate(text).filled(in: scope, session: &session)
        return nil
    } catch { return error }
}

private func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

@Suite struct MacroHostileTests {
    @Test func `deep nesting is refused, long chains are not`() {
        for open in ["(", "-", "!", "min(1,", "x ? 1 : ", "x[", "true ? 1 : ("] {
            guard case .tooMuch = ends("{" + many(open, 200_000) + "1}")?.problem else { #expect(Bool(false), "\(open)"); continue }
        }
        guard case .tooMuch? = ends(many("{if true}", 100_000))?.problem else { #expect(Bool(false)); return }
        guard case .tooMuch? = ends("{" + many("if true then ", 100_000))?.problem else { #expect(Bool(false)); return }
        #expect(ends("{1" + many("+1", 200_000) + "}") == nil)
        #expect(ends("{true" + many(" and true", 100_000) + "}") == nil)
    }

    @Test func `texts that double and lists without end are refused`() {
        guard case .tooMuch? = ends("{local a = long}" + many("{a = a + a}", 64))?.problem else { #expect(Bool(false)); return }
        guard case .tooMuch? = ends("{local a = long}" + many("{a = a + 1}", 20_000))?.problem else { #expect(Bool(false)); return }
        guard case .tooMuch? = ends("{local a = (" + many("1,", 200_000) + "1)}" + many("{a[7] = 2}", 20_000))?.problem else { #expect(Bool(false)); return }
        guard case .tooMuch? = ends(many("[long]", 2000))?.problem else { #expect(Bool(false)); return }
    }

    @Test func `a million brackets, quotes and letters`() {
        for text in ["{", "[", "{\"", "[a[", "{a[", "\"", "{if ", "{x}", "[x]", "a", "{1}", "{/", "}{", "{else}", "\\", "{x =~ /", "\u{0}", "é{"] { _ = ends(many(text, 1_000_000 / text.utf8.count)) }
        #expect(ends("{" + many("a", 1_000_000) + "}") != nil)
        #expect(ends("{" + many("9", 1_000_000) + "}") != nil)
        #expect(ends("{1e999}") != nil)
    }

    @Test func `patterns that trap backtracking are quick`() {
        for pattern in ["(a*)*b", "(a|a)*b", "(a|aa)+b", "a*a*a*a*a*a*a*a*b", "((((a+)+)+)+)+b", "(.*)(.*)(.*)(.*)b"] {
            let error = ends("{long =~ /\(pattern)/}")
            #expect(error == nil, "\(pattern): \(String(describing: error))")
        }
        #expect(ends("{long =~ /" + many("(a|", 2000) + many(")", 2000) + "/}") != nil)
        #expect(ends("{long =~ /" + many("a?", 3000) + many("a", 1000) + "/}") != nil)
        #expect(ends("{long =~ /" + many("(", 60) + "a*" + many(")*", 60) + "/}") == nil)
    }

    @Test func `seeded rubbish never traps`() {
        let words = ["{", "}", "[", "]", "(", ")", "if ", "else", "endif", "elsif ", "then ", "x", "1", "2.5", "\"a\"", "+", "-", "*", "/", "%", "==", "=~", "/a*/", ",", "?", ":", ";", "=", "local ", "random", "min",
                     "digits", "interpolate_table", " ", "\n", "é", "not ", " and ", " or ", "long", "size"]
        var random = SplitMix64(seed: 11)
        for _ in 0..<4000 {
            let text = "{" + (0..<Int(random.next() % 24)).map { _ in words[Int(random.next() % UInt64(words.count))] }.joined() + (random.next() % 2 == 0 ? "}" : "")
            _ = ends(text)
        }
    }
}

@Suite struct RegularExpressionTests {
    /// Swift's own engine answers the same for patterns of the shared language.
    @Test func `random patterns match as another engine does`() throws {
        var random = SplitMix64(seed: 5)
        func pick(_ words: [String]) -> String { words[Int(random.next() % UInt64(words.count))] }
        func pattern(_ depth: Int) -> String {
            (0..<Int(1 + random.next() % 3)).map { _ in
                let item = depth > 0 && random.next() % 3 == 0 ? "(" + pattern(depth - 1) + (random.next() % 2 == 0 ? "|" + pattern(depth - 1) : "") + ")" : pick(["a", "b", "c", ".", "[ab]", "[^a]", "[b-c]", "\\w", "\\."])
                return item + pick(["", "", "", "*", "+", "?"])
            }.joined()
        }
        var matched = 0
        for _ in 0..<400 {
            let text = pattern(2)
            let other = try Regex(text).dotMatchesNewlines(), ours = try RegularExpression(text)
            for _ in 0..<12 {
                let subject = (0..<Int(random.next() % 8)).map { _ in pick(["a", "b", "c", ".", "\n"]) }.joined()
                var steps = 1_000_000
                let matches = ours.matches(subject, steps: &steps)
                #expect(matches == (subject.wholeMatch(of: other) != nil), "\(text) on \(subject)")
                if matches == true { matched += 1 }
            }
        }
        #expect(matched > 300)
    }

    @Test(arguments: [("^ab$", "ab", true), ("a^b", "ab", false), ("(^a|b)c", "ac", true), ("", "", true), ("", "a", false), ("a||b", "", true), ("\\d+\\.\\d*", "12.", true), ("[]a]+", "]a]", true), ("[a-]+", "-a", true),
                      ("[^\\d\\s]", "x", true), ("\\S\\D\\W", "ab-", true), ("é.", "é漢", true), ("a\\/b", "a/b", true), ("(?:ab)+", "abab", true), (".*", "a\nb", true)])
    func `signs mean what they do elsewhere`(pattern: String, text: String, matches: Bool) throws {
        var steps = 1000
        #expect(try RegularExpression(pattern).matches(text, steps: &steps) == matches)
    }

    @Test(arguments: ["(", ")", "a)", "*a", "a**", "[a", "[b-a]", "\\", "\\q", "a{2}", "[\\d-z", "|*"])
    func `what has no meaning is refused`(pattern: String) { #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) } }
}
