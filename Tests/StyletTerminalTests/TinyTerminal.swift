@testable import StyletScreen

/// What a terminal of ECMA-48 makes of bytes, as far as a picture needs: to hold the writer to what it was given.
struct TinyTerminal {
  struct Place: Equatable {
    var glyph: Unicode.Scalar = " "
    var ink = -1
    var paper = -1
    var attributes: UInt8 = 0
  }

  let width: Int
  let height: Int
  private(set) var places: [Place]
  private(set) var cursor = (col: 0, row: 0)
  private(set) var isCursorShown = true
  /// Sequences that a picture does not need.
  private(set) var unknown: [String] = []
  private var pen = Place()
  private var isPastEnd = false

  init(width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    places = [Place](repeating: Place(), count: width * height)
  }

  /// Another size: what stood there is anything, as when lines were wrapped anew.
  mutating func resize(width: Int, height: Int) {
    var other = TinyTerminal(width: width, height: height)
    other.places = [Place](repeating: Place(glyph: "#", attributes: 4), count: width * height)
    (other.pen, other.isCursorShown) = (pen, isCursorShown)
    self = other
  }

  mutating func feed(_ bytes: [UInt8]) {
    var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)[...]
    while let s = scalars.popFirst() {
      switch s {
      case "\r": (cursor.col, isPastEnd) = (0, false)
      case "\n": cursor.row = min(cursor.row + 1, height - 1)
      case "\u{8}": (cursor.col, isPastEnd) = (max(cursor.col - 1, 0), false)
      case "\u{f}", "\0": break
      case "\u{1b}": escape(&scalars)
      default: put(s)
      }
    }
  }

  private mutating func put(_ s: Unicode.Scalar) {
    if isPastEnd { (cursor, isPastEnd) = ((0, min(cursor.row + 1, height - 1)), false) }
    let columns = s.columns ?? 1
    pen.glyph = s
    places[cursor.row * width + cursor.col] = pen
    if columns == 2, cursor.col + 1 < width {
      pen.glyph = Cell.rest
      places[cursor.row * width + cursor.col + 1] = pen
    }
    cursor.col += columns
    if cursor.col >= width { (cursor.col, isPastEnd) = (width - 1, true) }
  }

  private mutating func escape(_ scalars: inout ArraySlice<Unicode.Scalar>) {
    guard scalars.first == "[" else {
      // Character sets and keypad modes.
      if let s = scalars.popFirst(), s == "(" || s == ")" { scalars.removeFirst() }
      return
    }
    scalars.removeFirst()
    var text = ""
    while let s = scalars.popFirst() {
      text.unicodeScalars.append(s)
      if (0x40..<0x7f).contains(s.value) { break }
    }
    let numbers = text.dropLast().split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    let first = max(numbers.first ?? 1, 1)
    switch text.last {
    case "H":
      cursor = (min(numbers.count > 1 ? max(numbers[1], 1) : 1, width) - 1, min(first, height) - 1)
      isPastEnd = false
    case "C": (cursor.col, isPastEnd) = (min(cursor.col + first, width - 1), false)
    case "D": (cursor.col, isPastEnd) = (max(cursor.col - first, 0), false)
    case "m": select(text.dropLast())
    case "K":
      for col in cursor.col..<width { places[cursor.row * width + col] = Place(paper: pen.paper) }
    case "J": places = [Place](repeating: Place(paper: pen.paper), count: width * height)
    case "h" where text == "?25h": isCursorShown = true
    case "l" where text == "?25l": isCursorShown = false
    case "h", "l", "r", "c", "t": break
    default: unknown.append(text)
    }
  }

  private mutating func select(_ text: Substring) {
    var fields = text.split(separator: ";", omittingEmptySubsequences: false)[...]
    while let field = fields.popFirst() {
      let n = Int(field.prefix { $0 != ":" }) ?? 0
      func extended() -> Int {
        let parts = field.split(separator: ":").map { Int($0) ?? 0 }
        if parts.count == 5 { return parts[2] << 16 | parts[3] << 8 | parts[4] }
        if parts.count == 3 { return parts[2] }
        fields.removeFirst()
        return fields.popFirst().flatMap { Int($0) } ?? -2
      }
      switch n {
      case 0: pen = Place()
      case 1: pen.attributes |= 1
      case 2: pen.attributes |= 8
      case 4: pen.attributes |= 2
      case 7: pen.attributes |= 4
      case 30..<38: pen.ink = n - 30
      case 38: pen.ink = extended()
      case 39: pen.ink = -1
      case 40..<48: pen.paper = n - 40
      case 48: pen.paper = extended()
      case 49: pen.paper = -1
      case 90..<98: pen.ink = n - 82
      case 100..<108: pen.paper = n - 92
      default: unknown.append("\(field)m")
      }
    }
  }
}
