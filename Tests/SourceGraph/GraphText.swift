extension SourceGraph {
  /// Modules from the lowest floor up, each with its imports, its folders, what these use, and circles among them.
  public var markdown: String {
    var text = "# Modules\n\nFloor, module and what it imports (files that do). Below each, its folders and what they "
    text += "use of others of the same module, then of other modules (names, counted once a file).\n"
    for module in modules.sorted(by: { Self.rank($0) < Self.rank($1) }) {
      let floor = Self.floors[module].map(String.init) ?? "?"
      text += "\n## \(floor) \(module)\n\n"
      text += "imports: \(Self.list(imports[module]!))\n\n"
      for folder in folders(of: module) {
        let used = (uses[folder] ?? [:]).mapValues(\.count)
        let near = used.filter { Self.module(of: $0.key) == module }
        let far = used.filter { Self.module(of: $0.key) != module }
        text += "- \(folder): \(Self.list(near))\(far.isEmpty ? "" : "; \(Self.list(far))")\n"
      }
      for knot in cycles(in: module) { text += "\nin a circle: \(knot.joined(separator: ", "))\n" }
      for from in folders(of: module) {
        for to in Self.backward[from] ?? [] {
          let names = Set((uses[from]?[to] ?? []).map(\.name)).sorted()
          text += "- back: \(from) → \(to): \(names.joined(separator: ", "))\n"
        }
      }
    }
    return text
  }

  /// For `dot`: a box for each module, an edge for each pair of folders, with the number of uses.
  public var dot: String {
    var text = "digraph stylet {\n  rankdir = BT\n  node [shape = box]\n"
    for module in modules {
      text += "  subgraph \"cluster_\(module)\" {\n    label = \"\(module)\"\n"
      for folder in folders(of: module) { text += "    \"\(folder)\"\n" }
      text += "  }\n"
    }
    for from in uses.keys.sorted() {
      for (to, names) in uses[from]!.sorted(by: { $0.key < $1.key }) {
        text += "  \"\(from)\" -> \"\(to)\" [label = \(names.count)]\n"
      }
    }
    return text + "}\n"
  }

  /// Each name that one folder uses of another, with both files.
  public func uses(of to: String, by from: String) -> [String] {
    (uses[from]?[to] ?? []).map { "\($0.file): \($0.name) of \($0.declaredIn)" }.sorted()
  }

  private static func rank(_ module: String) -> (Int, String) { (floors[module] ?? .max, module) }

  private static func list(_ counts: [String: Int]) -> String {
    counts.isEmpty
      ? "nothing" : counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
