import StyletCore

/// The words for lesions that a program proposes.
public enum ProposalWords {
  /// Volumes, the level of aerated lung and what should be looked at, a line each; the notice last.
  public static func summary(_ r: ProposalReport) -> String {
    var lines: [String] = []
    if r.lungs > 0 {
      lines.append("ground glass   \(mL(r.groundGlass))\(percent(r.groundGlass, r))")
      lines.append("consolidation  \(mL(r.consolidation))\(percent(r.consolidation, r))")
      let total = ProposedTotal(millilitres: r.total, lungs: r.lungs, interval: r.interval)
      lines.append("in all         \(self.total(total)), lesions: \(r.lesions)")
      lines.append("aerated lung is commonly at \(NumberText.fixed(r.aerated, 0)) HU (\(r.standards))")
    }
    lines += r.badges.map { "check: " + text($0) }
    lines.append("Proposed, not reviewed: a reader accepts, corrects or rejects it.")
    lines.append(ResearchUse.notice)
    return lines.map { $0 + "\n" }.joined()
  }

  /// What another segmenter found, a line a label; the notice last.
  public static func summary(of labels: LabelMap, _ table: LabelTable, volume: Volume, from name: String) -> String {
    let ledger = ExtentLedger(recounting: labels, volume: volume)
    var lines = ledger.labels.map { label in
      "\(table[label]?.code ?? "\(label)")  \(mL(ledger.extent(of: label, volume: volume)?.millilitres ?? 0))"
    }
    if lines.isEmpty { lines = ["nothing found"] }
    lines.append("Proposed by \(name), not reviewed: a reader accepts, corrects or rejects it.")
    return (lines + [ResearchUse.notice]).map { $0.escapedForTerminal + "\n" }.joined()
  }

  /// "~340 mL (290 to 410), ~7.4 % of the lungs"; the percentage has the range where one is known.
  static func total(_ t: ProposedTotal) -> String {
    guard let percent = t.percent else { return volume(t) }
    let range = t.interval.map { span($0.lowerBound / t.lungs * 100, $0.upperBound / t.lungs * 100, short) } ?? ""
    return "\(volume(t)), ~\(short(percent)) %\(range) of the lungs"
  }

  /// "~340 mL (290 to 410)"
  public static func volume(_ t: ProposedTotal) -> String {
    "~\(short(t.millilitres)) mL" + (t.interval.map { span($0.lowerBound, $0.upperBound, short) } ?? "")
  }

  private static func span(_ low: Double, _ high: Double, _ number: (Double) -> String) -> String {
    " (\(number(low)) to \(number(high)))"
  }

  /// As sure as a number that is proposed can be: two digits or the whole.
  private static func short(_ x: Double) -> String { NumberText.fixed(x, x < 0.095 ? 2 : x < 9.95 ? 1 : 0) }

  public static func text(_ badge: ProposalBadge) -> String {
    switch badge {
    case .noLungs: "there are no lungs to look in"
    case .dependent(let x): "\(mL(x)) of mild density at the back of both lungs left out: gravity, confirm"
    case .doubtfulLung(let x):
      "\(mL(x)) of dense tissue with little air around left out: heart, diaphragm or wall in the lungs' outline, look"
    case .littleAir: "the lungs have hardly any normal air: what is opaque is hard to tell"
    case .thickSlices(let x):
      "slices are \(NumberText.fixed(x, 1)) mm apart: vessels and diaphragm may pass for opacity"
    case .nearHilum(let x): "\(mL(x)) lie near main bronchi: vessels may pass for opacity there"
    }
  }

  static func mL(_ x: Double) -> String { "\(NumberText.fixed(x, 1)) mL" }

  private static func percent(_ x: Double, _ r: ProposalReport) -> String {
    r.lungs > 0 ? "  ~\(NumberText.fixed(100 * x / r.lungs, 1)) % of the lungs" : ""
  }
}
