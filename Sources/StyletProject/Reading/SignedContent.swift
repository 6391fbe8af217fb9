import StyletBase
import StyletCore
import StyletImaging

/// What a signature answers for, part by part: the SHA-256 of each part's canonical form, lower-case hexadecimal.
///
/// Answers, label table, measurements, landmarks, what is said of the lungs, what was accepted of proposals and by whom,
/// what was decided between two readings, and every layer that counts: all but proposals, which are in no number. A
/// layer with nothing drawn is the same as none, and so is a project in which nothing was accepted. Of the protocol what
/// it asks: an answer means what its question said.
public struct SignedContent: Hashable, Sendable {
  public enum Part: Hashable, Sendable {
    case answers, labels, measurements, landmarks, lungRecord, acceptances, comparison, questions
    case layer(String)
  }

  private(set) var digests: [Part: String] = [:]

  /// - Parameter form: the protocol that is followed; nil where it is not here, or there is none.
  /// Cost: the rows of the slices in use. To be made where something is signed, saved or opened, never at a stroke.
  public init(
    _ record: ReadingRecord, labels: LabelTable, layers: [LabelLayer], annotations: Annotations,
    form: ReadingProtocol? = nil
  ) {
    func put(_ part: Part, _ value: JSONValue) { digests[part] = sha256(value.canonical) }
    put(.answers, .object(record.json["answers"]?.object ?? JSONObject()))
    // A colour means nothing.
    let rows = labels.findings.map { finding -> [JSONValue] in
      let names = finding.names.isEmpty ? [] : [finding.namesJSON]
      return [.int(Int(finding.value)), .string(finding.code), .string(finding.name)] + names
    }
    put(.labels, .array(rows.map(JSONValue.array)))
    put(.measurements, .array(annotations.measurements))
    put(.landmarks, .array(annotations.landmarks))
    put(.lungRecord, .array(annotations.lungs))
    digests[.questions] = form?.askedDigest
    let layers = layers.filter { $0.name != LabelLayer.proposal }
    let accepted = annotations.proposal.filter { Acceptance($0) != nil } + layers.compactMap(\.acceptedSlices)
    if !accepted.isEmpty { put(.acceptances, .array(accepted)) }
    if !annotations.comparison.isEmpty { put(.comparison, .array(annotations.comparison)) }
    for layer in layers {
      if let digest = layer.digest { digests[.layer(layer.name)] = digest }
    }
  }

  /// The parts of which the digests differ, in a fixed order. Questions are held to each other where both are known:
  /// earlier signatures do not have them, and a protocol's file may be gone.
  package func changes(since signed: SignedContent) -> [Part] {
    var parts = Set(digests.keys).union(signed.digests.keys)
    if digests[.questions] == nil || signed.digests[.questions] == nil { parts.remove(.questions) }
    return parts.filter { digests[$0] != signed.digests[$0] }.sorted { $0.order < $1.order }
  }

  package func has(_ part: Part) -> Bool { digests[part] != nil }
}

extension SignedContent.Part {
  /// Its name in the file; a layer goes by its own.
  fileprivate var name: String {
    switch self {
    case .answers: "answers"
    case .labels: "labels"
    case .measurements: "measurements"
    case .landmarks: "landmarks"
    case .lungRecord: "lungs"
    case .acceptances: "accepted"
    case .comparison: "comparison"
    case .questions: "questions"
    case .layer(let name): name
    }
  }

  fileprivate var order: String { if case .layer(let name) = self { "2" + name } else { "1" + name } }

  fileprivate static let fixed: [SignedContent.Part] = [
    .answers, .labels, .measurements, .landmarks, .lungRecord, .acceptances, .comparison, .questions,
  ]
}

extension SignedContent {
  package var json: JSONObject {
    var o = JSONObject(), layers = JSONObject()
    for part in digests.keys.sorted(by: { $0.order < $1.order }) {
      if case .layer(let name) = part {
        layers[name] = digests[part].map(JSONValue.string)
      } else {
        o[part.name] = digests[part].map(JSONValue.string)
      }
    }
    o["layers"] = .object(layers)
    return o
  }

  init(_ object: JSONObject) {
    for part in Part.fixed { digests[part] = object[part.name]?.string }
    for layer in object["layers"]?.object?.members ?? [] { digests[.layer(layer.name)] = layer.value.string ?? "" }
  }
}

extension LabelLayer {
  /// SHA-256 of what is drawn and how it came to be, in the file's words; nil where nothing is drawn. Cost: the rows of
  /// slices in use.
  package var digest: String? {
    var text: [UInt8] = []
    LayerCodec.forEachSlice(of: self) { key, runs in
      let origin = LayerCodec.members(of: origins[key] ?? .manual)["origin"]?.string ?? ""
      text += Array("\(key.k) \(key.label) \(origin) ".utf8)
      text += runs
      text.append(10)
    }
    return text.isEmpty ? nil : sha256(text)
  }
  /// Where something came of a proposal, as name, slices and labels; nil where nothing did.
  fileprivate var acceptedSlices: JSONValue? {
    let keys = origins.filter { $0.value == .accepted }.keys.sorted { ($0.k, $0.label) < ($1.k, $1.label) }
    guard !keys.isEmpty else { return nil }
    return .array([.string(name)] + keys.map { .array([.int(Int($0.k)), .int(Int($0.label))]) })
  }
}
