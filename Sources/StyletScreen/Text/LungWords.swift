import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// The words for lungs that the program found.
public enum LungWords {
  /// Volumes, limits of the zones and what should be looked at, a line each.
  public static func summary(_ lungs: Lungs) -> String {
    let r = lungs.report
    var rows: [(String, String)] = []
    var lines: [String] = []
    if !r.isEmpty {
      for (part, mL) in [("right", r.right), ("left", r.left), ("airways", r.airways)] {
        rows.append((words("lungs.part", ["part": part]), "\(NumberText.fixed(mL, 0)) mL"))
      }
    }
    if let zones = lungs.zones {
      for (mark, limit) in [(ZoneMark.carina, zones.carina), (.veins, zones.veins)] {
        lines.append(
          words(
            "lungs.zone-from",
            ["zone": ZoneText.above(mark), "n": limit.k + 1, "source": source(limit, mark)]))
      }
    }
    let air = r.air.rows.map { (words("lungs.no-lung"), text($0)) }
    let width =
      (["right", "left", "airways"].map { words("lungs.part", ["part": $0]) } + [words("lungs.no-lung")])
      .map(\.columns).max() ?? 0
    func lined(_ rows: [(String, String)]) -> [String] {
      rows.map { $0 + String(repeating: " ", count: width - $0.columns + 2) + $1 }
    }
    lines = lined(rows) + lines + lined(air) + r.remarks.map { Sentence.check(text($0)) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Where a mask that does not tell right from left was divided, or which lung it was taken for.
  public static func divided(_ mask: LungMask) -> [String] {
    mask.divided == nil && mask.placed == nil ? [] : Sentence.lungsTaken(mask)
  }

  /// What was taken from a mask, a line each.
  public static func imported(_ mask: LungMask, source: String, on volume: Volume) -> String {
    let ledger = ExtentLedger(recounting: mask.labels, volume: volume)
    var lines = [Joint.clauses([Sentence.lungsTaken(from: source)] + Sentence.lungsTaken(mask))]
    for part in LungLabels.table.findings {
      guard let mL = ledger.extent(of: part.value, volume: volume)?.millilitres else { continue }
      lines.append("\(part.said.lowercased()) \(NumberText.fixed(mL, 0)) mL")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What a record says is to be looked at, a text each, as a file may have it: to be escaped before it is shown.
  public static func toLookAt(_ record: LungRecord) -> [String] {
    record.remarks.map(text) + record.unknownBadges.map(Sentence.unknownBadge)
  }

  /// With the slices that it concerns, base 1.
  public static func text(_ remark: LungRemark) -> String {
    let said = [text(remark.badge), remark.slices.map(slices)].compactMap { $0 }.joined(separator: ", ")
    return remark.seen.map { words("lungs.with-note", ["what": said, "note": seen($0)]) } ?? said
  }

  /// "slice 12", "slices 12–15"
  private static func slices(_ slices: ClosedRange<Int>) -> String {
    words("lungs.slices", ["one": slices.count == 1, "slices": Sentence.slices(slices)])
  }

  static func seen(_ seen: LungRemark.Seen) -> String {
    words("lungs.seen", ["named": !seen.reader.isEmpty, "reader": seen.reader])
  }

  public static func text(_ row: AirAccount.Row) -> String {
    let air = words(
      "lungs.air",
      ["ml": NumberText.fixed(row.millilitres, row.millilitres < 9.95 ? 1 : 0), "what": text(row.kind)])
    return [air, row.side.map(Sentence.side), slices(row.slices)].compactMap { $0 }.joined(separator: ", ")
  }

  static func text(_ kind: AirAccount.Kind) -> String {
    switch kind {
    case .stomach: words("lungs.air-stomach")
    case .bowel: words("lungs.air-bowel")
    case .airway: words("lungs.air-airway")
    case .oesophagus: words("lungs.air-oesophagus")
    case .outside: words("lungs.air-outside")
    case .unexplained: words("lungs.air-unexplained")
    }
  }

  /// What a badge is about, in a few words: volume, slices and side stand beside it.
  static func name(_ badge: LungBadge) -> String {
    func number(_ x: Double, _ digits: Int = 0) -> String { NumberText.fixed(x, digits) }
    return switch badge {
    case .noLungs: words("lungs.name-no-lungs")
    case .rescaleMissing: words("lungs.name-rescale-missing")
    case .oneLung: words("lungs.name-one-lung")
    case .volume: words("lungs.name-volume")
    case .ratio(let x): words("lungs.name-ratio", ["ratio": number(x, 2)])
    case .cutAtTop: words("lungs.name-cut-at-top")
    case .cutAtBottom: words("lungs.name-cut-at-bottom")
    case .cutAtSide: words("lungs.name-cut-at-side")
    case .jumps(let n): words("lungs.name-jumps", ["n": n])
    case .areaJump(_, let percent, let n):
      words("lungs.name-area-jump", ["percent": number(percent), "more": n > 1, "n": n])
    case .noTrachea: words("lungs.name-no-trachea")
    case .noCarina: words("lungs.name-no-carina")
    case .gasLeftOut: words("lungs.name-gas-left-out")
    case .recovered: words("lungs.name-recovered")
    case .opaqueAgainstWall: words("lungs.name-opaque-against-wall")
    case .unevenBases(let mm): words("lungs.name-uneven-bases", ["mm": number(mm)])
    case .unevenTops(let mm): words("lungs.name-uneven-tops", ["mm": number(mm)])
    case .dividedAtMidline: words("lungs.name-divided-at-midline")
    case .sideByPlace(let side): words("lungs.name-side-by-place", ["side": side.rawValue])
    case .straightSplit(let x): words("lungs.name-straight-split", ["cm2": number(x)])
    case .unexplainedAir: words("lungs.name-unexplained-air")
    case .pieceWithoutVessels: words("lungs.name-piece-without-vessels")
    case .spineInFront: words("lungs.name-spine-in-front")
    }
  }

  static func source(_ limit: LungZones.Limit, _ mark: ZoneMark) -> String {
    let mark = ZoneText.id(mark)
    return switch limit.source {
    case .automatic: words("lungs.source-automatic", ["mark": mark])
    case .proxy: words("lungs.source-proxy", ["mark": mark])
    case .thirds: words("lungs.source-thirds", ["mark": mark])
    case .reader: words("lungs.source-reader", ["mark": mark])
    }
  }

  public static func text(_ badge: LungBadge) -> String {
    func number(_ x: Double, _ digits: Int = 0) -> String { NumberText.fixed(x, digits) }
    return switch badge {
    case .noLungs: words("lungs.badge-no-lungs")
    case .rescaleMissing(let x): words("lungs.badge-rescale-missing", ["hu": number(x)])
    case .oneLung: words("lungs.badge-one-lung")
    case .volume(let x): words("lungs.badge-volume", ["ml": number(x)])
    case .ratio(let x): words("lungs.badge-ratio", ["ratio": number(x, 2)])
    case .cutAtTop: words("lungs.badge-cut-at-top")
    case .cutAtBottom: words("lungs.badge-cut-at-bottom")
    case .cutAtSide: words("lungs.badge-cut-at-side")
    case .jumps(let n): words("lungs.badge-jumps", ["n": n])
    case .areaJump(let side, let percent, let n):
      words(
        "lungs.badge-area-jump",
        ["side": side.rawValue, "percent": number(percent), "more": n > 1, "n": n - 1])
    case .noTrachea: words("lungs.badge-no-trachea")
    case .noCarina: words("lungs.badge-no-carina")
    case .gasLeftOut(let x): words("lungs.badge-gas-left-out", ["ml": number(x)])
    case .recovered(let x, let side):
      words("lungs.badge-recovered", ["ml": number(x), "side": side?.rawValue ?? "none"])
    case .opaqueAgainstWall(let side, let x):
      words("lungs.badge-opaque-against-wall", ["ml": number(x), "side": side.rawValue])
    case .unevenBases(let mm): words("lungs.badge-uneven-bases", ["mm": number(mm)])
    case .unevenTops(let mm): words("lungs.badge-uneven-tops", ["mm": number(mm)])
    case .dividedAtMidline: words("lungs.badge-divided-at-midline")
    case .sideByPlace(let side): words("lungs.badge-side-by-place", ["side": side.rawValue])
    case .straightSplit(let x): words("lungs.badge-straight-split", ["cm2": number(x)])
    case .unexplainedAir(let side, let x):
      words("lungs.badge-unexplained-air", ["ml": number(x, x < 9.95 ? 1 : 0), "side": side?.rawValue ?? "none"])
    case .pieceWithoutVessels(let x): words("lungs.badge-piece-without-vessels", ["ml": number(x)])
    case .spineInFront: words("lungs.badge-spine-in-front")
    }
  }
}
