/// What a source declares, adds to types by extension, imports, and the names that it uses.
struct SourceOutline {
  struct Declaration {
    let name: String
    /// Public or of the package: seen from other modules.
    let isShared: Bool
  }

  private(set) var imports: Set<String> = []
  /// Types and functions at top level, without those of the file alone.
  private(set) var declarations: [Declaration] = []
  /// Members in extensions, without those of the file alone.
  private(set) var additions: [Declaration] = []
  /// Names of every declaration, once for each: members, cases and locals, too.
  private(set) var declared: [String] = []
  /// Names that stand for something of this file's own: nested and private types, functions, generic parameters.
  private(set) var own: Set<String> = []
  /// By type: the names of what is declared within it, at any depth.
  private(set) var members: [String: Set<String>] = [:]
  private(set) var extended: Set<String> = []
  /// Names that begin with a capital and do not follow a dot.
  private(set) var types: Set<String> = []
  /// Names in front of a parenthesis that do not follow a dot.
  private(set) var calls: Set<String> = []
  /// Names that follow a dot.
  private(set) var reached: Set<String> = []

  private enum Scope {
    case type(String), addition(String, isShared: Bool), other
  }
  private enum Access { case file, module, shared }

  private let tokens: [Token]
  private var scopes: [(scope: Scope, open: Int)] = []
  private var pending = Scope.other
  private var access = Access.module
  /// Parentheses and brackets open in the innermost braces.
  private var open = 0

  init(_ bytes: [UInt8]) {
    tokens = SwiftTokens.of(bytes)
    for at in tokens.indices {
      switch tokens[at].kind {
      case .word:
        if tokens[at].isQuoted || !takeKeyword(at) { takeUse(at) }
      case .literal: break
      case .mark(let mark): take(mark)
      }
    }
  }

  private func mark(_ at: Int) -> UInt8 {
    if tokens.indices.contains(at), case .mark(let mark) = tokens[at].kind { return mark }
    return 0
  }

  private func word(_ at: Int) -> String? {
    tokens.indices.contains(at) && tokens[at].kind == .word ? tokens[at].text : nil
  }

  private mutating func take(_ mark: UInt8) {
    switch mark {
    case UInt8(ascii: "{"):
      scopes.append((pending, open))
      (pending, open, access) = (.other, 0, .module)
    case UInt8(ascii: "}"):
      if let last = scopes.popLast() { open = last.open }
      (pending, access) = (.other, .module)
    case UInt8(ascii: "("), UInt8(ascii: "["): open += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"): open -= 1
    default: break
    }
  }

  private mutating func takeUse(_ at: Int) {
    let name = tokens[at].text
    if mark(at - 1) == UInt8(ascii: ".") {
      reached.insert(name)
    } else if mark(at + 1) == UInt8(ascii: ":"), "(,".utf8.contains(mark(at - 1)) {
      return  // An argument's label.
    } else if let first = name.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
      types.insert(name)
    } else if mark(at + 1) == UInt8(ascii: "(") {
      calls.insert(name)
    }
  }

  /// Whether the word was a keyword of a declaration or a modifier.
  private mutating func takeKeyword(_ at: Int) -> Bool {
    guard mark(at - 1) != UInt8(ascii: "."), mark(at + 1) != UInt8(ascii: ":") else { return false }
    switch tokens[at].text {
    case "private", "fileprivate":
      if mark(at + 1) != UInt8(ascii: "(") { access = .file }
    case "public", "package", "open":
      if open > 0 || mark(at + 1) != 0 { return false }
      access = .shared
    case "import":
      // `import struct M.S` is an import of M.
      let first = word(at + 1)
      if let name = ["struct", "class", "enum", "func", "protocol"].contains(first) ? word(at + 2) : first {
        imports.insert(name)
      }
      access = .module
    case "extension":
      guard open == 0, let name = word(at + 1) else { return false }
      extended.insert(name)
      pending = .addition(name, isShared: access == .shared)
      access = .module
    case "struct", "class", "enum", "actor", "protocol":
      guard open == 0, let name = word(at + 1), !["func", "var", "let"].contains(name) else { return false }
      declare(name, at: at + 1, isLocal: true)
      pending = .type(name)
    case "typealias", "associatedtype", "func", "macro":
      guard let name = word(at + 1) else { return false }
      declare(name, at: at + 1, isLocal: true)
    case "let", "var":
      if let name = word(at + 1) {
        declare(name, at: at + 1, isLocal: false)
      } else {
        access = .module
      }
    case "case": takeCases(at)
    case "init", "subscript", "deinit":
      access = .module
      return false
    default: return false
    }
    return true
  }

  /// - Parameter isLocal: it is meant where its name stands in this file (a type or a function). A variable is not:
  ///   `words` beside a call of `words()`.
  private mutating func declare(_ name: String, at: Int, isLocal: Bool) {
    defer { access = .module }
    declared.append(name)
    if isLocal, access == .file || !scopes.isEmpty { own.insert(name) }
    if isLocal { takeGenerics(at + 1) }
    for case (.type(let type), _) in scopes { members[type, default: []].insert(name) }
    for case (.addition(let type, _), _) in scopes { members[type, default: []].insert(name) }
    guard access != .file else { return }
    switch scopes.last?.scope {
    case nil where isLocal: declarations.append(Declaration(name: name, isShared: access == .shared))
    case .addition(_, let isShared) where scopes.count == 1:
      additions.append(Declaration(name: name, isShared: isShared || access == .shared))
    default: break
    }
  }

  private mutating func takeGenerics(_ start: Int) {
    guard mark(start) == UInt8(ascii: "<") else { return }
    var at = start
    while tokens.indices.contains(at), mark(at) != UInt8(ascii: ">"), mark(at) != UInt8(ascii: "{") {
      if mark(at) == UInt8(ascii: "<") || mark(at) == UInt8(ascii: ","), let name = word(at + 1) { own.insert(name) }
      at += 1
    }
  }

  /// Cases of an enumeration; `case` of a switch declares nothing.
  private mutating func takeCases(_ start: Int) {
    guard case .type? = scopes.last?.scope, var name = word(start + 1) else { return }
    var at = start + 1
    while true {
      declared.append(name)
      at += 1
      var depth = 0
      while tokens.indices.contains(at) {
        if mark(at) == UInt8(ascii: "(") { depth += 1 }
        if mark(at) == UInt8(ascii: ")") { depth -= 1 }
        let ends = tokens[at].kind == .word || [UInt8(ascii: ","), UInt8(ascii: "}")].contains(mark(at))
        if depth == 0, ends { break }
        at += 1
      }
      guard mark(at) == UInt8(ascii: ","), let next = word(at + 1) else { return }
      name = next
      at += 1
    }
  }
}
