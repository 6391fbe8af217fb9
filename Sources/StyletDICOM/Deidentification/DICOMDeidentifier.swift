import StyletBase

/// De-identifies DICOM files by a policy: each is looked at, cleaned, written, and proved from what was written.
package struct DICOMDeidentifier: Sendable {
  let policy: DeidentificationPolicy
  let pseudonyms: Pseudonyms
  let limits: ApexLimits?

  /// - Parameter limits: how high pictures may reach; nil where they are not looked at for that.
  package init(policy: DeidentificationPolicy, pseudonyms: Pseudonyms, limits: ApexLimits? = nil) {
    (self.policy, self.pseudonyms, self.limits) = (policy, pseudonyms, limits)
  }

  package enum Outcome {
    case clean(CleanInstance)
    case aside(QuarantineReason)
    /// No DICOM: it may be of another format.
    case other
  }

  /// Reads a file and cleans it. Nothing is written. Cost: the header, and each frame decoded once; a frame is in memory.
  /// - Parameter name: how the file is called in its delivery; it is removed as any other value.
  package func clean(_ path: String, name: String) throws -> Outcome {
    let file: DICOMFile?
    do { file = try DICOMFile(path: path, whole: true) } catch let failure as Failure where failure.kind == .badData {
      return .aside(.unreadable)
    }
    guard var file else { return .other }
    do {
      if let reason = try QuarantineReason.of(file, policy, isCut: limits != nil) { return .aside(reason) }
      if let reason = try limits?.reason(file, path: path) { return .aside(reason) }
      let pixels = try CleanPixels(file, policy)
      if let reason = pixels.reason { return .aside(reason) }
      var cleaner = ObjectCleaner(policy: policy, pseudonyms: pseudonyms, identity: try Self.identity(file.dataSet))
      try cleaner.collect(file.dataSet)
      try cleaner.collect(file.meta, isLeaving: false)
      cleaner.collect(bytes: file.preamble[...])
      cleaner.collect(text: name.withoutEnding)
      let set = file.dataSet.characterSet
      guard var dataSet = try cleaner.cleaned(file.dataSet) else { return .aside(.unreadable) }
      if let entry = pixels.entry { dataSet.put(entry.element, entry.content) }
      cleaner.mark(&dataSet, isCut: limits != nil)
      file.dataSet = dataSet
      try file.renewMeta()
      // A file that this program wrote names it already.
      cleaner.noteMade(
        [DICOMTag.implementationClassUID, .implementationVersionName].compactMap { try? file.meta.string($0) })
      return .clean(try CleanInstance(file, cleaner: cleaner, digest: pixels.digest, policy: policy, set: set))
    } catch let failure as Failure where failure.kind == .badData {
      return .aside(.unreadable)
    }
  }

  /// Who the patient is: number, else name and birth date, else the study.
  private static func identity(_ dataSet: DICOMObject) throws -> String {
    if let id = try dataSet.string(.patientID) { return "id|" + id }
    if let name = try dataSet.string(.patientName) {
      return "name|\(name)|\(try dataSet.string(.patientBirthDate) ?? "")"
    }
    return "study|" + (try dataSet.string(.studyInstanceUID) ?? "")
  }
}

