import Glibc
import StyletBase
import StyletDICOM
import StyletFiles

/// De-identifies a file or a folder: every file leaves with its proof, or is put aside with a reason, or nothing leaves.
public struct Deidentification: Sendable {
  private let policy: DeidentificationPolicy
  private let key: DeidentificationKey
  private let keepsProved: Bool, isCut: Bool
  private let checker: StandardChecker?
  private let seal: PassphraseSeal?

  /// - Parameters:
  ///   - keepsProved: one file that could not be proved is put aside, and the others leave; else nothing leaves.
  ///   - isChecked: by dciodvfy, where that is installed.
  ///   - isCut: what lies above the lungs does not leave.
  ///   - seal: by which who became whom is encrypted.
  public init(
    policy: DeidentificationPolicy, key: DeidentificationKey, keepsProved: Bool = false, isCut: Bool = false,
    isChecked: Bool = true, seal: PassphraseSeal? = nil
  ) {
    (self.policy, self.key, self.keepsProved, self.isCut, self.seal) = (policy, key, keepsProved, isCut, seal)
    checker = isChecked ? StandardChecker() : nil
  }

  /// Files that are looked at together: their headers are in memory.
  private static let atOnce = 64

  /// - Parameters:
  ///   - out: a folder that is not there yet, or empty: what may leave, and the report.
  ///   - site: another one: what stays.
  ///   - progress: called with files done and all.
  /// - Returns: the report, which is in `out`, too.
  /// - Throws: a ``Failure``; neither folder is there then.
  public func run(_ input: String, to out: String, site: String, progress: (Int, Int) -> Void) throws
    -> DeidentificationReport
  {
    let files = try DeliveredFiles(input).all.flatMap(\.withMembers)
    let stage = try StagedFolder(out)
    var kept = try SiteFolder(site)
    var report = DeidentificationReport(policy: policy.name, key: key.id, isChecked: checker != nil, isCut: isCut)
    var places: Set<String> = []
    let unpacked = UnpackedMembers(site)
    let limits = isCut ? try ApexPlan.limits(input) : nil
    for start in stride(from: 0, to: files.count, by: Self.atOnce) {
      progress(start, files.count)
      defer { unpacked.clear() }
      let block = try (start..<min(start + Self.atOnce, files.count)).map {
        try unpacked.unpacked(files[$0], number: $0 + 1)
      }
      var looked = try Self.each(block) { try look($0, limits) }
      // Of two with one new name the first one leaves.
      for n in looked.indices {
        if let place = looked[n].place, !places.insert(place).inserted { looked[n] = .aside(.twice) }
      }
      for one in looked { if let place = one.place { _ = try stage.place(of: place) } }
      let ready = looked, folder = stage.stage
      let done = try Self.each(Array(zip(block, ready))) { try write($0.0, $0.1, folder) }
      for (n, result) in done.enumerated() {
        try take(result, block[n], number: start + n + 1, &report, &kept)
      }
    }
    try write(report, stage)
    try kept.commit(key: key, seal: seal)
    try stage.commit()
    return report
  }

  /// `body` of each, on all cores, in their order.
  private static func each<T: Sendable, R: Sendable>(_ all: [T], _ body: @Sendable (T) throws -> R) throws -> [R] {
    let results = Guarded([R?](repeating: nil, count: all.count))
    try concurrently(all.count, chunk: 1) { range in
      for n in range {
        let result = try body(all[n])
        results.with { $0[n] = result }
      }
    }
    return results.with { $0 }.compactMap { $0 }
  }

  // MARK: One file

  private enum Looked: @unchecked Sendable {  // an instance is used by one thread at a time
    case instance(CleanInstance)
    case scan(ResearchScan, place: String)
    /// A file that another one's header names: it goes with that.
    case part
    case aside(QuarantineReason)

    var place: String? {
      switch self {
      case .instance(let instance): instance.place
      case .scan(_, let place): place
      case .part, .aside: nil
      }
    }
  }

  /// The most bytes of a file: pixels that are not compressed state their length in 32 bits.
  private static let largest = 4 << 30

