import StyletBase

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
