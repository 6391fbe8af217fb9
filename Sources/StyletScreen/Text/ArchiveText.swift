import StyletBase

/// What is said where a reader turns to an archive and cannot.
extension Sentence {
  static var noArchiveHere: Failure {
    Failure(.usage, words("archive-page.none-here"), advice: words("archive-page.none-here-advice"))
  }
  static var noArchives: Failure {
    Failure(.usage, words("archive-page.none"), advice: words("archive-page.none-advice"))
  }
  static func noSuchArchive(_ names: [String]) -> Failure {
    Failure(.usage, words("archive-page.unknown", ["names": names.joined(separator: ", ")]))
  }
}