  private func look(_ file: DeliveredFile, _ limits: ApexLimits?) throws -> Looked {
    if file.isSpecial { return .aside(.notAScan) }
    if let size = FileState(file.path)?.size, size > Self.largest + 1 << 26 { return .aside(.tooLarge) }
    if file.isUnreadable { return .aside(.archive) }
    let cleaner = DICOMDeidentifier(policy: policy, pseudonyms: key.pseudonyms, limits: limits)
    switch try cleaner.clean(file.path, name: file.name) {
    case .clean(let instance): return .instance(instance)
    case .aside(let reason): return .aside(reason)
    case .other: break
    }
    do throws(ResearchScan.Aside) {
      guard let scan = try ResearchScan(file.path, policy, isCut: isCut) else {
        return .aside(file.isArchive ? .archive : .notAScan)
      }
      if scan.isPart { return .part }
      return .scan(scan, place: key.pseudonyms.file(file.name) + scan.ending)
    } catch {
      return .aside(error.reason)
    }
  }

  private enum Done: Sendable {
    case instance(DeidentificationReport.Row, changed: [String: Int], site: SiteNote)
    case scan(DeidentificationReport.Row)
    case aside(QuarantineReason)
    case part
  }

  private struct SiteNote: Sendable {
    let patient: String, identity: String, shift: Int
    let uids: [String: String]
  }

  private func write(_ file: DeliveredFile, _ looked: Looked, _ folder: String) throws -> Done {
    do {
      switch looked {
      case .part: return .part
      case .aside(let reason): return .aside(reason)
      case .scan(let scan, let place):
        let path = folder.appendingPath(place)
        try scan.write(to: path)
        let searched = try scan.prove(path)
        return .scan(.init(place: place, format: scan.ending, fates: [:], searched: searched, errors: nil))
      case .instance(let instance):
        let path = folder.appendingPath(instance.place)
        try instance.write(to: path)
        let proof = try instance.prove(path)
        let errors = try checker?.errors(file.path, path, form: proof.form)
        if let errors, errors.after > errors.before {
          throw Failure(
            .badData,
            words(
              "deidentify.unproved",
              ["why": words("deidentify.more-errors", ["before": errors.before, "after": errors.after])]))
        }
        let row = DeidentificationReport.Row(
          place: instance.place, format: instance.sopClass, fates: proof.fates, searched: proof.searched, errors: errors)
        let note = SiteNote(
          patient: instance.patient, identity: instance.identity, shift: instance.shift, uids: instance.uids)
        return .instance(row, changed: proof.changed, site: note)
      }
    } catch let failure as Failure where failure.kind == .badData {
      guard keepsProved, let place = looked.place else {
        throw failure.about(file.path).advised(words("deidentify.nothing"))
      }
      unlink(folder.appendingPath(place).systemPath)
      return .aside(.unproved)
    }
  }

  private func take(
    _ result: Done, _ file: DeliveredFile, number: Int, _ report: inout DeidentificationReport,
    _ site: inout SiteFolder
  ) throws {
    switch result {
    case .instance(let row, let changed, let note):
      report.add(row, changed: changed)
      site.note(patient: note.identity, note.patient, shift: note.shift)
      site.note(uids: note.uids)
      site.note(file: number, file.name, to: row.place, nil)
    case .scan(let row):
      report.add(row)
      site.note(file: number, file.name, to: row.place, nil)
    case .part: site.note(file: number, file.name, to: nil, nil)
    case .aside(let reason):
      report.add(aside: number, reason)
      site.note(file: number, file.name, to: nil, reason.rawValue)
      if !file.isSpecial, !file.isUnreadable, reason != .tooLarge { try site.keep(file.path, number: number) }
    }
  }

  private func write(_ report: DeidentificationReport, _ stage: StagedFolder) throws {
    try Words.inData {
      let text = (report.lines + [ResearchUse.notice]).map { $0 + "\n" }.joined()
      try OutputFile.write(
        Array((JSONValue.object(report.json).text + "\n").utf8), to: stage.place(of: "deidentification.json"))
      try OutputFile.write(Array(text.utf8), to: stage.place(of: "deidentification.txt"))
    }
  }
}

extension Failure {
  fileprivate func advised(_ advice: String) -> Failure {
    var failure = self
    failure.advice = failure.advice ?? advice
    return failure
  }
}
