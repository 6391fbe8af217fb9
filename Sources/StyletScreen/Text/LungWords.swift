import StyletCore

/// The words for lungs that the program found.
public enum LungWords {
  /// Volumes, limits of the zones and what should be looked at, a line each.
  public static func summary(_ lungs: Lungs) -> String {
    let r = lungs.report
    var lines: [String] = []
    if !r.isEmpty {
      lines.append("right lung  \(NumberText.fixed(r.right, 0)) mL")
      lines.append("left lung   \(NumberText.fixed(r.left, 0)) mL")
      lines.append("airways     \(NumberText.fixed(r.airways, 0)) mL")
    }
    if let zones = lungs.zones {
      lines.append("upper zone from slice \(zones.carina.k + 1): \(source(zones.carina, landmark: "the carina"))")
      let veins = source(zones.veins, landmark: "the inferior veins")
      lines.append("middle zone from slice \(zones.veins.k + 1): \(veins)")
    }
    lines += r.air.rows.map { "no lung     " + text($0) }
    lines += r.remarks.map { "check: " + text($0) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What was taken from a mask, a line each.
  public static func imported(_ mask: LungMask, source: String, on volume: Volume) -> String {
    let ledger = ExtentLedger(recounting: mask.labels, volume: volume)
    var lines = [([Say.lungsTaken(from: source)] + Say.lungsTaken(mask)).joined(separator: "; ")]
    for part in Lungs.table.findings {
      guard let mL = ledger.extent(of: part.value, volume: volume)?.millilitres else { continue }
      lines.append("\(part.name.lowercased()) \(NumberText.fixed(mL, 0)) mL")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What a record says is to be looked at, a text each, as a file may have it: to be escaped before it is shown.
  public static func toLookAt(_ record: LungRecord) -> [String] {
    record.remarks.map(text) + record.unknownBadges.map(Say.unknownBadge)
  }

  /// With the slices that it concerns, base 1.
  public static func text(_ remark: LungRemark) -> String {
    let place = remark.slices.map { ($0.count == 1 ? ", slice " : ", slices ") + Say.slices($0) } ?? ""
    return text(remark.badge) + place + (remark.seen.map { " (\(seen($0)))" } ?? "")
  }

  static func seen(_ seen: LungRemark.Seen) -> String { "seen" + (seen.reader.isEmpty ? "" : " by \(seen.reader)") }

  public static func text(_ row: AirAccount.Row) -> String {
    let side = row.side.map { ", \($0.rawValue)" } ?? ""
    return "\(NumberText.fixed(row.millilitres, row.millilitres < 9.95 ? 1 : 0)) mL of \(text(row.kind))\(side), "
      + (row.slices.count == 1 ? "slice " : "slices ") + Say.slices(row.slices)
  }

  static func text(_ kind: AirAccount.Kind) -> String {
    switch kind {
    case .stomach: "gas in the stomach"
    case .bowel: "gas in the bowel"
    case .airway: "air in trachea and bronchi"
    case .oesophagus: "air in the oesophagus"
    case .outside: "air in a fold or pocket of the skin"
    case .unexplained: "air that is not explained"
    }
  }

  /// What a badge is about, in a few words: volume, slices and side stand beside it.
  static func name(_ badge: LungBadge) -> String {
    func number(_ x: Double, _ digits: Int = 0) -> String { NumberText.fixed(x, digits) }
    return switch badge {
    case .noLungs: "no lungs"
    case .rescaleMissing: "values are not HU"
    case .oneLung: "only one lung"
    case .volume: "unusual volume"
    case .ratio(let x): "right over left is \(number(x, 2))"
    case .cutAtTop: "cut by the scan's upper end"
    case .cutAtBottom: "cut by the scan's lower end"
    case .cutAtSide: "cut by the field of view"
    case .jumps(let n): "area jumps, \(n) times"
    case .areaJump(_, let percent, let n): "area jumps by \(number(percent)) %" + (n > 1 ? ", \(n) times" : "")
    case .noTrachea: "no trachea"
    case .noCarina: "no carina"
    case .gasLeftOut: "gas left out"
    case .recovered: "tissue taken for lung"
    case .opaqueAgainstWall: "tissue against the ribs left out"
    case .unevenBases(let mm): "lower ends \(number(mm)) mm apart"
    case .unevenTops(let mm): "upper ends \(number(mm)) mm apart"
    case .dividedAtMidline: "divided at the midline"
    case .straightSplit(let x): "straight split, \(number(x)) cm²"
    case .unexplainedAir: "air that is not explained"
    case .pieceWithoutVessels: "piece without vessels"
    }
  }

  static func source(_ limit: LungZones.Limit, landmark: String) -> String {
    switch limit.source {
    case .automatic: "\(landmark), found by the program"
    case .proxy: "midway between carina and right dome of the diaphragm, for \(landmark)"
    case .thirds: "a third of the lungs' height instead of \(landmark), not marked"
    case .reader: "\(landmark), set by the reader"
    }
  }

  public static func text(_ badge: LungBadge) -> String {
    func mL(_ x: Double) -> String { "\(NumberText.fixed(x, 0)) mL" }
    return switch badge {
    case .noLungs: "no lungs found on this scan"
    case .rescaleMissing(let x):
      "the values are not HU, a rescale seems to be missing: \(NumberText.fixed(x, 0)) was added for the search"
    case .oneLung: "only one lung found"
    case .volume(let x): "both lungs have \(mL(x)): usual are 1500 to 9000"
    case .ratio(let x): "right over left lung is \(NumberText.fixed(x, 2)): usual are 0.6 to 1.6"
    case .cutAtTop: "the scan ends within the lungs at the top"
    case .cutAtBottom: "the scan ends within the lungs at the bottom"
    case .cutAtSide: "the field of view cuts a lung at the side"
    case .jumps(let n): "the area jumps between slices, \(n) times"
    case .areaJump(let side, let percent, let n):
      "the \(side.rawValue) lung's area jumps by \(NumberText.fixed(percent, 0)) % between two slices"
        + (n > 1 ? ", and at \(n - 1) more" : "")
    case .noTrachea: "no trachea found"
    case .noCarina: "the trachea does not part on this scan"
    case .gasLeftOut(let x): "\(mL(x)) of gas left out as bowel or stomach"
    case .recovered(let x, let side):
      "\(mL(x)) of dense tissue at the edge of the \(side.map { $0.rawValue + " " } ?? "")lung taken for consolidation"
    case .opaqueAgainstWall(let side, let x):
      "\(mL(x)) of tissue against the \(side.rawValue) ribs left out: effusion, consolidation or diaphragm, look"
    case .unevenBases(let mm): "the lungs' lower ends are \(NumberText.fixed(mm, 0)) mm apart in height"
    case .unevenTops(let mm): "the lungs' upper ends are \(NumberText.fixed(mm, 0)) mm apart in height"
    case .dividedAtMidline: "the lungs touch broadly and were divided at the midline"
    case .straightSplit(let x):
      "right and left meet over \(NumberText.fixed(x, 0)) cm² in a straight plane with no pleura between: look there"
    case .unexplainedAir(let side, let x):
      "\(NumberText.fixed(x, x < 9.95 ? 1 : 0)) mL of air inside the cage is no lung and not explained"
        + (side.map { ", on the \($0.rawValue)" } ?? "")
    case .pieceWithoutVessels(let x): "a piece of \(mL(x)) has no vessels: a bulla, air beside the lung, or no lung"
    }
  }
}
