import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// The agreement of readers, for programs: one object, or a row a scan, pair and finding.
public struct AgreementReport: Sendable {
  public let scans: [ScanAgreement]
  /// How each reader is called: where projects of one reader lie in a folder, the folder's name, else the file's.
  public let readers: [String]
  /// Over scans; nil of one scan alone.
  public let summary: AgreementSummary?
  /// mm of the surface Dice.
  public let tolerance: Double
  public let seed: UInt64
  /// Scans that one reader alone has.
  public let alone: Int
  /// The patient of each scan, by number, from 1 in the order of the scans.
  public let patients: [Int]

  /// Scans whose files do not say whose they are: each counts as a patient's of its own.
  public var unstated: Int { scans.count { !$0.patientIsStated } }

  /// - Parameters:
  ///   - scans: of the same readers; at least one.
  ///   - alone: scans that one reader alone has; they are in nothing else.
  /// Cost: that of ``AgreementSummary``.
  public init(_ scans: [ScanAgreement], readers: [String], tolerance: Double, seed: UInt64, alone: Int = 0) {
    let scans = ScanAgreement.together(scans)
    (self.scans, self.readers, self.tolerance, self.seed, self.alone) = (scans, readers, tolerance, seed, alone)
    var numbers: [String: Int] = [:]
    patients = scans.map { scan in
      let number = numbers[scan.patient] ?? numbers.count + 1
      numbers[scan.patient] = number
      return number
    }
    summary = scans.count > 1 ? AgreementSummary(scans, seed: seed) : nil
  }

  // MARK: JSON

