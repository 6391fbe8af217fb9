import StyletScreen

/// Text that a terminal sends in one go: pasted, whether it says so or not.
enum PastedText {
  /// Whether one read is a text rather than keys: words in one go, without an escape. Many runs of letters are words,
  /// and two of a shorter read where they look like words of a language, or one that is long. What stands in a command
  /// line (":", "/") is typed by a program for a reader, and counts as keys; within a text both are signs.
  static func isBurst(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.count >= shortestBurst, bytes.first != UInt8(ascii: "/"), !bytes.contains(0x1b) else {
      return false
    }
    var runs = 0, spoken = 0
    for line in bytes.split(whereSeparator: { $0 == 0x0d || $0 == 0x0a }) {
      let counts = words(in: line)
      runs += counts.runs
      spoken += counts.spoken
    }
    return bytes.count >= longBurst && runs >= 4 || spoken >= 2
  }

  /// The words of a line up to the command line in it: runs of three letters or more between blanks, and what looks
  /// like a word, a long one counting twice: it has a vowel and three different letters, none of them large within.
  /// Signs end such a word, as in an address or a path; a digit makes keys of it.
  private static func words(in line: some Collection<UInt8>) -> (runs: Int, spoken: Int) {
    var runs = 0, spoken = 0, word: [UInt8] = []
    func close(isRun: Bool) {
      defer { word = [] }
      guard word.count >= 3 else { return }
      if isRun { runs += 1 }
      let hasVowel = word.contains { $0 >= 0x80 || "aeiouy".utf8.contains($0 | 0x20) }
      let letters = Set(word).count
      guard hasVowel, letters >= 3, word.dropFirst().allSatisfy({ $0 > 0x5a }) else { return }
      spoken += word.count >= longWord && letters >= 5 ? 2 : 1
    }
    for byte in line {
      switch byte {
      // Before the first word it begins a command.
      case UInt8(ascii: ":") where runs == 0 && spoken == 0 && word.count < 3: return (0, 0)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: word.append(byte)
      case ...0x20, 0x7f, UInt8(ascii: ":"): close(isRun: true)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): word = []
      default: close(isRun: false)
      }
    }
    close(isRun: true)
    return (runs, spoken)
  }

  /// A single line with Enter behind it is what a program types for a reader into a field: Enter stays a key.
  static func events(_ bytes: [UInt8]) -> [InputEvent] {
    let line = bytes.dropLast()
    guard bytes.last == 0x0d, !line.contains(0x0d), !line.contains(0x0a) else { return [.paste(clean(bytes))] }
    return [.paste(clean(Array(line))), .key(.enter)]
  }

  /// Bytes of the shortest burst, and of one whose words need not look like words.
  private static let shortestBurst = 12, longBurst = 24
  /// Letters of a word that nobody types as keys in one go.
  private static let longWord = 7

  /// Pasted text as text: line ends are LF, other control characters go.
  static func clean(_ bytes: [UInt8]) -> String {
    var out = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\r" || scalar == "\n" {
        if scalar == "\r" || !afterReturn { out.append("\n") }
      } else if scalar == "\t" || !isControl(scalar) {
        out.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    return String(out)
  }
}
