import StyletBase

/// What tells one checkout from another: six of the letters of aliases.
public struct CheckoutID: StudyName {
  public let text: String
  public static let length = 6
  public static let wanted = "a checkout: 6 of 2 3 4 6 7 9 c d f g h j k m n p r t v w x y"

  public init?(_ text: String) {
    guard text.utf8.count == Self.length, text.utf8.allSatisfy(Alias.letters.contains) else { return nil }
    self.text = text
  }

  /// Another one each time.
  public static func make() -> CheckoutID {
    var source = SystemRandomNumberGenerator()
    let letters = (0..<length).map { _ in Alias.letters.randomElement(using: &source)! }
    return CheckoutID(String(decoding: letters, as: UTF8.self))!
  }
}

/// Cases that a reader carries away from a study, to read them where it cannot be reached. The folder that carries them
/// says so in `checkout.json`, the study in `readers/NAME/away.ID.json`: the same file in two places. Once they are
/// back the study has it as `returned.ID.json`.
public struct Checkout: Hashable, Sendable {
  public static let format = "stylet-study-checkout"
  public static let version = 1
  /// Cases that are carried at once.
  public static let most = 10_000

  /// Why the study has not taken a reading that came back. It lies in `readers/NAME/kept.ID/`.
  public enum Kept: String, Sendable, CaseIterable {
    /// It was begun, sealed or skipped in the study meanwhile.
    case begun, sealed, skipped
    /// It was changed in the folder after it had been brought back, or in a copy of the folder.
    case changed
    /// It is another reader's now, or nobody's: the study's check has to know that its events stand in a log of the
    /// reader's.
    case unlisted
  }

  public var id: CheckoutID
  /// ``Study/id``.
  public var study: String
  public var reader: ReaderName
  /// Where it was made.
  public var host: HostName
  /// UTC.
  public var time: String
  /// In the order of the list.
  public var aliases: [Alias]
  /// UTC; nil while they are away.
  public var returned: String?
  public var kept: [Alias: Kept] = [:]

  public init(
    study: String, reader: ReaderName, aliases: [Alias], id: CheckoutID = .make(), host: HostName = .here,
    time: String = UTC.now()
  ) {
    (self.id, self.study, self.reader, self.host) = (id, study, reader, host)
    (self.time, self.aliases) = (time, aliases)
  }

  /// The rows that a reader takes along next: those that nobody has begun and that are open, in the list's order.
  /// - Parameter taken: those that are away already.
  public static func next(
    _ list: [ListedReading], _ progress: ReadingProgress, taken: Set<Alias>, at time: String = UTC.now()
  ) -> [Alias] {
    let closed = progress.closed(list, at: time)
    return list.map(\.alias).filter {
      progress.state(of: $0) == .waiting && !taken.contains($0) && !closed.contains($0)
    }
  }
}

// MARK: Files

extension Checkout {
  /// - Throws: a ``Failure`` with file and field.
  public static func read(_ path: String) throws -> Checkout {
    try StudyFile.object(SafeFile.read(path, limit: 4 << 20).bytes, path, "") { Checkout(&$0) }
  }

  public func write(to path: String) throws {
    try StudyFile.write(Array(Words.inData { json.text + "\n" }.utf8), to: path, mode: StudyFile.sharedMode)
  }

  var json: JSONValue {
    let kept = kept.sorted { $0.key < $1.key }.map { (name: $0.key.text, value: JSONValue.string($0.value.rawValue)) }
    return .object([
      "format": .string(Self.format), "version": .int(Self.version), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "id": .string(id.text), "study": .string(study),
      "reader": .string(reader.text), "host": .string(host.text), "time": .string(time),
      "aliases": .array(aliases.map { .string($0.text) }), "returned": returned.map(JSONValue.string) ?? .null,
      "kept": .object(JSONObject(kept)),
    ])
  }

