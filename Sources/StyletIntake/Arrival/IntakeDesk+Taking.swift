import StyletBase
import StyletDICOM
import StyletFiles

extension IntakeDesk {
  /// Files that are in memory together: so many, and so many bytes.
  private static let atOnce = (files: 64, bytes: 96 << 20)
  /// What is written at most before it is synced.
  private static let unsyncedFiles = 1024

  /// Takes all that is new of a source. Each byte is read once.
  ///
  /// - Parameters:
  ///   - quiet: of a source that is watched, for how long a file has to stay as it is where it looks damaged; nil where
  ///     the source has ended.
  ///   - stop: asked between files.
  ///   - progress: bytes so far.
  /// - Throws: ``Failure`` where something cannot be written: the desk is to be made anew then.
  public func take(
    _ source: IntakeSource, quiet: Duration?, stop: () -> Bool, progress: (Int) -> Void = { _ in }
  ) throws -> IntakeDelivery {
    var delivery = IntakeDelivery(
      source, key: String(keyed("source|" + source.path.absolutePath).prefix(16)), isDeidentified: isDeidentified)
    var items = source.items[...], archives: [String] = [], looked: [String: FileState] = [:]
    while !stop() {
      if items.isEmpty, let archive = archives.popLast() {
        do { items = try DeliveredItem.members(of: archive)[...] } catch {
          // One that is still being written has no end yet.
          let isEarly = quiet.map { seen.isYoung(archive, $0) } ?? false
          delivery.add(row(archive, looked[archive], nil, isEarly ? .unfinished : .refused, .badArchive, nil))
          if !isEarly { seen.done(archive) }
        }
      }
      guard !items.isEmpty else { break }
      let block = nextBlock(&items, quiet != nil, &looked, &delivery)
      try checkRoom(block.reduce(0) { $0 + $1.size })
      let read = Self.each(block) { [largest] in ReadItem($0, most: largest) }
      var writes: [(path: String, bytes: [UInt8])] = []
      for (item, read) in zip(block, read) {
        let disk = item.disk
        if case .archive(let path) = read {
          archives.append(path)
          continue
        }
        let isEarly = quiet.map { seen.isYoung(disk, $0) } ?? false
        let (row, patient, write) = try place(read, disk, looked[disk], source, isEarly: isEarly)
        delivery.add(row, patient: patient, bytes: read.count)
        if let write { writes.append(write) }
        if row.outcome != .unfinished { seen.done(disk) }
      }
      try write(writes)
      progress(delivery.bytes)
      if unsynced.count >= Self.unsyncedFiles { try flush() }
    }
    try flush()
    return delivery
  }

  private func nextBlock(
    _ items: inout ArraySlice<DeliveredItem>, _ isWatched: Bool, _ looked: inout [String: FileState],
    _ delivery: inout IntakeDelivery
  ) -> [DeliveredItem] {
    var block: [DeliveredItem] = [], bytes = 0
    while let item = items.first, block.count < Self.atOnce.files, bytes < Self.atOnce.bytes {
      items = items.dropFirst()
      if item.isUnfinished {
        delivery.add(row(item.name, nil, nil, .unfinished, nil, nil))
        continue
      }
      if let file = item.file, let state = FileState(file) {
        if isWatched, !seen.isDue(file, state) { continue }
        looked[file] = state
      }
      block.append(item)
      bytes += min(item.size, largest)
    }
    return block
  }

  private func row(
    _ file: String, _ state: FileState?, _ sha256: String?, _ outcome: InstanceOutcome, _ reason: IntakeReason?,
    _ series: String?
  ) -> IntakeDelivery.Row {
    IntakeDelivery.Row(
      file: file, state: state, sha256: sha256, outcome: outcome, reason: reason, series: series)
  }

  private typealias Placed = (row: IntakeDelivery.Row, patient: String?, write: (path: String, bytes: [UInt8])?)

