/// Which folder of the sources uses which, by the names that stand in them, and which module imports which.
///
/// A use is the name of a type or function that another file declares at top level, or of a member that another file
/// adds by extension, where no other declaration in all sources has that name. A name means what the file, the types
/// that it extends, its module and its imports declare, in this order. Who has a value without naming its type is not
/// seen. The graph is made of text alone, in less than half a second for all sources.
public struct SourceGraph: Sendable {
  public struct Use: Hashable, Sendable {
    public let file: String
    public let name: String
    public let declaredIn: String
  }

  /// Of a folder by its path below the sources (`StyletCore/Tools`): what it uses of each other folder.
  public private(set) var uses: [String: [String: Set<Use>]] = [:]
  public private(set) var folders: Set<String> = []
  /// Of a module: the modules of the tree that it imports, with how many of its files do.
  public private(set) var imports: [String: [String: Int]] = [:]

  /// - Parameter sources: bytes by path below the sources, as `StyletCore/Tools/FillTool.swift`.
  public init(_ sources: [String: [UInt8]]) {
    let outlines = sources.mapValues { SourceOutline($0) }
    let names = Names(outlines)
    for (path, outline) in outlines {
      folders.insert(Self.folder(of: path))
      let module = Self.module(of: path)
      for other in outline.imports where names.modules.contains(other) && other != module {
        imports[module, default: [:]][other, default: 0] += 1
      }
    }
    for module in names.modules { imports[module, default: [:]].merge([:]) { $0 + $1 } }
    for (path, outline) in outlines {
      let from = Self.folder(of: path)
      for (name, target) in names.uses(by: outline, at: path, imports: imports[Self.module(of: path)] ?? [:]) {
        let to = Self.folder(of: target)
        if to == from { continue }
        uses[from, default: [:]][to, default: []].insert(Use(file: path, name: name, declaredIn: target))
      }
    }
  }

  public var modules: [String] { imports.keys.sorted() }

  public static func module(of path: String) -> String {
    String(path.prefix { $0 != "/" })
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path
  }

  public func folders(of module: String) -> [String] {
    folders.filter { Self.module(of: $0) == module }.sorted()
  }

  /// Folders of a module that use one another in a circle: of each list all folders reach all others.
  /// - Parameter without: by folder, those whose use by it does not count.
  public func cycles(in module: String, without: [String: [String]] = [:]) -> [[String]] {
    let folders = folders(of: module)
    let reached = Dictionary(uniqueKeysWithValues: folders.map { ($0, reach(from: $0, without: without)) })
    var knots: [[String]] = []
    for folder in folders where !knots.contains(where: { $0.contains(folder) }) {
      let knot = folders.filter { reached[folder]!.contains($0) && reached[$0]!.contains(folder) }
      if knot.count > 1 { knots.append(knot) }
    }
    return knots
  }

  /// Folders of its module that a folder uses, and those that these use.
  public func reach(from folder: String, without: [String: [String]] = [:]) -> Set<String> {
    let module = Self.module(of: folder)
    var seen: Set<String> = []
    var next = [folder]
    while let from = next.popLast() {
      let not = without[from] ?? []
      for to in (uses[from] ?? [:]).keys where Self.module(of: to) == module && !not.contains(to) {
        if seen.insert(to).inserted { next.append(to) }
      }
    }
    return seen
  }

  /// Imports that do not point to a lower floor, and modules that have no floor.
  public func upwardImports(floors: [String: Int]) -> [String] {
    modules.flatMap { module -> [String] in
      guard let floor = floors[module] else { return ["\(module) has no floor"] }
      return imports[module]!.keys.sorted().filter { floors[$0].map { $0 >= floor } ?? true }
        .map { "\(module) imports \($0)" }
    }
  }
}
