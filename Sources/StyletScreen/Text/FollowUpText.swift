import StyletBase
import StyletCore
import StyletDetection
import StyletImaging
import StyletReport

/// What is said of two scans of one patient: on the screen, and by `stylet compare-scans`.
public enum FollowUpText {
  static var mode: String { words("follow-up.mode") }
  static var none: Failure { Failure(.usage, words("follow-up.none"), advice: words("follow-up.none-advice")) }
  static var still: Failure { Failure(.usage, words("follow-up.still")) }
  static var isLookedAt: Failure { Failure(.usage, words("follow-up.looked-at-only")) }
  static var beyond: String { words("follow-up.beyond") }
  static var after: String { words("follow-up.after") }
  static var more: String { words("follow-up.more") }

  static func before(days: Int?) -> String {
    guard let days, days != 0 else { return words("follow-up.before") }
    return words("follow-up.before-days", ["n": abs(days), "later": days < 0])
  }

  static func shows(both: Bool) -> String { words("follow-up.shows", ["both": both]) }
  static func grave(_ doubt: FollowUpDoubt) -> String { words("follow-up.grave", ["doubt": Self.doubt(doubt)]).beginningSentence }
  static func working(_ progress: Double) -> String {
    words("follow-up.working", ["percent": Int(min(max(progress, 0), 1) * 100)])
  }

  static func slice(_ plane: Plane, _ n: Int, of count: Int) -> String {
    words("follow-up.slice", ["plane": plane.rawValue, "n": n, "count": count])
  }
  static func place(mm: Double) -> String { NumberText.fixed(mm, 1) + " mm" }

  // MARK: The link

  static func link(_ link: ScanLink, isShort: Bool = false) -> String {
    switch link.way {
    case .table: words("follow-up.by-table")
    case .height: words("follow-up.by-height")
    case .lungs(let q):
      words(
        "follow-up.by-lungs",
        ["dice": NumberText.fixed(q.dice, 3), "mm": NumberText.fixed(q.surfaceDistance, 1), "short": isShort])
    }
  }

  /// How the scans lie to one another, in time and place.
  static func measured(_ report: FollowUpReport) -> [String] {
    var lines: [String] = []
    if let days = report.facts.days { lines.append(words("follow-up.days", ["n": abs(days)])) }
    if report.facts.isSamePatient == nil { lines.append(words("follow-up.patient-unknown")) }
    if let q = report.link?.quality {
      lines.append(
        words(
          "follow-up.moved",
          [
            "degrees": NumberText.fixed(q.degrees, 1), "mm": NumberText.fixed(q.shift, 0),
            "ratio": NumberText.fixed(q.volumeRatio, 2),
          ]))
    }
    return lines
  }

  public static func doubt(_ doubt: FollowUpDoubt) -> String {
    func scan(_ scan: FollowUpDoubt.Scan) -> String { scan.rawValue }
    switch doubt {
    case .otherPatient: return words("follow-up.doubt.other-patient")
    case .otherModality(let a, let b):
      return words(
        "follow-up.doubt.other-modality", ["before": a.escapedForTerminal, "after": b.escapedForTerminal])
    case .reversed(let days): return words("follow-up.doubt.reversed", ["n": days])
    case .linkedByTable: return words("follow-up.doubt.linked", ["table": true])
    case .linkedByHeight: return words("follow-up.doubt.linked", ["table": false])
    case .poorFit(let dice, let mm):
      return words("follow-up.doubt.poor-fit", ["dice": NumberText.fixed(dice, 2), "mm": NumberText.fixed(mm, 1)])
    case .oneLung: return words("follow-up.doubt.one-lung")
    case .breath(let ratio): return words("follow-up.doubt.breath", ["ratio": NumberText.fixed(ratio, 2)])
    case .cut(let percent): return words("follow-up.doubt.cut", ["percent": NumberText.fixed(percent, 0)])
    case .turned(let degrees): return words("follow-up.doubt.turned", ["degrees": NumberText.fixed(degrees, 0)])
    case .lungsProposed(let s): return words("follow-up.doubt.lungs-proposed", ["scan": scan(s)])
    case .sidesProposed(let s): return words("follow-up.doubt.sides-proposed", ["scan": scan(s)])
    case .lungRemarks(let s, let n): return words("follow-up.doubt.lung-remarks", ["scan": scan(s), "n": n])
    case .noLungs(let s): return words("follow-up.doubt.no-lungs", ["scan": scan(s)])
    case .nothingDrawn(let s): return words("follow-up.doubt.nothing-drawn", ["scan": scan(s)])
    case .unreviewed(let s, let mL):
      return words("follow-up.doubt.unreviewed", ["scan": scan(s), "ml": NumberText.short(mL)])
    case .outside(let s, let mL):
      return words("follow-up.doubt.outside", ["scan": scan(s), "ml": NumberText.short(mL)])
    case .values(let s, let badge):
      return words("follow-up.doubt.values", ["scan": scan(s), "badge": badge.replacing("_", with: " ")])
    }
  }