  /// One object, `"format": "stylet-agreement"`; what its members are stands in the help of `stylet agree`.
  public var json: String {
    let report: JSONObject = [
      "format": .string("stylet-agreement"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "tolerance_mm": .double(tolerance), "seed": .int(Int(clamping: seed)),
      "conventions": .object([
        "surface": .string(SurfaceDistances.convention), "lesions": .string(LesionMatches.convention),
        "undefined": .string(Self.undefinedConvention), "interval": .string(Self.intervalConvention),
        "patients": .string(Self.patientsConvention),
      ]),
      "readers": .array(readers.map(JSONValue.string)), "read_alone": .int(alone),
      "scans": .array(zip(scans, patients).map { .object(object($0, $1)) }),
      "summary": summary.map { .object(object($0)) } ?? .null,
    ]
    return JSONValue.object(report).text + "\n"
  }

  private static let undefinedConvention =
    "a finding that a reader did not draw, and of which the reader did not say that it is not there, gives nothing "
    + "(null) and is counted; said not to be there and drawn by the other, overlap and detection are 0 and distances "
    + "null"
  private static let intervalConvention =
    "95 %, percentiles of 2000 draws of patients with all their scans; null for fewer than 10 patients"
  private static let patientsConvention =
    "scans with one patient ID are one patient's; a scan that states none counts as a patient of its own"

  private func object(_ scan: ScanAgreement, _ patient: Int) -> JSONObject {
    [
      "scan": .object(scan.scan.json), "patient": .int(patient), "patient_stated": .bool(scan.patientIsStated),
      "readings": .array(scan.readings.map { $0.map { .object(object($0)) } ?? .null }),
      "pairs": .array(scan.pairs.map { .object(object($0, scan.answers)) }),
    ]
  }

  private func object(_ reading: ScanAgreement.Reading) -> JSONObject {
    func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    return [
      "name": .string(reading.name), "reader": .string(reading.reader), "saved": text(reading.saved),
      "signature": reading.signature.map {
        .object([
          "state": .string($0.state.rawValue), "reader": .string($0.reader), "time": .string($0.time),
          "remark": text($0.remark),
        ])
      } ?? .null,
      "unsaved": reading.unsaved.json,
      "lungs": text(reading.lungs),
    ]
  }

  private func number(_ x: Double?) -> JSONValue { x.map(JSONValue.double) ?? .null }

  private func object(_ pair: ScanAgreement.Pair, _ answers: AnswerAgreement?) -> JSONObject {
    var object: JSONObject = [
      "first": .int(pair.first + 1), "second": .int(pair.second + 1),
      "findings": .array(pair.findings.map { .object(self.object($0)) }),
    ]
    object["answers"] = answers.map { .object(self.object($0, pair.first, pair.second)) } ?? .null
    return object
  }

  private func object(_ f: FindingAgreement) -> JSONObject {
    func side(_ side: FindingAgreement.Side, _ ml: Double?) -> JSONValue {
      .object([
        "voxels": .int(side.voxels), "assessed": .bool(side.isAssessed), "ml": number(ml),
        "percent": number(side.percent), "unreviewed_voxels": .int(side.unreviewed),
      ])
    }
    return [
      "code": .string(f.row.code), "name": .string(f.name), "state": .string(f.state.rawValue),
      "first": side(f.first, f.firstMillilitres), "second": side(f.second, f.secondMillilitres),
      "common_voxels": .int(f.masks.common), "difference_ml": number(f.difference),
      "difference_percent": number(f.percentDifference), "dice": number(f.dice), "jaccard": number(f.jaccard),
      "surface_dice": number(f.surfaceDice), "hd95_mm": number(f.hausdorff95), "hausdorff_mm": number(f.hausdorff),
      "assd_mm": number(f.averageDistance), "lesions": f.lesions.map { .object(object($0)) } ?? .null,
    ]
  }

  private func object(_ l: LesionMatches) -> JSONObject {
    [
      "first": .int(l.first), "second": .int(l.second), "matched": .int(l.matched), "precision": number(l.precision),
      "recall": number(l.recall), "f1": number(l.f1),
    ]
  }

  private func object(_ answers: AnswerAgreement, _ a: Int, _ b: Int) -> JSONObject {
    let counts = answers.counts(a, b)
    let rows = zip(answers.questions, answers.answers).compactMap { question, row -> JSONValue? in
      guard row[a] != nil || row[b] != nil else { return nil }
      return .object(
        named(question).with([
          "first": row[a]?.json ?? .null, "second": row[b]?.json ?? .null,
        ]))
    }
    var object: JSONObject = [
      "n": .int(counts.compared), "undefined": .int(counts.undefined), "equal": .int(counts.equal),
      "agreement": number(counts.compared > 0 ? Double(counts.equal) / Double(counts.compared) : nil),
      "questions": .array(rows),
    ]
    if !answers.notShared.isEmpty { object["not_shared"] = .array(answers.notShared.map(JSONValue.string)) }
    return object
  }

  private func named(_ question: ComparedQuestion) -> JSONObject {
    ["id": .string(question.field), "region": question.region.map(JSONValue.string) ?? .null]
  }

  // MARK: The summary

  private func object(_ summary: AgreementSummary) -> JSONObject {
    [
      "scans": .int(summary.scans), "patients": .int(summary.patients),
      "scans_without_patient": .int(unstated), "draws": .int(summary.bootstrap.draws),
      "pairs": .array(summary.pairs.map { .object(object($0)) }),
      "quantities": .array(
        summary.quantities.map {
          .object([
            "code": .string($0.row.code), "name": .string($0.name), "ml": .object(object($0.millilitres)),
            "percent": .object(object($0.percent)),
          ])
        }),
      "questions": .array(summary.questions.map { .object(object($0)) }),
    ]
  }

  private func object(_ e: Estimate) -> JSONValue {
    .object([
      "value": number(e.value), "n": .int(e.n), "undefined": .int(e.undefined),
      "interval": e.interval.map { .array([.double($0.lowerBound), .double($0.upperBound)]) } ?? .null,
    ])
  }

  private func object(_ c: AgreementSummary.Correlation) -> JSONObject {
    ["icc1": object(c.icc1), "icc2": c.icc2.map(object) ?? .null]
  }

  private func object(_ pair: AgreementSummary.Pair) -> JSONObject {
    let findings = pair.findings.map { f -> JSONValue in
      let states = FindingAgreement.State.allCases.map { (name: $0.rawValue, value: JSONValue.int(f.states[$0] ?? 0)) }
      return .object([
        "code": .string(f.row.code), "name": .string(f.name), "states": .object(JSONObject(states)),
        "dice": object(f.dice), "surface_dice": object(f.surfaceDice), "hd95_mm": object(f.hausdorff95),
        "assd_mm": object(f.averageDistance), "lesions": .object(object(f.lesions)), "f1": object(f.f1),
        "difference_ml": .object(object(f.millilitres)), "difference_percent": .object(object(f.percent)),
      ])
    }
    return [
      "first": .int(pair.first + 1), "second": .int(pair.second + 1), "findings": .array(findings),
      "questions": .array(
        pair.questions.map { question in
          var object = named(question.question).with(["agreement": self.object(question.agreement)])
          for weights in RatingTable.Weights.allCases {
            object["kappa_" + weights.rawValue] = question.kappas[weights].map(self.object)
          }
          return .object(object)
        }),
    ]
  }

  private func object(_ d: AgreementSummary.Differences) -> JSONObject {
    [
      "bias": object(d.bias), "sd": number(d.numbers?.deviation), "lower_limit": number(d.numbers?.limits.lowerBound),
      "upper_limit": number(d.numbers?.limits.upperBound),
    ]
  }

  private func object(_ q: AgreementSummary.Question) -> JSONObject {
    var object = named(q.question).with(["agreement": self.object(q.agreement)])
    for weights in RatingTable.Weights.allCases {
      object[weights == .nominal ? "ac1" : "ac2_" + weights.rawValue] = q.gwet[weights].map(self.object)
    }
    for kind in RatingTable.Measurement.allCases {
      object["alpha_" + kind.rawValue] = q.alpha[kind].map(self.object)
    }
    return q.icc.map { object.with(self.object($0)) } ?? object
  }

  // MARK: CSV

  /// A row a scan, pair and finding, with a header; RFC 4180. What is undefined is empty, and so are a mask's signature
  /// and the state of lungs that there are none of; the last column is the notice.
  public var csv: String {
    let sides = ["first", "second"]
    let columns =
      ["scan", "sha256"] + sides + sides.map { $0 + "_reader" } + ["code", "name", "state"]
      + sides.flatMap { side in ["voxels", "assessed", "ml", "percent", "unreviewed_voxels"].map { "\(side)_\($0)" } }
      + [
        "common_voxels", "difference_ml", "difference_percent", "dice", "jaccard", "surface_dice", "hd95_mm",
        "hausdorff_mm", "assd_mm", "first_lesions", "second_lesions", "matched_lesions", "precision", "recall", "f1",
      ]
      + sides.flatMap { side in ["signature", "lungs", "unsaved"].map { "\(side)_\($0)" } }
      + ["patient", "patient_stated", "tolerance_mm", "convention"]
    var rows = [columns.joined(separator: ",")]
    for (scan, patient) in zip(scans, patients) {
      for pair in scan.pairs {
        for finding in pair.findings { rows.append(row(scan, patient, pair, finding).joined(separator: ",")) }
      }
    }
    return CSVText.withNotice(rows)
  }

  private func row(
    _ scan: ScanAgreement, _ patient: Int, _ pair: ScanAgreement.Pair, _ f: FindingAgreement
  ) -> [String] {
    func cell(_ x: Double?) -> String { x.map { $0.printed("%.6f") } ?? "" }
    func cell(_ n: Int?) -> String { n.map { "\($0)" } ?? "" }
    let named = [pair.first, pair.second].map { scan.readings[$0] }
    func side(_ s: FindingAgreement.Side, _ ml: Double?) -> [String] {
      ["\(s.voxels)", "\(s.isAssessed)", cell(ml), cell(s.percent), "\(s.unreviewed)"]
    }
    var cells = [CSVText.quoted(scan.scan.name), scan.scan.sha256 ?? ""]
    cells += named.map { CSVText.quoted($0?.name ?? "") } + named.map { CSVText.quoted($0?.reader ?? "") }
    cells += [CSVText.quoted(f.row.code), CSVText.quoted(f.name), f.state.rawValue]
    cells += side(f.first, f.firstMillilitres) + side(f.second, f.secondMillilitres)
    cells += [cell(f.masks.common), cell(f.difference), cell(f.percentDifference), cell(f.dice), cell(f.jaccard)]
    cells += [cell(f.surfaceDice), cell(f.hausdorff95), cell(f.hausdorff), cell(f.averageDistance)]
    cells += [cell(f.lesions?.first), cell(f.lesions?.second), cell(f.lesions?.matched)]
    cells += [cell(f.lesions?.precision), cell(f.lesions?.recall), cell(f.lesions?.f1)]
    for reading in named {
      cells += [reading?.signature?.state.rawValue ?? "", reading?.lungs ?? "", "\(reading?.unsaved != nil)"]
    }
    cells += ["\(patient)", "\(scan.patientIsStated)", cell(tolerance)]
    return cells + [CSVText.quoted(SurfaceDistances.convention)]
  }
}

extension ScanAgreement.Reading {
  /// "proposed" while no reader has looked at its lungs, else "reviewed"; nil without lungs.
  fileprivate var lungs: String? { extent.map { $0.lungsAreProposed ? "proposed" : "reviewed" } }
}
