import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// The words for lesions that a program proposes.
public enum ProposalWords {
  /// Volumes, the level of aerated lung and what should be looked at, a line each; the notice last.
  public static func summary(_ r: ProposalReport) -> String {
    var lines: [String] = []
    if r.lungs > 0 {
      let total = ProposedTotal(millilitres: r.total, lungs: r.lungs, interval: r.interval)
      let rows = [
        (words("proposal.ground-glass"), mL(r.groundGlass) + percent(r.groundGlass, r)),
        (words("proposal.consolidation"), mL(r.consolidation) + percent(r.consolidation, r)),
        (words("proposal.in-all"), words("proposal.lesions", ["total": self.total(total), "n": r.lesions])),
      ]
      let width = rows.map(\.0.columns).max() ?? 0
      lines += rows.map { $0 + String(repeating: " ", count: width - $0.columns + 2) + $1 }
      lines.append(words("proposal.aerated", ["hu": NumberText.fixed(r.aerated, 0), "standards": r.standards]))
    }
    lines += r.badges.map { Sentence.check(text($0)) }
    lines.append(words("proposal.not-reviewed"))
    lines.append(ResearchUse.notice)
    return lines.map { $0 + "\n" }.joined()
  }

  /// What another segmenter found, a line a label; the notice last.
  public static func summary(of labels: LabelMap, _ table: LabelTable, volume: Volume, from name: String) -> String {
    let ledger = ExtentLedger(recounting: labels, volume: volume)
    var lines = ledger.labels.map { label in
      "\(table[label]?.code ?? "\(label)")  \(mL(ledger.extent(of: label, volume: volume)?.millilitres ?? 0))"
    }
    if lines.isEmpty { lines = [words("proposal.nothing-found")] }
    lines.append(words("proposal.proposed-by", ["name": name]))
    return (lines + [ResearchUse.notice]).map { $0.escapedForTerminal + "\n" }.joined()
  }

  /// "~340 mL (290 to 410), ~7.4 % of the lungs"; the percentage has the range where one is known.
  static func total(_ t: ProposedTotal) -> String {
    guard let percent = t.percent else { return volume(t) }
    let range = t.interval.map { span($0.lowerBound / t.lungs * 100, $0.upperBound / t.lungs * 100, short) } ?? ""
    return words("proposal.total", ["volume": volume(t), "percent": short(percent), "range": range])
  }

  /// "~340 mL (290 to 410)"
  public static func volume(_ t: ProposedTotal) -> String {
    "~\(short(t.millilitres)) mL" + (t.interval.map { span($0.lowerBound, $0.upperBound, short) } ?? "")
  }

  private static func span(_ low: Double, _ high: Double, _ number: (Double) -> String) -> String {
    words("proposal.span", ["low": number(low), "high": number(high)])
  }

  /// As sure as a number that is proposed can be: two digits or the whole.
  private static func short(_ x: Double) -> String { NumberText.fixed(x, x < 0.095 ? 2 : x < 9.95 ? 1 : 0) }

  public static func text(_ badge: ProposalBadge) -> String {
    switch badge {
    case .noLungs: words("proposal.text-no-lungs")
    case .dependent(let x): words("proposal.text-dependent", ["ml": mL(x)])
    case .doubtfulLung(let x):
      words("proposal.text-doubtful-lung", ["ml": mL(x)])
    case .littleAir: words("proposal.text-little-air")
    case .thickSlices(let x):
      words("proposal.text-thick-slices", ["mm": NumberText.fixed(x, 1)])
    case .nearHilum(let x): words("proposal.text-near-hilum", ["ml": mL(x)])
    }
  }

  static func mL(_ x: Double) -> String { "\(NumberText.fixed(x, 1)) mL" }

  private static func percent(_ x: Double, _ r: ProposalReport) -> String {
    guard r.lungs > 0 else { return "" }
    let percent = 100 * x / r.lungs
    return "  " + words("proposal.of-lungs", ["percent": NumberText.fixed(percent, percent < 0.995 ? 2 : 1)])
  }
}
