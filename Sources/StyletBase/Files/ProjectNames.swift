/// How the files of a project are called: what reads folders of scans passes them over.
package enum ProjectNames {
  /// What ends a project's name where nobody has given it another.
  package static let ending = ".stylet.json"
  /// Of all files of such a project but its backup.
  package static let endings = [ending] + Beside.allCases.map { ".stylet" + $0.ending }

  /// The files beside a project and its backup, by what stands in the place of its `.json`.
  package enum Beside: String, CaseIterable {
    case journal
    /// The steps of before the last save.
    case history
    /// Where a reader was who left without a save.
    case place
    case lock

    package var ending: String { "." + rawValue }
  }

  /// The way out where the file system has no room for a name.
  package static var adviceOnLongName: String { words("error.shorter-name") }
}
