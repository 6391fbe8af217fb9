import StyletBase

/// Which files lie in a study: what commands that write must leave alone.
enum StudyGuard {
  /// What tells the folder of a study, and how deep below it its files lie: `intake/series/ab/NAME.json`.
  private static let name = "study.json", mark = "\"stylet-study\"", deepest = 4

  /// The folder of the study that a path lies in; nil where there is none.
  ///
  /// Cost: the beginnings of a few files at most.
  static func study(around path: String) -> String? {
    var folder = (Paths.resolved(path) ?? path.absolutePath).pathFolder
    for _ in 0..<deepest {
      if isStudy(folder) { return folder }
      let above = folder.pathFolder
      if above == folder { return nil }
      folder = above
    }
    return nil
  }

  private static func isStudy(_ folder: String) -> Bool {
    guard let head = OutputPolicy.head(folder.appendingPath(name))?.prefix(256) else { return false }
    return head.firstRange(of: Array(mark.utf8)) != nil
  }
}
