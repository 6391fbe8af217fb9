/// Where the names of all sources are declared.
struct Names {
  let modules: Set<String>
  /// By module and name: files that declare it at top level, and whether other modules see it.
  private var declared: [String: [String: [(file: String, isShared: Bool)]]] = [:]
  /// Members by extension whose name is declared once in all sources.
  private var added: [String: (file: String, isShared: Bool)] = [:]
  /// By module and type: the names within it.
  private var members: [String: [String: Set<String>]] = [:]

  init(_ outlines: [String: SourceOutline]) {
    modules = Set(outlines.keys.map(SourceGraph.module(of:)))
    var count: [String: Int] = [:]
    for outline in outlines.values {
      for name in outline.declared { count[name, default: 0] += 1 }
    }
    for (file, outline) in outlines {
      let module = SourceGraph.module(of: file)
      for one in outline.declarations {
        declared[module, default: [:]][one.name, default: []].append((file, one.isShared))
      }
      for one in outline.additions where count[one.name] == 1 { added[one.name] = (file, one.isShared) }
      members[module, default: [:]].merge(outline.members) { $0.union($1) }
    }
  }

  /// Names that the file at `path` uses of other files, and the files that declare them.
  /// - Parameter imports: of its whole module: members are seen wherever one file has imported them.
  func uses(by outline: SourceOutline, at path: String, imports: [String: Int]) -> [(name: String, file: String)] {
    let module = SourceGraph.module(of: path)
    var own = outline.own
    for type in outline.extended { own.formUnion(members[module]?[type] ?? []) }
    own.formUnion(outline.declarations.lazy.map(\.name))

    var found: [(String, String)] = []
    // A call without a dot of what is reached by a dot besides is a member's, within an extension: `joined()`.
    let calls = outline.calls.subtracting(outline.reached)
    for name in outline.types.union(calls) where !own.contains(name) {
      let near = declared[module]?[name] ?? []
      let files = near.isEmpty
        ? outline.imports.flatMap { declared[$0]?[name] ?? [] }.filter(\.isShared) : near
      found += files.map { (name, $0.file) }
    }
    for name in outline.reached {
      guard let (file, isShared) = added[name], file != path else { continue }
      let other = SourceGraph.module(of: file)
      if other == module || isShared && imports[other] != nil { found.append(("." + name, file)) }
    }
    return found
  }
}
