/// What the keys are for at the moment. Keys of a mode come first; what it leaves open is as in `navigate`.
public enum Mode: String, Sendable, CaseIterable {
  case navigate
  /// A contour is being drawn.
  case contour
  /// The arrows set the grey-level window.
  case adjust
  /// A tool shows what it would draw.
  case preview
  /// Points of a measurement are being dropped.
  case measure
  /// The 3-D view has the keys.
  case solid
  /// Slices stand side by side.
  case mosaic

  /// Nothing is begun that keys must end: tools may be used, and the form stays open beside it.
  var isFree: Bool {
    switch self {
    case .navigate, .adjust: true
    case .contour, .preview, .measure, .solid, .mosaic: false
    }
  }

  /// The modes in which nothing is begun.
  static let free = Set(allCases.filter(\.isFree))
}

/// What a key does: a command of the table, with an argument as one would type it in the palette.
public struct Invocation: Hashable, Sendable {
  public var command: String
  public var argument: String

  public init(_ command: String, _ argument: String = "") {
    self.command = command
    self.argument = argument
  }

  /// "finding 2" is the command "finding" with the argument "2".
  public init(parsing text: String) {
    let trimmed = text.drop { $0 == " " }
    let word = trimmed.prefix { $0 != " " }
    self.init(String(word), trimmed.dropFirst(word.count).trimmed)
  }
}

/// A row of a keymap.
public struct Binding: Hashable, Sendable {
  public var mode: Mode
  /// One key, or several to be pressed one after another; never empty.
  public var keys: [Key]
  public var action: Invocation

  public init(_ mode: Mode, _ keys: [Key], _ action: Invocation) {
    self.mode = mode
    self.keys = keys
    self.action = action
  }
}

/// Which keys do what: bindings in the order they are listed, and what keys begin for looking up.
public struct Keymap: Sendable {
  public private(set) var bindings: [Binding] = []
  /// Characters that count as digits, besides 0–9: the unshifted digit row of a French keyboard.
  public var digits: [Character: Int] = [:]
  private var actions: [Place: Invocation] = [:]
  /// How many bindings go on from these keys.
  private var prefixes: [Place: Int] = [:]

  private struct Place: Hashable, Sendable {
    var mode: Mode
    var keys: ArraySlice<Key>
  }

  public init() {}

  /// What the keys pressed so far mean.
  public enum Meaning: Equatable, Sendable {
    case action(Invocation)
    /// More keys must follow.
    case prefix
    case nothing
  }

  public func meaning(of keys: [Key], in mode: Mode) -> Meaning {
    for m in mode == .navigate ? [mode] : [mode, .navigate] {
      let place = Place(mode: m, keys: keys[...])
      if let action = actions[place] { return .action(action) }
      if prefixes[place] != nil { return .prefix }
    }
    return .nothing
  }

  /// Whether a number typed before a key is its count. It is whole or not at all: were 4 a command and 6 none, 60G
  /// would go to a slice and 40G choose a tool.
  public var takesCounts: Bool {
    (1...9).allSatisfy { n in
      let typed = digits.filter { $0.value == n }.map(\.key) + [Character(String(n))]
      return typed.contains { digit($0) == n && meaning(of: [.character($0)], in: .navigate) == .nothing }
    }
  }

  /// The digit that a character stands for, nil when it is none.
  public func digit(_ c: Character) -> Int? {
    if let value = digits[c] { return value }
    return c.isASCII ? c.wholeNumberValue : nil
  }

  /// The bindings that begin with `keys`, in order: what may follow a prefix.
  public func bindings(after keys: [Key], in mode: Mode) -> [Binding] {
    bindings.filter {
      ($0.mode == mode || $0.mode == .navigate) && $0.keys.count > keys.count && $0.keys.starts(with: keys)
    }
  }

  /// The bindings of a command, in order.
  public func bindings(of command: String) -> [Binding] { bindings.filter { $0.action.command == command } }

  /// Adds a binding in place of those it conflicts with. Cost: the bindings.
  public mutating func bind(_ binding: Binding) {
    let place = Place(mode: binding.mode, keys: binding.keys[...])
    if actions[place] != nil, let at = bindings.firstIndex(where: { $0.mode == place.mode && $0.keys == binding.keys }) {
      bindings[at] = binding
    } else {
      unbind(binding.keys, in: binding.mode)
      bindings.append(binding)
      for prefix in Self.prefixes(of: place) { prefixes[prefix, default: 0] += 1 }
    }
    actions[place] = binding.action
  }

  /// Takes a key away, with what begins with it and what it begins with. Cost: the bindings.
  public mutating func unbind(_ keys: [Key], in mode: Mode) {
    let taken = bindings.filter { $0.mode == mode && ($0.keys.starts(with: keys) || keys.starts(with: $0.keys)) }
    guard !taken.isEmpty else { return }
    for binding in taken {
      let place = Place(mode: mode, keys: binding.keys[...])
      actions[place] = nil
      for prefix in Self.prefixes(of: place) {
        let left = prefixes[prefix, default: 1] - 1
        prefixes[prefix] = left > 0 ? left : nil
      }
    }
    bindings.removeAll { actions[Place(mode: $0.mode, keys: $0.keys[...])] == nil }
  }

  /// The beginnings of keys, none of them empty or the whole.
  private static func prefixes(of place: Place) -> [Place] {
    (1..<max(place.keys.count, 1)).map { Place(mode: place.mode, keys: place.keys.prefix($0)) }
  }
}

extension StringProtocol {
  /// Without blanks and line breaks at both ends.
  var trimmed: String {
    var s = self[...]
    while let c = s.first, c.isWhitespace { s = s.dropFirst() }
    while let c = s.last, c.isWhitespace { s = s.dropLast() }
    return String(s)
  }
}
