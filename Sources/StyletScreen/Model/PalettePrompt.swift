import StyletBase
import StyletImaging

/// The line after ":", and the commands that match it.
struct PalettePrompt {
  /// The most that is taken in: far more than any path.
  static let longest = 4096

  private(set) var characters: [Character] = []
  private(set) var cursor = 0
  /// The row chosen with the arrows; nil while what was typed counts.
  var selected: Int?
  /// Enter was pressed, and the command waits for what it takes.
  var lacksArgument = false

  var input: String { String(characters) }

  /// The command's name as typed, and what follows it.
  var invocation: Invocation { Invocation(parsing: input) }

  /// Whether nothing more is taken in.
  var isFull: Bool { characters.count >= Self.longest }

  /// Ends of lines and tabs become a blank each: what stands behind them belongs to the text.
  /// - Returns: whether something was left out: characters that are not to be shown, or more than there is room for.
  @discardableResult mutating func insert(_ text: String) -> Bool {
    if isFull { return !text.isEmpty }
    let line = text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
    let safe = line.filter { !$0.unicodeScalars.contains(where: \.isUnsafeToShow) }
    let room = safe.prefix(max(Self.longest - characters.count, 0))
    characters.insert(contentsOf: room, at: cursor)
    cursor += room.count
    selected = nil
    return room.count < line.count
  }

  mutating func set(_ text: String) {
    characters = Array(text)
    cursor = characters.count
    selected = nil
  }

  mutating func move(to position: Int) { cursor = min(max(position, 0), characters.count) }

  mutating func delete(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<characters.count)
    characters.removeSubrange(range)
    if cursor > range.lowerBound { cursor = max(range.lowerBound, cursor - range.count) }
    selected = nil
  }

  /// What a key does to the line; keys that do nothing to it are passed over.
  mutating func edit(_ key: Key) {
    switch key {
    case .left: move(to: cursor - 1)
    case .right: move(to: cursor + 1)
    case .home, .control("a"): move(to: 0)
    case .end, .control("e"): move(to: .max)
    case .backspace, .control("h"): delete(cursor - 1..<cursor)
    case .delete: delete(cursor..<cursor + 1)
    case .control("u"): delete(0..<cursor)
    case .control("w"): delete(wordStart..<cursor)
    case .character(let c): insert(String(c))
    default: break
    }
  }

  /// Where the word before the cursor begins.
  var wordStart: Int {
    var at = cursor
    while at > 0, characters[at - 1] == " " { at -= 1 }
    while at > 0, characters[at - 1] != " " { at -= 1 }
    return at
  }
}