  /// What becomes of a file, and where its bytes go.
  private func place(
    _ read: ReadItem, _ file: String, _ state: FileState?, _ source: IntakeSource, isEarly: Bool
  ) throws -> Placed {
    switch read {
    case .unfinished: return (row(file, state, nil, .unfinished, nil, nil), nil, nil)
    case .archive: return (row(file, state, nil, .unfinished, nil, nil), nil, nil)
    case .refused(let reason, let digest): return (row(file, state, digest, .refused, reason, nil), nil, nil)
    case .damaged(let bytes, let digest):
      if isEarly { return (row(file, state, nil, .unfinished, nil, nil), nil, nil) }
      return aside(file, state, digest, bytes, .damaged, nil)
    case .instance(let one, let bytes, let digest):
      if one.refusal == .directory { return (row(file, state, digest, .refused, .directory, nil), nil, nil) }
      guard !one.instanceUID.isEmpty, !one.seriesUID.isEmpty else {
        return aside(file, state, digest, bytes, .withoutUID, nil)
      }
      guard one.isPatientReadable else { return aside(file, state, digest, bytes, .characterSet, nil) }
      return try place(one, bytes, digest, file, state, source.counts[one.seriesUID])
    }
  }

  private func place(
    _ one: DeliveredInstance, _ bytes: [UInt8], _ digest: String, _ file: String, _ state: FileState?, _ listed: Int?
  ) throws -> Placed {
    let key = String(keyed("series|" + one.seriesUID).prefix(32))
    let own = String(keyed("instance|" + one.instanceUID).prefix(32))
    let patient = String(keyed("patient|" + one.patient).prefix(32))
    var record =
      try record(key)
      ?? SeriesRecord(
        key: key, exam: String(keyed("exam|" + one.studyUID).prefix(16)), patient: patient, received: UTC.now())
    defer { records[key] = record }
    if let stated = [one.stated, listed, record.stated].compactMap({ $0 }).max(), record.state == .waiting {
      record.stated = stated
    }
    func came(_ outcome: InstanceOutcome, _ reason: IntakeReason? = nil, _ write: String? = nil) -> Placed {
      (row(file, state, digest, outcome, reason, key), patient, write.map { ($0, bytes) })
    }
    let instance = SeriesRecord.Instance(
      key: own, sha256: digest, number: one.number, heights: one.refusal == nil ? one.heights : [], shape: one.shape)
    lastCame[key] = lastCame[key] ?? ContinuousClock.now
    if let known = record[own], known.sha256 != digest { return aside(file, state, digest, bytes, .conflict, key, patient) }
    if let refusal = one.refusal {
      if record[own] == nil, record.state == .waiting {
        record.add(instance)
        if record.count > 0 { touched.insert(key) }
      }
      return came(.refused, refusal.reason)
    }
    if record[own] != nil { return came(.again) }
    if record.state == .accepted {
      if record.patient != patient { return aside(file, state, digest, bytes, .patients, key, patient) }
      if !record.lateOnes.contains(digest) { record.lateOnes.append(digest) }
      touched.insert(key)
      return aside(file, state, digest, bytes, .late, key, patient)
    }
    // Complete already, and about to become a case.
    if record.state == .waiting, record.completeBy != nil, place(of: key).isLast {
      return aside(file, state, digest, bytes, .late, key, patient)
    }
    record.completeBy = nil
    record.add(instance)
    (record.received, lastCame[key]) = (UTC.now(), .now)
    touched.insert(key)
    let name = SeriesRecord.fileName(own)
    if record.state == .quarantined {
      // Until the record is written its files lie where they lay before.
      let place = Paths.exists(folder.quarantine(key)) ? folder.quarantine(key) : folder.waiting(key)
      return came(.quarantined, .withItsScan, place.appendingPath(name))
    }
    if record.patient != patient {
      (record.state, record.reason) = (.quarantined, .patients)
      return came(.quarantined, .patients, folder.waiting(key).appendingPath(name))
    }
    return came(.new, nil, folder.waiting(key).appendingPath(name))
  }

  /// By itself, once.
  private func aside(
    _ file: String, _ state: FileState?, _ digest: String, _ bytes: [UInt8], _ reason: IntakeReason, _ series: String?,
    _ patient: String? = nil
  ) -> Placed {
    let place = folder.single(digest)
    if Paths.exists(place) { return (row(file, state, digest, .again, reason, series), patient, nil) }
    return (row(file, state, digest, .quarantined, reason, series), patient, (place, bytes))
  }
}

extension DeliveredInstance.Refusal {
  fileprivate var reason: IntakeReason {
    switch self {
    case .directory: .directory
    case .scout: .localiser
    case .notCT: .notCT
    case .other: .otherObject
    }
  }
}
