import StyletBase
import StyletDICOM

/// STOW-RS (PS3.18 10.5).
extension DICOMweb {
  package func store(_ path: String, _ object: ArchivedObject) throws -> ArchiveStored {
    let bytes = try SafeFile.read(path).bytes
    var boundary = ""
    repeat {
      boundary = "stylet-\(UInt64.random(in: 0 ... .max))-\(UInt64.random(in: 0 ... .max))"
    } while bytes.firstRange(of: Array(boundary.utf8)) != nil
    var request = ArchiveRequest(
      "\(web.url)/studies",
      headers: [
        "Content-Type: multipart/related; type=\"application/dicom\"; boundary=\(boundary)",
        "Accept: application/dicom+json",
      ])
    request.method = .post
    request.body = Array("--\(boundary)\r\nContent-Type: application/dicom\r\n\r\n".utf8) + bytes
      + Array("\r\n--\(boundary)--\r\n".utf8)
    let (head, answer) = try answer(request)
    // With some of these statuses objects were stored all the same: what is named counts.
    guard [200, 202, 400, 409].contains(head.status) else { throw failure(head) }
    return Self.stored(answer, object.instanceUID) ?? ArchiveStored(isNamed: false, reason: "\(head.status)")
  }

  /// What an answer says of an instance; nil where it says nothing.
  static func stored(_ answer: [UInt8], _ uid: String) -> ArchiveStored? {
    guard let value = try? JSONValue(reading: answer), let object = value.object ?? value.array?.first?.object else {
      return nil
    }
    let said = DICOMAnswer(object)
    func names(_ item: DICOMAnswer) -> Bool { item[ArchiveTag.storedInstance] == uid }
    if let failed = said.items[ArchiveTag.failed]?.first(where: names) {
      let code = failed.count(ArchiveTag.reason).map { String($0, radix: 16, uppercase: true) }
      return ArchiveStored(isNamed: false, reason: code)
    }
    return said.items[ArchiveTag.stored]?.contains(where: names) == true ? ArchiveStored(isNamed: true) : nil
  }
}
