/// The tables of a text while it is read, with what the rules of TOML ask of each: who defined it, and whether it may
/// still grow.
final class TOMLTree {
  enum Origin {
    /// A header has passed through it: a header or dotted keys may define it yet.
    case implied
    /// By a header of its own, or an element of an array of tables: only headers below it may add.
    case header
    /// By dotted keys that stand under one header, whose number it is: those may go on.
    case dotted(section: Int)
  }

  enum Content {
    case value(TOMLValue)
    case table(TOMLTree)
    /// `[[…]]`: grows by such headers alone.
    case tables([TOMLTree])
  }

  private struct Member {
    let key: String
    let line: Int
    var content: Content
  }

  private var origin: Origin
  private var members: [Member] = []
  private var places: [[UInt8]: Int] = [:]

  init(_ origin: Origin) { self.origin = origin }

  private func place(_ key: String) -> Int? { places[Array(key.utf8)] }

  /// - Parameter key: a new one of this table.
  func add(_ key: String, line: Int, _ content: Content) {
    places[Array(key.utf8)] = members.count
    members.append(Member(key: key, line: line, content: content))
  }

  /// The table that a header's part before the last names.
  func passed(_ key: String, line: Int) throws(TOMLWord.Mistake) -> TOMLTree {
    guard let at = place(key) else { return new(key, line: line, .implied) }
    switch members[at].content {
    case .table(let table): return table
    case .tables(let all): return all[all.count - 1]
    case .value: throw .init(what: "\"\(key)\" is a value already, and no table to add to")
    }
  }

  /// The table that `[…]` ends in.
  func opened(_ key: String, line: Int) throws(TOMLWord.Mistake) -> TOMLTree {
    guard let at = place(key) else { return new(key, line: line, .header) }
    guard case .table(let table) = members[at].content, case .implied = table.origin else { throw twice(key, at) }
    table.origin = .header
    return table
  }

  /// The new table that `[[…]]` ends in.
  func appended(_ key: String, line: Int) throws(TOMLWord.Mistake) -> TOMLTree {
    let table = TOMLTree(.header)
    guard let at = place(key) else {
      add(key, line: line, .tables([table]))
      return table
    }
    guard case .tables(var all) = members[at].content else { throw twice(key, at) }
    members[at].content = .tables([])  // the only copy: appending stays in place
    all.append(table)
    members[at].content = .tables(all)
    return table
  }

  /// The table that a dotted key's part before the last names.
  func dotted(_ key: String, section: Int, line: Int) throws(TOMLWord.Mistake) -> TOMLTree {
    guard let at = place(key) else { return new(key, line: line, .dotted(section: section)) }
    guard case .table(let table) = members[at].content else { throw twice(key, at) }
    switch table.origin {
    case .implied: table.origin = .dotted(section: section)
    case .dotted(section): break
    case .dotted, .header: throw twice(key, at)
    }
    return table
  }

  /// What is wrong with giving a key a value; nil where it is new.
  func mistake(of key: String) -> TOMLWord.Mistake? { place(key).map { twice(key, $0) } }

  private func new(_ key: String, line: Int, _ origin: Origin) -> TOMLTree {
    let table = TOMLTree(origin)
    add(key, line: line, .table(table))
    return table
  }

  private func twice(_ key: String, _ at: Int) -> TOMLWord.Mistake {
    .init(what: "\"\(key)\" is defined already, on line \(members[at].line)")
  }

  /// What was read. Cost: the whole table.
  var table: TOMLTable {
    TOMLTable(
      entries: members.map { member in
        let value: TOMLValue =
          switch member.content {
          case .value(let value): value
          case .table(let tree): .table(tree.table)
          case .tables(let all): .array(all.map { .table($0.table) })
          }
        return TOMLTable.Entry(key: member.key, value: value, line: member.line)
      })
  }
}
