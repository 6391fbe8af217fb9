import StyletBase

extension IntakeReason {
  /// Whether somebody may let in what was put aside for it. All else is of another patient, not the file that its UID
  /// says, not whole, or too late: no word makes it right.
  public var mayBeReleased: Bool { self == .unreadable || self == .notCleaned }
}

extension IntakeDesk {
  /// What of a delivery or of which scan lies in quarantine.
  /// - Parameter what: the number of a receipt, or a scan's name as intake says it: 16 hexadecimal digits or more.
  /// - Returns: scans, and why single files of the delivery were put aside; nil where there is no such thing.
  public func quarantined(_ what: String) throws -> (scans: [SeriesRecord], files: [IntakeReason])? {
    let isNumber = (1...9).contains(what.utf8.count) && what.utf8.allSatisfy { (48...57).contains($0) }
    guard isNumber else {
      guard let key = key(beginning: what), let record = try record(key), isKept(record) else { return nil }
      return ([record], [])
    }
    let path = folder.receipt(Int(what) ?? 0)
    guard Paths.exists(path) else { return nil }
    let receipt = try JSONParser.parse(SafeFile.read(path, limit: 256 << 20).bytes).object
    let names = receipt?["series"]?.array?.compactMap { $0.object?["series"]?.string } ?? []
    let scans = try names.compactMap(key(beginning:)).compactMap(record).filter(isKept)
    let files = (receipt?["reasons"]?.array ?? []).compactMap { row -> IntakeReason? in
      guard row.object?["outcome"]?.string == InstanceOutcome.quarantined.rawValue else { return nil }
      return row.object?["reason"]?.string.flatMap(IntakeReason.init(rawValue:))
    }.filter { $0 != .withItsScan && $0 != .patients }
    return scans.isEmpty && files.isEmpty ? nil : (scans, files)
  }

  /// Whether it lies here: with a key and without one that is not the same place.
  private func isKept(_ record: SeriesRecord) -> Bool {
    record.state == .quarantined && Paths.exists(folder.quarantine(record.key))
  }

  /// The one scan that is called so.
  private func key(beginning name: String) -> String? {
    guard name.utf8.count >= 16, name.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    let own = (Paths.names(in: folder.record(name).pathFolder) ?? []).filter { $0.hasPrefix(name) && $0.hasSuffix(".json") }
    return own.count == 1 ? String(own[0].dropLast(5)) : nil
  }

  /// Lets a scan out of quarantine, to where it is looked at again. Killed in between it lies in quarantine, or waits.
  public func release(_ key: String) throws {
    try move(folder.quarantine(key), folder.waiting(key))
    change(key) { ($0.state, $0.reason, $0.detail) = (.waiting, nil, nil) }
    try flush()
  }
}
