import StyletBase

extension StudyChange {
  /// Takes cases out of the study, or back into it, and makes the lists anew: rows of these cases go or come back to
  /// their places, and nothing else moves. What was read of them stays where it is; it counts nowhere while they are
  /// withdrawn.
  /// - Parameter reason: at most ``Study/longestReason`` bytes.
  /// - Returns: how many files of lists were written.
  /// - Throws: a ``Failure``: a case that the study does not have, or that is as it is to be already.
  public func set(_ status: StudyCase.Status, of ids: [CaseID], because reason: String, time: String = UTC.now()) throws
    -> Int
  {
    var after = cases
    for id in ids {
      guard let at = after.firstIndex(where: { $0.id == id }) else {
        throw Failure(
          .usage, path: folder.path, words("error.study.no-case", ["case": id.text]),
          advice: words("error.study.no-case-advice"))
      }
      guard after[at].status != status else {
        throw Failure(
          .usage, path: folder.path, words("error.study.as-it-is", ["case": id.text, "status": status.rawValue]),
          advice: words("error.study.no-case-advice"))
      }
      after[at].status = status
    }
    // That the lists can be made is known before anything is written.
    let deal = try StudyDeal(study, cases: after, key: key)
    try note(
      .init(
        act: status == .open ? .restored : .withdrawn, time: time,
        files: [StudyFolder.casesName: sha256(StudyCase.bytes(after))],
        withdrawal: Withdrawal(cases: ids, reason: reason)))
    try StudyCase.write(after, folder)
    cases = after
    // Before cases are first dealt out there is no list.
    return study.hasLists ? try deal.write(folder) : 0
  }
}
