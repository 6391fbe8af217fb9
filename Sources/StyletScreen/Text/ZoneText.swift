import StyletCore

/// The words for the zones of the lungs and their limits.
enum ZoneText {
  static func name(_ level: LungZones.Level) -> String {
    switch level {
    case .upper: "upper zone"
    case .middle: "middle zone"
    case .lower: "lower zone"
    }
  }

  /// No letter: "L" would be the left.
  static func short(_ level: LungZones.Level) -> String { ExtentText.row(level) }

  private static func name(_ mark: ZoneMark) -> String { mark == .carina ? "carina" : "inferior veins" }

  /// "carina, proposed"
  static func long(_ mark: ZoneMark, _ limit: LungZones.Limit) -> String {
    switch limit.source {
    case .reader: name(mark) + ", yours"
    case .automatic, .proxy: name(mark) + ", proposed"
    case .thirds: name(mark) + ": third of the height"
    }
  }

  static func short(_ mark: ZoneMark, _ limit: LungZones.Limit) -> String {
    let name = mark == .carina ? "carina" : "veins"
    return limit.source == .reader ? name : limit.source == .thirds ? name + " 1/3" : name + "~"
  }
}

extension Say {
  static func zoneSet(_ mark: ZoneMark, k: Int) -> String {
    switch mark {
    case .carina: "Carina at slice \(k + 1): the upper zone begins there; {undo} undoes it"
    case .veins: "Inferior veins at slice \(k + 1): the middle zone begins there; {undo} undoes it"
    }
  }

  static func zoneAsBefore(_ mark: ZoneMark) -> String { "The limit at the \(mark.name) is here already" }

  static let zonesCross = Failure(
    .usage, "The veins cannot lie above the carina", advice: "put the carina right first")
}
