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

  /// What held at a time, UTC; at one that cannot be read, what holds now.
  public func rules(at time: String) -> StudyRules {
    let asked = UTC.seconds(time) ?? .max
    return amendments.reduce(rules) { known, amendment in
      guard case .ruled(let since, let rules, _) = amendment, UTC.seconds(since) ?? .max <= asked else { return known }
      return rules
    }
  }
}

extension StudyChange {
  /// Goes by other rules from now on. What somebody has begun to decide keeps the rule that called for it.
  /// - Parameter reason: at most ``Study/longestReason`` bytes; readers may see it.
  /// - Returns: how many files of lists were written: with the known answers that readers are shown from now on.
  /// - Throws: a ``Failure`` where these rules hold already.
  @discardableResult
  public func follow(_ rules: StudyRules, because reason: String, time: String = UTC.now()) throws -> Int {
    guard rules != study.rulesInForce else {
      throw Failure(
        .usage, path: folder.path, words("error.study.same-rules"), advice: words("error.study.same-rules-advice"))
    }
    var after = study
    after.amendments.append(.ruled(time: time, rules: rules, reason: reason))
    let deal = try StudyDeal(after, cases: cases, key: key)
    try note(.amended, [StudyFolder.studyName: sha256(after.bytes)], time: time)
    try after.write(folder)
    study = after
    return study.hasLists ? try deal.write(folder) : 0
  }
}
