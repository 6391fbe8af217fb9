/// An error as a user meets it: what is wrong, where, and what to do. One line on stderr:
/// `stylet: PATH: what is wrong, where; what to do`.
public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What went wrong, by what a script can do about it. The raw value is the exit status (sysexits.h).
  public enum Kind: Int32, Sendable {
    case usage = 64, badData = 65, noInput = 66, defect = 70, cannotCreate = 73, io = 74, inUse = 75, noPermission = 77
  }

  public var kind: Kind
  /// The file or folder concerned, as the user gave it.
  public var path: String?
  /// What is wrong.
  public var what: String
  /// The line, tag, field or byte offset.
  public var place: String?
  /// What to do.
  public var advice: String?

  public init(_ kind: Kind, path: String? = nil, _ what: String, at place: String? = nil, advice: String? = nil) {
    self.kind = kind
    self.path = path
    self.what = what
    self.place = place
    self.advice = advice
  }

  /// The line without "stylet:". Control characters, which a hostile file may carry in, are shown escaped.
  public var description: String {
    var line = path.map { Joint.named($0, what) } ?? what
    if let place { line += ", " + place }
    if let advice { line = Joint.clauses([line, advice]) }
    return line.escapedForTerminal
  }

  /// The line for a screen, where a long path would hide what is wrong and what to do: shortened in its middle.
  public var onScreen: String {
    guard let path, path.count > Self.longestPath else { return description }
    var short = self
    let kept = Self.longestPath - 1, end = min(path.lastPathPart.count + 1, kept * 2 / 3)
    short.path = path.prefix(kept - end) + "…" + path.suffix(end)
    return short.description
  }

  private static let longestPath = 40

  /// The same failure, said of `path` unless it already names one.
  public func about(_ path: String) -> Failure {
    var f = self
    if f.path == nil { f.path = path }
    return f
  }
}