  // MARK: The numbers

  /// A row of the table, in words.
  struct Row {
    var name: String
    var before: String
    var after: String
    var change: String
  }

  static var head: Row {
    Row(
      name: "", before: words("follow-up.column", ["column": "before"]),
      after: words("follow-up.column", ["column": "after"]), change: words("follow-up.column", ["column": "change"]))
  }

  /// The lungs and what of them is affected, the class, the findings; then by side and zone.
  static func rows(_ report: FollowUpReport) -> [Row] {
    let isDoubtful = report.doubts.contains(where: \.isGrave)
    func row(_ name: String, _ pair: FollowUpReport.Pair, _ text: (Double) -> String) -> Row {
      func number(_ x: Double?, _ isProposed: Bool) -> String {
        x.map { text($0) + (isProposed ? ExtentText.unreviewedMark : "") } ?? "–"
      }
      let change = pair.change.map { ($0 > 0 ? "+" : "") + text($0) + (isDoubtful ? "?" : "") } ?? "–"
      return Row(
        name: name, before: number(pair.before, pair.isProposed.before),
        after: number(pair.after, pair.isProposed.after), change: change)
    }
    func millilitres(_ x: Double) -> String { NumberText.short(x) }
    func percent(_ x: Double) -> String { NumberText.fixed(x, 2) }
    func grade(_ x: Double) -> String { NumberText.fixed(x, 0) }
    func region(_ name: String) -> String {
      words("extent-table.region", ["region": name.replacing(" ", with: "-")])
    }
    guard let both = report.regions.first else { return [] }
    var rows = [
      row(words("follow-up.row", ["row": "lungs"]), both.lung) { NumberText.fixed($0, 0) },
      row(words("follow-up.row", ["row": "percent"]), both.percent, percent),
      row(words("follow-up.row", ["row": "lesion"]), both.lesion, millilitres),
      row(words("follow-up.row", ["row": "sfr"]), report.sfr, grade),
    ]
    rows += report.findings.map { row($0.finding.code.escapedForTerminal + " mL", $0.millilitres, millilitres) }
    rows += report.regions.dropFirst().map { row(region($0.name) + " %", $0.percent, percent) }
    rows += [
      row(words("follow-up.row", ["row": "whole"]), report.wholeLung, grade),
      row(words("follow-up.row", ["row": "zonal"]), report.zonal, grade),
    ]
    rows += report.regions.dropFirst().prefix(2).map { one in
      row(words("follow-up.side-lung", ["side": one.name]), one.lung) { NumberText.fixed($0, 0) }
    }
    return rows
  }

  /// All of it, for a terminal: a table, then what is to be known, a line each.
  public static func text(_ report: FollowUpReport) -> String {
    lines(report).map { $0.text + "\n" }.joined()
  }

  static func page(_ report: FollowUpReport) -> PageOverlay {
    PageOverlay(title: words("follow-up.title"), lines: lines(report))
  }

  private static func lines(_ report: FollowUpReport) -> [PageOverlay.Line] {
    let all = [head] + rows(report)
    let width = (all.map(\.name.columns).max() ?? 0) + 2
    let table = all.enumerated().map { n, row in
      PageOverlay.Line(
        row.name + String(repeating: " ", count: width - row.name.columns)
          + [row.before, row.after, row.change].map { NumberText.padded($0, 12) }.joined(), n == 0 ? .quiet : .row)
    }
    let links = ((report.link.map { [link($0)] } ?? []) + measured(report)).map { PageOverlay.Line($0) }
    let doubts = report.doubts.map { PageOverlay.Line(Sentence.check(doubt($0)), $0.isGrave ? .warning : .text) }
    return table + [PageOverlay.Line("")] + links + doubts + [PageOverlay.Line(words("follow-up.marks"), .quiet)]
  }
}
