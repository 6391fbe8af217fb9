import StyletBase
import StyletCore

/// The words for the zones of the lungs and their limits.
enum ZoneText {
  static func name(_ level: LungZones.Level) -> String {
    switch level {
    case .upper: words("zone.upper")
    case .middle: words("zone.middle")
    case .lower: words("zone.lower")
    }
  }

  /// No letter: "L" would be the left.
  static func short(_ level: LungZones.Level) -> String { ExtentText.row(level) }

  static func id(_ mark: ZoneMark) -> String { mark == .carina ? "carina" : "veins" }

  /// The zone that ends at a mark: "upper".
  static func above(_ mark: ZoneMark) -> String { mark == .carina ? "upper" : "middle" }

  /// "carina, proposed"
  static func long(_ mark: ZoneMark, _ limit: LungZones.Limit) -> String {
    switch limit.source {
    case .reader: words("zone.mark-yours", ["mark": id(mark)])
    case .automatic: words("zone.mark-proposed", ["mark": id(mark)])
    case .proxy: words("zone.mark-midway", ["mark": id(mark)])
    case .thirds: words("zone.mark-third", ["mark": id(mark)])
    }
  }

  static func short(_ mark: ZoneMark, _ limit: LungZones.Limit) -> String {
    let name = words("zone.mark", ["mark": id(mark)])
    return limit.source == .reader ? name : limit.source == .thirds ? name + " 1/3" : name + "~"
  }
}

extension Sentence {
  static func zoneSet(_ mark: ZoneMark, k: Int) -> String {
    switch mark {
    case .carina: words("say.zone-set-carina", ["n": k + 1])
    case .veins: words("say.zone-set-veins", ["n": k + 1])
    }
  }

  static func zoneAsBefore(_ mark: ZoneMark) -> String { words("say.zone-as-before", ["mark": ZoneText.id(mark)]) }

  static var carinaBelowVeins: Failure {
    Failure(.usage, words("say.carina-below-veins"), advice: words("say.carina-below-veins-advice"))
  }

  static var zonesCross: Failure {
    Failure(
      .usage, words("say.zones-cross"), advice: words("say.zones-cross-advice"))
  }
}
