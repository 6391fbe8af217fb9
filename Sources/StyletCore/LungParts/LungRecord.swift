import StyletBase

/// What is said of a project's layer of the lungs: where it came from, and what a reader should look at. An annotation,
/// so that file, journal and undo have it with the lungs.
public struct LungRecord: Hashable, Sendable {
  public enum Source: String, Sendable {
    /// Found by the program.
    case automatic
    case imported
  }

  public var source: Source
  /// Of what was imported: the file's name alone.
  public var file: String?
  public var remarks: [LungRemark]
  /// Air inside the body that is no lung, as the search found it.
  public var air: AirAccount
  /// Who has accepted these lungs, each time that some of them were as a program drew them.
  public private(set) var accepted: [Acceptance] = []
  /// Badges of another version, by their names: they count, and have no words here.
  public private(set) var unknownBadges: [String] = []

  public init(_ source: Source, remarks: [LungRemark] = [], air: AirAccount = AirAccount(), file: String? = nil) {
    self.source = source
    self.remarks = remarks
    self.air = air
    self.file = file
  }

  public init(_ source: Source, badges: [LungBadge], file: String? = nil) {
    self.init(source, remarks: badges.map { LungRemark($0) }, file: file)
  }

  /// The remarks without their places. Those that stay keep theirs.
  public var badges: [LungBadge] {
    get { remarks.badges }
    set { remarks.badges = newValue }
  }

  /// Whether the program has told right from left in lungs that came from a file as one, and nobody has looked at that.
  public var sidesAreProposed: Bool {
    source == .imported
      && remarks.contains { remark in
        guard remark.seen == nil else { return false }
        return switch remark.badge {
        case .dividedAtMidline, .sideByPlace: true
        default: false
        }
      }
  }

  /// How many remarks nobody has looked at, those of other versions among them.
  public var unseen: Int { remarks.count { $0.seen == nil } + unknownBadges.count }

  /// nil when there is none, or none of this form.
  public init?(_ annotations: Annotations) {
    guard let entry = annotations.lungs.lazy.compactMap({ $0.object }).first, let source = Self.source(entry) else {
      return nil
    }
    self.init(source, file: entry["file"]?.string)
    for entry in entry["badges"]?.array ?? [] {
      if let known = LungRemark(entry) {
        remarks.append(known)
      } else {
        unknownBadges.append(entry.object?.members.first?.name ?? "?")
      }
    }
    air = AirAccount(entry["air"])
    accepted = (entry["accepted"]?.array ?? []).compactMap(Acceptance.init)
  }

  private static func source(_ entry: JSONObject) -> Source? { entry["source"]?.string.flatMap(Source.init(rawValue:)) }

  public var json: JSONObject {
    var entry: JSONObject = ["source": .string(source.rawValue)]
    entry["file"] = file.map(JSONValue.string)
    entry["badges"] = .array(remarks.compactMap(\.json).map(JSONValue.object))
    if !air.rows.isEmpty { entry["air"] = air.json }
    if !accepted.isEmpty { entry["accepted"] = .array(accepted.map { .object($0.json) }) }
    return entry
  }

  /// The changes that put a reader's word to what is said of the lungs, of which nothing else changes, whatever version
  /// said it. Where nothing is said, a program drew them: of what a reader drew nothing is to be accepted.
  public static func accepting(_ word: Acceptance, in annotations: Annotations) -> [AnnotationChange] {
    guard let first = annotations.lungs.firstIndex(where: { $0.object != nil }),
      var entry = annotations.lungs[first].object, source(entry) != nil
    else {
      var record = LungRecord(.automatic)
      record.accepted = [word]
      return [AnnotationChange(.lungs, at: 0, old: nil, new: .object(record.json))]
    }
    entry["accepted"] = .array((entry["accepted"]?.array ?? []) + [.object(word.json)])
    return [AnnotationChange(.lungs, at: first, old: annotations.lungs[first], new: .object(entry))]
  }

  /// The changes that say who has seen a remark, or that nobody has; all else stays, what other versions said too.
  /// - Parameter n: its place in ``remarks``; nothing changes where there is none.
  public static func marking(_ n: Int, as seen: LungRemark.Seen?, in annotations: Annotations) -> [AnnotationChange] {
    guard let first = annotations.lungs.firstIndex(where: { $0.object != nil }),
      var entry = annotations.lungs[first].object, var badges = entry["badges"]?.array
    else { return [] }
    let known = badges.indices.filter { LungRemark(badges[$0]) != nil }
    guard known.indices.contains(n), var badge = badges[known[n]].object else { return [] }
    badge["seen"] = seen.map { .object($0.json) }
    badges[known[n]] = .object(badge)
    entry["badges"] = .array(badges)
    return [AnnotationChange(.lungs, at: first, old: annotations.lungs[first], new: .object(entry))]
  }

  /// The changes that put this record in the place of what is said now.
  public func changes(in annotations: Annotations) -> [AnnotationChange] {
    let old = annotations.lungs, new = JSONValue.object(json)
    guard old != [new] else { return [] }
    guard let first = old.first else { return [AnnotationChange(.lungs, at: 0, old: nil, new: new)] }
    return [AnnotationChange(.lungs, at: 0, old: first, new: new)]
      + old.dropFirst().map { AnnotationChange(.lungs, at: 1, old: $0, new: nil) }
  }
}