  init?(_ fields: inout FieldReader) {
    let format = fields.string("format"), version = fields.int("version", in: 1...1 << 30)
    if let format, format != Self.format { fields.report("format", "\(Self.format) was expected") }
    if let version, version != Self.version { fields.report("version", "this program reads \(Self.version)") }
    _ = (fields.text("program"), fields.text("notice", most: 1024))
    let id = fields.name("id", as: CheckoutID.self), study = fields.name("study", as: CaseID.self)?.text
    let reader = fields.name("reader", as: ReaderName.self), host = fields.name("host", as: HostName.self)
    let time = fields.time("time"), listed = fields.array("aliases", required: true)
    let aliases = listed.compactMap { $0.string.flatMap { Alias($0) } }
    if aliases.count != listed.count || Set(aliases).count != aliases.count || aliases.count > Self.most {
      fields.report("aliases", "\(Alias.wanted), each once, was expected")
    }
    let returned = fields.time("returned", required: false)
    var kept: [Alias: Kept] = [:]
    for one in fields.object("kept")?.members ?? [] {
      guard let alias = Alias(one.name), let why = one.value.string.flatMap({ Kept(rawValue: $0) }) else {
        fields.report("kept", "aliases, each with a reason, were expected")
        continue
      }
      kept[alias] = why
    }
    guard let id, let study, let reader, let host, let time else { return nil }
    self.init(study: study, reader: reader, aliases: aliases, id: id, host: host, time: time)
    (self.returned, self.kept) = (returned, kept)
  }
}

extension StudyFolder {
  /// What a folder that carries cases says of itself.
  public var checkout: String { path.appendingPath("checkout.json") }

  public func away(_ name: ReaderName, _ id: CheckoutID) -> String { reader(name).appendingPath("away.\(id).json") }
  public func returned(_ name: ReaderName, _ id: CheckoutID) -> String {
    reader(name).appendingPath("returned.\(id).json")
  }

  public func lost(_ name: ReaderName, _ id: CheckoutID) -> String { reader(name).appendingPath("lost.\(id).json") }

  /// Readings that came back and that the study has not taken.
  public func kept(_ name: ReaderName, _ id: CheckoutID) -> String { reader(name).appendingPath("kept.\(id)") }

  /// What a reader has away.
  /// - Throws: a ``Failure`` of the first file that is wrong.
  public func checkouts(_ name: ReaderName) throws -> [Checkout] { try checkouts(name, "away.") }

  /// What he has brought back.
  public func returnedCheckouts(_ name: ReaderName) throws -> [Checkout] { try checkouts(name, "returned.") }

  /// The files that tell what he has away.
  func awayFiles(_ name: ReaderName) -> [String] {
    (Paths.names(in: reader(name)) ?? []).sorted().filter { $0.hasPrefix("away.") && $0.hasSuffix(".json") }
      .map(reader(name).appendingPath)
  }

  private func checkouts(_ name: ReaderName, _ beginning: String) throws -> [Checkout] {
    try (Paths.names(in: reader(name)) ?? []).sorted().compactMap { file in
      guard file.hasPrefix(beginning), file.hasSuffix(".json"),
        let id = CheckoutID(String(file.dropFirst(beginning.count).dropLast(".json".count)))
      else { return nil }
      let path = reader(name).appendingPath(file), one = try Checkout.read(path)
      guard one.id == id, one.reader == name else {
        throw StudyFile.wrong(path, "id", words("error.study.other-checkout"))
      }
      return one
    }
  }
}

extension HostName {
  /// What logs in a checkout are called by: the machine, and the checkout, so that none has the name of the study's
  /// own, nor of another checkout's on the same machine.
  public func carrying(_ id: CheckoutID) -> HostName {
    HostName(text.prefix(63 - CheckoutID.length) + "-" + id.text)!
  }

  public func isCarrying(_ id: CheckoutID) -> Bool { text.hasSuffix("-" + id.text) }
}
