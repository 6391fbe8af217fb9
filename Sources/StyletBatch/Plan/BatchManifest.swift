import StyletBase
import StyletFiles

/// What is to be done with what: a line of settings, then a line an item, by their identifiers. It never changes: the
/// first line has the digest of all others, and another plan is another file.
public struct BatchManifest: Sendable {
  public static let format = "stylet-batch"
  public static let version = 1
  /// The largest, bytes: a million items and more.
  static let limit = 1 << 30

  public let settings: BatchSettings
  /// By ``BatchItem/id``, each once.
  public let items: [BatchItem]

  /// - Parameter items: in any order; one that stands twice counts once.
  public init(_ settings: BatchSettings, _ items: [BatchItem]) {
    self.settings = settings
    var seen: Set<String> = []
    self.items = items.sorted { $0.id < $1.id }.filter { seen.insert($0.id).inserted }
  }

  /// Their paths: what no answer is written over.
  public var scans: [String] { items.map(\.path) }

  /// Seconds of one core, and bytes of files to be read.
  public var seconds: Double { items.reduce(0) { $0 + $1.seconds } }
  public var bytes: Int { items.reduce(0) { $0 &+ $1.bytes } }

  /// The same plan gives the same bytes.
  public var text: [UInt8] {
    let lines = ObjectFile.bytes(ofLines: items.map(\.json))
    let head: JSONObject = [
      "format": .string(Self.format), "version": .int(Self.version), "program": .string(settings.program),
      "notice": .string(ResearchUse.inData), "settings": .object(settings.json),
      "settings_digest": .string(settings.digest), "items": .int(items.count),
      "items_digest": .string(sha256(lines)), "seconds": .double((seconds * 100).rounded() / 100),
      "bytes": .int(bytes),
    ]
    return ObjectFile.bytes(ofLines: [head]) + lines
  }

  /// - Throws: a ``Failure``: where something is there already, or it cannot be written.
  public func write(to path: String) throws {
    if path != OutputPolicy.standardOutput, Paths.exists(path) {
      throw Failure(.cannotCreate, path: path, words("batch.manifest-there"), advice: words("error.output.other-name"))
    }
    try OutputFile.write(text, to: path)
  }

  /// - Throws: a ``Failure`` with file, line and field of the first mistake; where a line was changed since it was
  ///   planned.
  public init(reading path: String) throws {
    let advice = words("batch.manifest-advice")
    let bytes = try SafeFile.read(path, limit: Self.limit).bytes
    guard let feed = bytes.firstIndex(of: 10) else {
      throw ObjectFile.wrong(path, "line 1", words("error.objects.cut-line"), advice: advice)
    }
    let head = try ObjectFile.object(Array(bytes[..<feed]), path, "line 1", advice: advice) { Head(&$0) }
    var lines = LinesOfBytes(Array(bytes[(feed + 1)...])), items: [BatchItem] = [], number = 1
    guard sha256(Array(bytes[(feed + 1)...])) == head.itemsDigest, head.settings.digest == head.settingsDigest else {
      throw Failure(.badData, path: path, words("batch.manifest-changed"), advice: advice)
    }
    while let line = lines.next() {
      number += 1
      items.append(try ObjectFile.object(Array(line.bytes), path, "line \(number)", advice: advice) { BatchItem(&$0) })
    }
    self.init(head.settings, items)
    guard self.items == items, items.count == head.items else {
      throw Failure(.badData, path: path, words("batch.manifest-changed"), advice: advice)
    }
  }

  private struct Head {
    let settings: BatchSettings
    let settingsDigest, itemsDigest: String
    let items: Int

    init?(_ fields: inout FieldReader) {
      guard fields.string("format") == BatchManifest.format else {
        fields.report("format", "it is not that of a batch")
        return nil
      }
      guard fields.int("version", in: 1...BatchManifest.version) != nil else { return nil }
      _ = (fields.text("program"), fields.text("notice", most: 4096), fields.double("seconds"), fields.double("bytes"))
      let digests = (fields.digest("settings_digest"), fields.digest("items_digest"))
      let items = fields.int("items", in: 0...1 << 30)
      guard let settings = fields.section("settings", { BatchSettings(&$0) }) else { return nil }
      guard let of = digests.0, let lines = digests.1, let items else { return nil }
      (self.settings, settingsDigest, itemsDigest, self.items) = (settings, of, lines, items)
    }
  }
}
