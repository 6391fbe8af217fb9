import SourceGraph

/// `make graph`: the graph as Markdown; `--dot` for Graphviz; two folders: the names that the first uses of the second.
@main struct Main {
  static func main() throws {
    var words = Array(CommandLine.arguments.dropFirst())
    let isDot = words.contains("--dot")
    words.removeAll { $0 == "--dot" }
    let graph = try SourceGraph(folder: "Sources")
    if words.count == 2 {
      graph.uses(of: words[1], by: words[0]).forEach { print($0) }
    } else {
      print(isDot ? graph.dot : graph.markdown, terminator: "")
    }
  }
}
