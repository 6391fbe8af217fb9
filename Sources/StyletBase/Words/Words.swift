
/// The message of an identifier, in the language in force. Identifiers are the names of the catalogue's tables and keys,
/// with a point between: "contour.resumed".
public func words(_ id: String, _ arguments: KeyValuePairs<String, any WordArgument> = [:]) -> String {
  Words.catalogue.text(id, arguments)
}

/// The language in force, and the catalogues.
public enum Words {
  public static var language: Language { inTask ?? common.withLock { $0 } }

  /// Another one for a task, and not for the threads that it starts: tests walk the screens in each language with it.
  @TaskLocal public static var inTask: Language?

  /// The language of all that is said from here on.
  public static func speak(_ language: Language) { common.withLock { $0 = language } }

  /// What goes into files and into answers for programs is the same whatever is spoken: English.
  public static func inData<Result>(_ body: () throws -> Result) rethrows -> Result {
    try $inTask.withValue(.english) { try body() }
  }

  static var catalogue: Catalogue {
    switch language {
    case .english: english
    case .french: french
    }
  }

  // Each is taken up when it is first spoken.
  static let english = Catalogue(.english)
  private static let french = Catalogue(.french)
  private static let common = Lock(Language.english)
}
