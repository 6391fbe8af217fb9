import StyletBase
import StyletTexts

/// All that results follow from besides the scans: two batches of the same digest give the same numbers.
public struct BatchSettings: Hashable, Sendable {
  public let steps: BatchSteps
  public let subject: BatchSubject
  /// Gaps between slices are filled in.
  public let fillsGaps: Bool
  /// Scans of which files are missing are used without them.
  public let takesIncomplete: Bool
  /// Other programs as the settings have them, by name: the SHA-256 of what is run and how its answer is read.
  public let segmenters: [String: String]
  /// The program, and the SHA-256 of each text that it carries and finds by.
  public let program: String
  public let carried: [String: String]

  /// Those of this program.
  public init(
    _ steps: BatchSteps, of subject: BatchSubject, fillsGaps: Bool = false, takesIncomplete: Bool = false,
    segmenters: [String: String] = [:]
  ) {
    let texts = [
      "chest-ct.toml": CarriedText.chestStandards, "lungs.toml": CarriedText.lungStandards,
      "lesion-proposal.toml": CarriedText.proposalStandards, "opacity-forest.json": CarriedText.opacityModel,
    ]
    (self.steps, self.subject, self.fillsGaps, self.takesIncomplete) = (steps, subject, fillsGaps, takesIncomplete)
    (self.segmenters, program) = (segmenters, "stylet \(Release.version)")
    carried = texts.mapValues { sha256(Array($0.utf8)) }
  }

  public var json: JSONObject {
    func texts(_ all: [String: String]) -> JSONValue {
      .object(JSONObject(all.sorted { $0.key < $1.key }.map { (name: $0.key, value: .string($0.value)) }))
    }
    return [
      "program": .string(program), "of": .string(subject.rawValue),
      "steps": .array(steps.names.map(JSONValue.string)), "fill_gaps": .bool(fillsGaps),
      "incomplete": .bool(takesIncomplete), "segmenters": texts(segmenters), "carried": texts(carried),
    ]
  }

  public var digest: String { sha256(JSONValue.object(json).canonical) }

  /// On one line.
  package var line: String { String(decoding: JSONValue.object(json).bytes, as: UTF8.self) }

  /// - Throws: a ``Failure`` with the field of the first mistake.
  package init(line: String) throws {
    let advice = words("batch.manifest-advice")
    self = try ObjectFile.object(Array(line.utf8), "--settings", "", advice: advice) { BatchSettings(&$0) }
  }

  /// - Returns: nil where something is wrong, which the reader has then.
  init?(_ fields: inout FieldReader) {
    func texts(_ name: String) -> [String: String] {
      guard var inner = fields.reader(name) else { return [:] }
      return inner.others.members.reduce(into: [:]) { $0[$1.name] = inner.digest($1.name) }
    }
    let program = fields.text("program", required: true)
    let subject = fields.word("of", as: BatchSubject.self)
    let names = fields.array("steps", required: true).compactMap(\.string)
    let (gaps, incomplete) = (fields.bool("fill_gaps"), fields.bool("incomplete"))
    (segmenters, carried) = (texts("segmenters"), texts("carried"))
    guard let program, let subject, let gaps, let incomplete else { return nil }
    do { steps = try BatchSteps(names.joined(separator: ","), of: subject) } catch {
      fields.report("steps", (error as? Failure)?.what ?? "\(error)")
      return nil
    }
    (self.program, self.subject, fillsGaps, takesIncomplete) = (program, subject, gaps, incomplete)
  }

  /// The names of the programs that its steps ask for.
  public var asked: [String] {
    steps.all.compactMap { if case .segment(let name) = $0 { name } else { nil } }
  }
}