/// An instance as it is to leave.
package final class CleanInstance {
  private let file: DICOMFile
  private let record: CleaningRecord
  private let digest: [UInt8]
  private let policy: DeidentificationPolicy
  private let set: DICOMCharacterSet
  /// Of the patient, and the days that its dates were moved back by: for the site's list alone.
  package let patient: String, identity: String, shift: Int
  /// Old and new.
  package let uids: [String: String]
  package let sopClass: String
  /// Where it goes: "P-3F…/study/series/instance.dcm", of new names alone.
  package let place: String

  fileprivate init(
    _ file: DICOMFile, cleaner: ObjectCleaner, digest: [UInt8], policy: DeidentificationPolicy, set: DICOMCharacterSet
  ) throws {
    (self.file, self.digest, self.policy, self.set) = (file, digest, policy, set)
    (record, patient, identity, shift) = (cleaner.record, cleaner.patient, cleaner.identity, cleaner.shift)
    uids = cleaner.uids
    let dataSet = file.dataSet
    sopClass = try dataSet.string(.sopClassUID) ?? ""
    guard let instance = try dataSet.string(.sopInstanceUID), let series = try dataSet.string(.seriesInstanceUID),
      let study = try dataSet.string(.studyInstanceUID)
    else { throw Failure(.badData, "an instance without its UIDs") }
    place = [patient, study, series, instance + ".dcm"].reduce("") { $0.appendingPath($1) }
  }

  package func write(to path: String) throws { try file.write(to: path) }

  /// What was proved of a file that was written.
  package struct Proof: Sendable {
    /// Values that were looked for.
    package let searched: Int
    /// Elements kept, removed, emptied, replaced, moved.
    package let fates: [String: Int]
    /// Numbers and keywords of elements that were not kept as they were, with how often.
    package let changed: [String: Int]
    /// What the file is made like: files of one form are judged alike by a checker of the standard.
    package let form: String
  }

  /// Reads what was written, and holds it to what was removed.
  /// - Throws: ``Failure`` without any value: it must not leave.
  package func prove(_ path: String) throws -> Proof {
    guard let written = try DICOMFile(path: path, whole: true) else { throw Self.unproved(words("deidentify.not-parsed")) }
    guard written.preamble.allSatisfy({ $0 == 0 }) else { throw Self.unproved(words("deidentify.preamble")) }
    guard try CleanPixels.digest(written) == digest else { throw Self.unproved(words("deidentify.pixels")) }
    let proof = RemovalProof(record, words: policy.words, in: set)
    if let hit = try proof.hits(in: written, path: path).first {
      throw Self.unproved(words("deidentify.left", ["tag": hit.map { "\($0)" } ?? "-"]))
    }
    var changed: [String: Int] = [:]
    for (tag, count) in record.changed { changed[tag.isPrivate ? "private" : "\(tag)", default: 0] += count }
    return Proof(
      searched: proof.count,
      fates: Dictionary(uniqueKeysWithValues: CleaningRecord.Fate.allCases.map { ($0.rawValue, record.fates[$0] ?? 0) }),
      changed: changed, form: sha256(try Self.form(written.dataSet)))
  }

  private static func unproved(_ why: String) -> Failure { Failure(.badData, words("deidentify.unproved", ["why": why])) }

  /// Tags, representations, how many values, and codes.
  private static func form(_ object: DICOMObject) throws -> [UInt8] {
    var out: [UInt8] = []
    for entry in object.entries {
      let element = entry.element
      out += Array("\(element.tag.code) \(element.vr) ".utf8)
      if element.isSequence {
        try object.eachItem(of: entry) { out += [0x28] + (try form($1)) + [0x29] }
      } else if !element.isEncapsulated, let length = element.length {
        let value = length <= 256 ? Array(try object.bytes(of: entry) ?? []) : []
        if element.vr == .cs || element.vr == .sh { out += value }
        out += [UInt8(truncatingIfNeeded: value.count { $0 == 0x5c }), value.isEmpty ? 0 : 1]
      }
    }
    return out
  }
}

extension ObjectCleaner {
  /// What says that the object was de-identified, and how (PS3.15 E.1.1).
  /// - Parameter isCut: nothing of it lies above the lungs.
  mutating func mark(_ dataSet: inout DICOMObject, isCut: Bool) {
    let options = policy.options.filter { $0 != .retainSafePrivate || record.keptSafePrivate }
    let codes = ["113100"] + (isCut ? ["113102"] : []) + options.map(\.code).sorted()
    if isCut { dataSet.set(.recognizableVisualFeatures, "NO") }
    let method = "Stylet \(Release.version), policy \(policy.name)"
    dataSet.set(.patientIdentityRemoved, "YES")
    dataSet.set(.deidentificationMethod, method)
    dataSet.set(
      .deidentificationMethodCodeSequence,
      items: codes.map { code in
        var item = dataSet.newItem()
        item.set(.codeValue, code)
        item.set(.codingSchemeDesignator, "DCM")
        item.set(.codeMeaning, KnownCodes.meaning(code, scheme: "DCM") ?? code)
        return item
      })
    dataSet.set(.longitudinalTemporalInformationModified, "MODIFIED")
    noteMade(codes.map { KnownCodes.meaning($0, scheme: "DCM") ?? $0 } + codes + ["YES", "NO", "MODIFIED", "DCM", method])
  }
}

extension DICOMTag {
  fileprivate static let longitudinalTemporalInformationModified = DICOMTag(code: 0x0028_0303)
}

extension String {
  /// A file's name without what says its format.
  fileprivate var withoutEnding: String {
    let name = lastPathPart
    return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }
}
