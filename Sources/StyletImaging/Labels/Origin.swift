/// How the drawing of a finding on a slice came to be.
public enum Origin: String, Sendable, Codable, CaseIterable {
  case manual, interpolated, grown, proposed, copied, imported
  /// A program proposed it, or a part of it, and a reader took it over or corrected it.
  ///
  /// It stays so through whatever is drawn on it or taken away: a proposal that was corrected is still none that was
  /// drawn by hand. It ends where the finding leaves the slice, or where something else takes its place as a whole: a
  /// mask from a file, a new proposal.
  case accepted
}

extension Origin {
  /// A program drew it, and no reader has looked at it.
  public var isUnreviewed: Bool { self == .proposed || self == .interpolated }

  /// What the drawing becomes when more is drawn on the slice, or a part taken away, in the way of `new`.
  package func changed(by new: Origin) -> Origin {
    switch new {
    case .manual, .grown, .copied: self == .proposed || self == .accepted ? .accepted : new
    case .interpolated, .proposed, .imported, .accepted: new
    }
  }

  /// What the drawing becomes when a reader puts it together with one of another origin.
  package func joined(with other: Origin) -> Origin {
    [self, other].map { $0.changed(by: .manual) }.contains(.accepted) ? .accepted : .manual
  }
}
