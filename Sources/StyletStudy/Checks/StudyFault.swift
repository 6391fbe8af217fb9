/// Something that is not as the study's files say it has to be.
public struct StudyFault: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A file that cannot be read.
    case unreadable
    /// A file that was changed since the coordinator wrote it, is gone, or is not the coordinator's.
    case changed, gone, foreign
    /// Another key, a trail that the key did not make.
    case key, trail
    /// A list, the places of scans or the design that the assignment does not give.
    case list, place, design
    /// A log that is no chain, ends before its anchor, or speaks of what is not on the list.
    case chain, anchor, alias
    /// A project that is not what was sealed.
    case project
    /// Known answers that are not those of `gold/`, or were shown where none is to be, or before the seal.
    case answers
    /// What was made of readings that are not sealed any more, or not so; what the trail does not tell of.
    case stale, untold
    /// A scan that is gone or another one.
    case scan
    /// A clock that went back, or is ahead.
    case clock
  }

  public var kind: Kind
  /// From the study's folder on.
  public var path: String
  /// The line, the alias.
  public var place: String?
  public var what: String

  public init(_ kind: Kind, _ path: String, at place: String? = nil, _ what: String) {
    (self.kind, self.path, self.place, self.what) = (kind, path, place, what)
  }
}
