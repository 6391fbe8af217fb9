import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// What is said of the lungs: searching, drawing, taking and exchanging them.
extension Sentence {
  static var findingLungs: String { words("say.finding-lungs") }
  static var noLungsFound: String { words("say.no-lungs-found") }
  static var lungsAsBefore: String { words("say.lungs-as-before") }

  static func lungsFound(_ report: LungReport) -> String {
    words(
      "say.lungs-found",
      [
        "right": NumberText.fixed(report.right, 0), "left": NumberText.fixed(report.left, 0),
        "remarks": !report.remarks.isEmpty,
      ])
  }

  // MARK: Drawing on them

  static func drawsOn(lungs: Bool) -> String { words("say.draws-on", ["lungs": lungs]) }

  static func drawsOnLungsSoon(_ progress: Double) -> Failure {
    Failure(
      .usage, words("say.draws-on-lungs-soon", ["percent": Int(progress * 100)]),
      advice: words("say.draws-on-lungs-soon-advice"))
  }

  static func lungsAwaited(_ progress: Double) -> Failure {
    Failure(
      .usage, words("say.lungs-awaited", ["percent": Int(progress * 100)]), advice: words("say.lungs-awaited-advice"))
  }

  static var onLungs: Failure {
    Failure(
      .usage, words("say.on-lungs"), advice: words("say.on-lungs-advice"))
  }

  static func lungs(_ display: FindingsDisplay) -> String { words("say.lungs", ["display": display.rawValue]) }

  static func outlines(shown: Bool, isKnown: Bool) -> String {
    words(isKnown ? "say.outlines" : "say.outlines-later", ["shown": shown])
  }

  /// A step with the layer that it is of, where that is not the findings.
  static func name(of edit: Edit) -> String {
    // The lungs' own steps say so themselves; those of earlier versions are "Lungs…".
    let isOwn =
      edit.title.id.map { ["tool.lungs", "tool.lungs-from-file"].contains($0) } ?? edit.name.hasPrefix("Lungs")
    return edit.layer == LabelLayer.lungs && !isOwn
      ? words("say.on-lungs-step", ["name": edit.name]) : edit.name
  }

  static var nothingToAcceptOfLungs: String { words("say.nothing-to-accept-of-lungs") }

  static func lungsAccepted(slices: Int) -> String { words("say.lungs-accepted", ["n": slices]) }

  // MARK: From a file

  static func lungsTaken(from source: String) -> String { words("say.lungs-taken", ["source": source]) }
  static func lungsImported(_ source: String) -> String { words("say.lungs-imported", ["source": source]) }

  /// What became of a mask that does not tell right from left, or has other values.
  static func lungsTaken(_ mask: LungMask) -> [String] {
    var said: [String] = []
    if let i = mask.divided { said.append(words("say.lungs-divided", ["n": i + 1])) }
    if let part = mask.placed {
      said.append(words("say.lungs-placed", ["side": part == LungLabels.right ? "right" : "left"]))
    }
    if !mask.leftOut.isEmpty {
      let values = mask.leftOut.map(String.init).joined(separator: ", ")
      said.append(words("say.lungs-left-out", ["n": mask.leftOut.count, "values": values]))
    }
    return said
  }

  // MARK: Their list

  static func lungsTitle(_ e: DiseaseExtent?, _ record: LungRecord?) -> String {
    words("say.lungs-title", ["state": lungsState(e, record)])
  }

  static var lungColumns: [ListColumn] {
    let groups = [toLookAt, seenRemark, otherAir, lungParts, zoneLimits]
    return [
      ListColumn("", isNumber: false, width: groups.map(\.columns).max() ?? 0),
      ListColumn(words("say.column-what"), isNumber: false, width: 28), ListColumn("mL", width: 7),
      ListColumn(words("say.column-slices"), width: 7),
      ListColumn(words("say.column-side"), isNumber: false, width: sideWidth),
    ]
  }

  static func side(_ side: LungSide) -> String { words("say.side", ["side": side.rawValue]) }

  static var sideWidth: Int { max(side(.right).columns, side(.left).columns) }

  /// - Parameters:
  ///   - group: what kind of row it is, in a few letters.
  ///   - slices: base 0; nil for none.
  static func lungRow(
    _ group: String, _ what: String, _ millilitres: Double?, _ slices: ClosedRange<Int>?, _ side: LungSide?
  ) -> [String] {
    [
      group, what, millilitres.map { NumberText.fixed($0, $0 < 99.95 ? 1 : 0) } ?? "",
      slices.map(Sentence.slices) ?? "",
      side.map(Sentence.side) ?? "",
    ]
  }

  static var toLookAt: String { words("say.to-look-at") }
  static var seenRemark: String { words("say.seen-remark") }
  static var seenIt: String { words("say.seen-it") }
  static var noRemark: Failure { Failure(.usage, words("say.no-remark"), advice: words("say.no-remark-advice")) }
  static var unknownStays: Failure { Failure(.usage, words("say.unknown-stays")) }
  static func remarkSeen(_ isSeen: Bool, left: Int) -> String {
    Joint.clauses([
      words("say.remark-seen", ["seen": isSeen]),
      left == 0 ? words("say.no-remark-left") : words("say.remarks-left", ["n": left]),
    ])
  }

  static var otherAir: String { words("say.other-air") }
  static var lungParts: String { words("say.lung-parts") }
  static var zoneLimits: String { words("say.zone-limits") }

  /// As shown, from 1: "152–168".
  static func slices(_ slices: ClosedRange<Int>) -> String {
    let (first, last) = (slices.lowerBound + 1, slices.upperBound + 1)
    return first == last ? "\(first)" : "\(first)–\(last)"
  }

  static func lungRemark(_ n: Int, of count: Int, _ remark: String) -> String {
    words("say.lung-remark", ["n": n, "count": count, "remark": remark])
  }

  static func lungPart(_ part: Finding, _ mL: Double) -> String {
    words("say.lung-part", ["name": part.said, "ml": NumberText.fixed(mL, 0)])
  }

  static func zoneEnds(_ mark: ZoneMark) -> String { words("say.zone-ends", ["zone": ZoneText.above(mark)]) }

  static func zoneLimit(_ limit: LungZones.Limit, _ mark: ZoneMark) -> String {
    words(
      "say.zone-limit", ["end": zoneEnds(mark), "n": limit.k + 1, "source": LungWords.source(limit, mark)])
  }

  static var nothingToLookAt: String { words("say.nothing-to-look-at") }

  private static func lungsState(_ e: DiseaseExtent?, _ record: LungRecord?) -> String {
    let from =
      switch record?.source {
      case .automatic: words("say.lungs-found-by-program")
      case .imported:
        words(
          "say.lungs-imported-from",
          ["named": record?.file != nil, "file": record?.file?.escapedForTerminal ?? ""])
      case nil: words("say.lungs-drawn")
      }
    if e?.lungsAreProposed == true { return from + ", " + words("say.lungs-proposed") }
    let reader = record?.accepted.last?.reader ?? ""
    return from + ", "
      + words("say.lungs-accepted-by", ["named": !reader.isEmpty, "reader": reader.escapedForTerminal])
  }

  static func unknownBadge(_ name: String) -> String {
    words("say.unknown-badge", ["name": name.escapedForTerminal])
  }
}
