import Glibc
import StyletBase

/// What is asked of a DICOM file on its way to an archive and back: which object it is, whose, and whether it is whole.
package struct ArchivedObject: Sendable {
  package let sopClass: String, instanceUID: String, seriesUID: String, studyUID: String
  package let transferSyntax: String
  package let modality: String, patientID: String, patientName: String, studyDate: String, description: String
  /// It says that it was de-identified: (0012,0062) is YES, or a method is named.
  package let isDeidentified: Bool
  /// Of the data set's bytes, without preamble and meta information, which an archive may write anew.
  package let digest: String

  /// Reads all of it. Cost: the file once, a MB in memory at a time, and its elements.
  /// - Throws: a ``Failure`` that names it: no DICOM, or cut short.
  package init(_ path: String) throws {
    guard let file = try DICOMFile(path: path, whole: true) else {
      throw Failure(.badData, path: path, words("archive.no-dicom"), advice: words("archive.no-dicom-advice"))
    }
    do {
      let dataSet = file.dataSet
      func text(_ tag: DICOMTag) throws -> String { try dataSet.string(tag) ?? "" }
      sopClass = try text(.sopClassUID)
      instanceUID = try text(.sopInstanceUID)
      seriesUID = try text(.seriesInstanceUID)
      studyUID = try text(.studyInstanceUID)
      transferSyntax = file.transferSyntax.uid
      modality = try text(.modality)
      patientID = try text(.patientID)
      patientName = try text(.patientName)
      studyDate = try text(.studyDate)
      description = try text(.seriesDescription)
      isDeidentified =
        try text(.patientIdentityRemoved).uppercased() == "YES" || dataSet[.deidentificationMethod] != nil
        || dataSet[.deidentificationMethodCodeSequence] != nil
      digest = try Self.digest(path, from: file.meta.unchanged?.upperBound ?? 0)
    } catch let failure as Failure {
      throw failure.about(path)
    }
  }

  private static func digest(_ path: String, from start: Int) throws -> String {
    let file = Descriptor(open(path.systemPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    guard file.number >= 0 else { throw SafeFile.unreadable(path, errno) }
    var hash = SHA256(), at = start
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let n = pread(file.number, &buffer, buffer.count, off_t(at))
      if n < 0, errno == EINTR { continue }
      guard n >= 0 else { throw SafeFile.unreadable(path, errno) }
      if n == 0 { break }
      buffer.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<n])) }
      at += n
    }
    return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension ArchivedObject {
  /// Of all values of a file's data set, element by element, whatever lengths and delimiters they are written with: a
  /// program that sends an object on may write them anew. Byte order and how pixels are coded count.
  ///
  /// Cost: the file; each value is in memory for itself.
  /// - Returns: nil where its pixels are compressed: then its bytes alone tell it from another.
  /// - Throws: a ``Failure`` that names it.
  package static func valueDigest(_ path: String) throws -> [UInt8]? {
    guard let file = try DICOMFile(path: path, whole: true) else {
      throw Failure(.badData, path: path, words("archive.no-dicom"), advice: words("archive.no-dicom-advice"))
    }
    guard !file.dataSet.elements.contains(where: \.isEncapsulated) else { return nil }
    do {
      var hash = SHA256()
      hash.update(data: Array("\(file.encoding.order)".utf8))
      try add(file.dataSet, to: &hash)
      return hash.finalize()
    } catch let failure as Failure {
      throw failure.about(path)
    }
  }

  private static func add(_ object: DICOMObject, to hash: inout SHA256) throws {
    func number(_ n: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: n >> (8 * $0)) } }
    // Lengths of groups, element 0000, are of how it is written.
    for entry in object.entries where entry.element.tag.element != 0 {
      let element = entry.element
      hash.update(data: number(Int(element.tag.code)))
      guard element.isSequence else {
        let value = try object.bytes(of: entry, atMost: SafeFile.limit) ?? []
        hash.update(data: number(value.count))
        value.withUnsafeBytes { hash.update(bufferPointer: $0) }
        continue
      }
      try object.eachItem(of: entry) { _, item in
        hash.update(data: [1])
        try add(item, to: &hash)
      }
      hash.update(data: [2])
    }
  }
}

/// The few elements that are asked of a file, as text: of what a query is answered with.
package enum AskedElements {
  /// - Parameter tags: in eight hexadecimal digits.
  /// - Returns: by tag the values; tags that are absent or empty are left out.
  /// - Throws: a ``Failure`` that names the file.
  package static func read(_ path: String, _ tags: [String]) throws -> [String: [String]] {
    guard let file = try DICOMFile(path: path) else {
      throw Failure(.badData, path: path, words("archive.no-dicom"), advice: words("archive.no-dicom-advice"))
    }
    return try tags.reduce(into: [:]) { all, text in
      guard let code = UInt32(text, radix: 16) else { return }
      let values = try file.dataSet.strings(DICOMTag(code: code))
      if values.contains(where: { !$0.isEmpty }) { all[text] = values }
    }
  }
}
