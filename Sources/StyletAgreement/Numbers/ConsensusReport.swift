import StyletBase
import StyletCore
import StyletImaging

/// A consensus for programs: one object, or a row a finding and reader.
public struct ConsensusReport: Sendable {
  public let consensus: ScanConsensus

  public init(_ consensus: ScanConsensus) { self.consensus = consensus }

  private static var program: JSONValue { .string("stylet \(Release.version)") }

  /// What the consensus's own file says of how it came to be. No file is named: readings go by reader and digest.
  public var record: JSONObject {
    [
      "program": Self.program, "rule": .string(consensus.rule.method.rawValue),
      "tie": .string(consensus.rule.tie.rawValue),
      "readings": .array(
        zip(consensus.readings, consensus.digests).map {
          .object(["reader": .string($0.reader), "sha256": .string($1)])
        }),
    ]
  }

  // MARK: JSON

  /// One object, `"format": "stylet-consensus"`; what its members are stands in the help of `stylet consensus`.
  public var json: String {
    let report: JSONObject = [
      "format": .string("stylet-consensus"), "version": .int(1), "program": Self.program,
      "notice": .string(ResearchUse.inData), "rule": .string(consensus.rule.method.rawValue),
      "tie": .string(consensus.rule.tie.rawValue),
      "conventions": .object([
        "rule": .string(ConsensusRule.convention), "scores": .string(ReaderScore.convention),
      ]),
      "scan": .object(consensus.scan.json),
      "readings": .array(
        zip(consensus.readings, consensus.digests).map { reading, digest in
          .object([
            "name": .string(reading.name), "reader": .string(reading.reader), "sha256": .string(digest),
            "saved": reading.saved.map(JSONValue.string) ?? .null,
            "signature": reading.signature.map { .string($0.state.rawValue) } ?? .null,
          ])
        }),
      "findings": .array(consensus.classes.map { .object(object($0)) }),
      "undecided": .object([
        "value": .int(Int(consensus.findings.findings.last?.value ?? 0)), "voxels": .int(consensus.undecided),
        "ml": .double(consensus.millilitres(consensus.undecided)),
      ]),
    ]
    return JSONValue.object(report).text + "\n"
  }

  private func number(_ x: Double?) -> JSONValue { x.map(JSONValue.double) ?? .null }

  private func object(_ own: ScanConsensus.Class) -> JSONObject {
    let dice = MeanScore(own.scores.map { $0?.dice })
    return [
      "value": .int(Int(own.finding?.value ?? 0)), "code": .string(own.finding?.code ?? ""), "name": .string(own.name),
      "votes_voxels": .array(own.votes.map(JSONValue.int)), "voxels": .int(own.voxels),
      "ml": .double(consensus.millilitres(own.voxels)), "undecided_voxels": .int(own.undecided),
      "staple": own.staple.map { .object(object($0)) } ?? .null,
      "dice": .object(["value": number(dice.value), "n": .int(dice.n), "undefined": .int(dice.undefined)]),
      "scores": .array(own.scores.map { $0.map { .object(object($0)) } ?? .null }),
    ]
  }

  private func object(_ staple: Staple) -> JSONObject {
    [
      "sensitivity": .array(staple.sensitivities.map(JSONValue.double)),
      "specificity": .array(staple.specificities.map(JSONValue.double)), "prior": .double(staple.prior),
      "iterations": .int(staple.iterations), "converged": .bool(staple.isConverged), "box_voxels": .int(staple.voxels),
    ]
  }

  private func object(_ score: ReaderScore) -> JSONObject {
    [
      "dice": number(score.dice), "sensitivity": number(score.sensitivity), "specificity": number(score.specificity),
      "voxels": .int(score.overlap.first), "others_voxels": .int(score.overlap.second),
      "common_voxels": .int(score.overlap.common), "n_voxels": .int(score.voxels),
      "undecided_voxels": .int(score.undecided),
    ]
  }

  // MARK: CSV

  /// A row a finding and reader, with a header; RFC 4180. What is undefined is empty; the last column is the notice.
  public var csv: String {
    let columns = [
      "scan", "sha256", "rule", "tie", "readers", "code", "name", "consensus_voxels", "consensus_ml",
      "undecided_voxels", "reading", "reader", "reading_sha256", "voxels", "others_voxels", "common_voxels", "n_voxels",
      "others_undecided_voxels", "dice", "sensitivity", "specificity", "staple_sensitivity", "staple_specificity",
      "staple_iterations",
    ]
    var rows = [columns.joined(separator: ",")]
    for own in consensus.classes {
      for place in consensus.readings.indices { rows.append(row(own, place).joined(separator: ",")) }
    }
    return CSVText.withNotice(rows)
  }

  private func row(_ own: ScanConsensus.Class, _ place: Int) -> [String] {
    func cell(_ x: Double?) -> String { x.map { $0.printed("%.6f") } ?? "" }
    func cell(_ n: Int?) -> String { n.map { "\($0)" } ?? "" }
    let (rule, reading, score) = (consensus.rule, consensus.readings[place], own.scores[place])
    var cells = [
      CSVText.quoted(consensus.scan.name), consensus.scan.sha256 ?? "", rule.method.rawValue, rule.tie.rawValue,
    ]
    cells += ["\(consensus.readings.count)", CSVText.quoted(own.finding?.code ?? ""), CSVText.quoted(own.name)]
    cells += ["\(own.voxels)", cell(consensus.millilitres(own.voxels)), "\(own.undecided)"]
    cells += [CSVText.quoted(reading.name), CSVText.quoted(reading.reader), consensus.digests[place]]
    cells += [cell(score?.overlap.first), cell(score?.overlap.second), cell(score?.overlap.common)]
    cells += [cell(score?.voxels), cell(score?.undecided)]
    cells += [cell(score?.dice), cell(score?.sensitivity), cell(score?.specificity)]
    cells += [cell(own.staple?.sensitivities[place]), cell(own.staple?.specificities[place])]
    return cells + [cell(own.staple?.iterations)]
  }
}

/// A mean of readers' scores with what it is made of.
struct MeanScore {
  /// nil where no reader has one.
  let value: Double?
  let n, undefined: Int

  init(_ scores: [Double?]) {
    let known = scores.compactMap { $0 }
    (n, undefined) = (known.count, scores.count - known.count)
    value = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}
