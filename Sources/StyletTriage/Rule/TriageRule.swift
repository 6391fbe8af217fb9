import StyletBase
import StyletTexts

/// What tiers and order go by: versioned data, `Samples/standards/triage.toml`, which says what each means.
public struct TriageRule: Hashable, Sendable {
  /// A row: a tier, and all that must be so.
  public struct Row: Hashable, Sendable {
    public var tier: Int
    public var conditions: [TriageCondition]
  }

  public struct Quality: Hashable, Sendable {
    public var unusable, doubtful: Set<String>
    public var px: Int
  }

  /// How long a case of a tier waits until it counts as one of the next.
  public struct Ageing: Hashable, Sendable {
    public var highest: Int
    /// Minutes, by tier.
    public var p5, p4, p3: Double

    /// The tier that a case counts as.
    /// - Parameter minutes: since it came.
    public func tier(_ tier: Int, waited minutes: Double) -> Int {
      var now = tier, left = minutes
      for (from, step) in [(5, p5), (4, p4), (3, p3)] where from == now && from > highest {
        guard left >= step else { break }
        (now, left) = (now - 1, left - step)
      }
      return now
    }
  }

  public struct Diagnosis: Hashable, Sendable {
    public var bilateral, peripheral, peripheralRatio, groundGlass: Double
    public var pieces: Int
    public var emphysema: Double
  }

  public var id: String
  public var version: Int
  public var rows: [Row]
  public var quality: Quality
  public var ageing: Ageing
  /// Minutes.
  public var stale: Double
  public var diagnosis: Diagnosis
  /// SHA-256 of its text.
  public private(set) var digest: String

  public static let largestFile = 1 << 20

  /// What the program carries.
  public static let standard: TriageRule = {
    do { return try parse(CarriedText.triageRule, name: "triage.toml") } catch {
      preconditionFailure("the program's own rule: \(error)")
    }
  }()

  /// Reads a text of the form of `Samples/standards/triage.toml`. Every member must be there, and no other.
  /// - Parameter name: for messages: the file's path, or what a built-in text is called.
  /// - Throws: a ``Failure`` with the place of the first mistake.
  public static func parse(_ text: String, name: String) throws -> TriageRule {
    try TOMLText.read(text, name: name) { TriageRule(&$0, digest: sha256(Array(text.utf8))) }
  }

  /// - Throws: a ``Failure``: no text, or the first mistake.
  public static func read(_ path: String) throws -> TriageRule {
    let bytes = try SafeFile.read(path, limit: largestFile).bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badData, path: path, words("triage.not-text"), advice: words("error.correct-there"))
    }
    return try parse(text, name: path)
  }

  private init(_ f: inout FieldReader, digest: String) {
    self.digest = digest
    id = f.text("id", required: true) ?? ""
    version = f.int("version", in: 1...Int(Int32.max)) ?? 1
    rows = []
    for var entry in f.readers("rows", required: true) {
      let tier = entry.int("tier", in: 1...5) ?? 5
      rows.append(Row(tier: tier, conditions: TriageCondition.all(&entry)))
      entry.refuseOthers()
    }
    quality = f.section("quality") {
      Quality(unusable: $0.names("unusable"), doubtful: $0.names("doubtful"), px: $0.int("px", in: 1...3) ?? 3)
    }
    ageing = f.section("ageing") {
      let minutes = 1.0...1e6
      return Ageing(
        highest: $0.int("highest", in: 1...4) ?? 2, p5: $0.number("p5", in: minutes), p4: $0.number("p4", in: minutes),
        p3: $0.number("p3", in: minutes))
    }
    stale = f.section("list") { $0.number("stale", in: 1...1440) }
    diagnosis = f.section("diagnosis") {
      Diagnosis(
        bilateral: $0.number("bilateral", in: 0...0.5), peripheral: $0.number("peripheral", in: 0...1),
        peripheralRatio: $0.number("peripheral_ratio", in: 0...10), groundGlass: $0.number("ground_glass", in: 0...1),
        pieces: $0.int("pieces", in: 1...1000) ?? 1, emphysema: $0.number("emphysema", in: 0...100))
    }
  }
}

extension FieldReader {
  fileprivate mutating func names(_ name: String) -> Set<String> {
    Set(
      array(name, required: true).enumerated().compactMap { n, element in
        if let text = element.string, !text.isEmpty { return text }
        report("\(name)[\(n)]", "text was expected, here is \(element.kind)")
        return nil
      })
  }
}
