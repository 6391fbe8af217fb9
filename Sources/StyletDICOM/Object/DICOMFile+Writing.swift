import StyletBase
import StyletFiles

/// Files as they are written: Part 10 (PS3.10 §7) in the transfer syntax that they were read in, or were made for.
extension DICOMFile {
  /// This program (PS3.7 §D.3.3.2): a UUID made once.
  private static let implementationClass = "2.25.148546510448097838391655287611528465199"

  /// Written beside `path`, synced and renamed. Memory: what is set or changed; what was read is copied in pieces, and
  /// pixels that are made are streamed.
  ///
  /// - Throws: a defect when the file was not read whole.
  func write(to path: String) throws {
    let file = try OutputFile(path)
    try write(to: file)
    try OutputFile.commit(file)
  }

  func write(to sink: any ByteSink) throws {
    let zeros = [UInt8](repeating: 0, count: 128)
    try sink.write((preamble.count == zeros.count ? preamble : zeros) + Array("DICM".utf8) + writtenMeta())
    guard transferSyntax.encoding == .deflated else { return try dataSet.write(to: sink, as: encoding) }
    let counter = CountingSink(sink)
    let deflate = try DeflateSink(counter, .raw, level: 6)
    try dataSet.write(to: deflate, as: encoding)
    try deflate.finish()
    // PS3.5 A.5: of even length.
    if counter.count % 2 == 1 { try sink.write([0]) }
  }

  /// Makes preamble and meta information anew: they hold nothing of the programs that made, sent or kept the file.
  mutating func renewMeta() throws {
    preamble = []
    meta = DICOMObject(characterSet: .ascii)
    meta.set(.fileMetaInformationVersion, bytes: [0, 1])
    meta.set(.mediaStorageSOPClassUID, try dataSet.string(.sopClassUID) ?? "")
    meta.set(.mediaStorageSOPInstanceUID, try dataSet.string(.sopInstanceUID) ?? "")
    meta.set(.transferSyntaxUID, transferSyntax.uid)
    meta.set(.implementationClassUID, Self.implementationClass)
    meta.set(.implementationVersionName, "STYLET_\(Release.version)")
  }

  /// With the class and instance of a data set that was changed, and the length that follows.
  private func writtenMeta() throws -> [UInt8] {
    var file = self
    if meta.isEmpty { try file.renewMeta() }
    var meta = file.meta
    if dataSet.unchanged == nil {
      let stated: [(DICOMTag, DICOMTag)] = [
        (.mediaStorageSOPClassUID, .sopClassUID), (.mediaStorageSOPInstanceUID, .sopInstanceUID),
      ]
      for (copy, own) in stated {
        let value = try dataSet.string(own) ?? ""
        if try meta.string(copy) ?? "" != value { meta.set(copy, value) }
      }
    }
    if meta.unchanged != nil { return try meta.encoded() }
    meta.remove(.fileMetaInformationGroupLength)
    let body = try meta.encoded()
    var head = DICOMObject()
    head.set(.fileMetaInformationGroupLength, body.count)
    return try head.encoded() + body
  }
}

private final class CountingSink: ByteSink {
  private let target: any ByteSink
  private(set) var count = 0

  init(_ target: any ByteSink) { self.target = target }

  func write(_ bytes: UnsafeRawBufferPointer) throws {
    count += bytes.count
    try target.write(bytes)
  }
}
