import StyletBase

extension Study {
  /// What holds now.
  public var rulesInForce: StudyRules {
    amendments.reduce(rules) { known, amendment in
      if case .ruled(_, let rules, _) = amendment { rules } else { known }
    }
  }

  /// Whether readers are shown what is known of gold cases, or once were.
  var teaches: Bool {
    ([rules] + amendments.compactMap { if case .ruled(_, let rules, _) = $0 { rules } else { nil } })
      .contains { $0.teaching != .off }
  }

  /// What held at a time, UTC, before anything that came in the same second; at one that cannot be read, what holds now.
  public func rules(at time: String) -> StudyRules {
    let asked = UTC.seconds(time) ?? .max
    return amendments.reduce(rules) { known, amendment in
      guard case .ruled(let since, let rules, _) = amendment, UTC.seconds(since) ?? .max < asked else { return known }
      return rules
    }
  }
}
