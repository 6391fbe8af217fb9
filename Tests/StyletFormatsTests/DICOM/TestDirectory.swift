@testable import StyletDICOM

/// Writes DICOMDIRs by hand, with links that can be wrong on purpose.
struct TestDirectory {
  struct Record {
    var type: String
    /// Indices of records; nil for none.
    var next: Int?
    var lower: Int?
    var file: [String] = []
    var isInUse = true
    /// SeriesInstanceUID.
    var series: String?
    /// In place of the true link to the next record.
    var nextOffset: UInt32?
  }

  var records: [Record]
  /// The index of the first record; nil for a link of 0.
  var first: Int? = 0
  var defined = true
  var syntax = TransferSyntax.explicitLittleEndian

  /// A patient with a study with a series of these files, each a record after the other.
  init(files: [[String]]) {
    records = [Record(type: "PATIENT", lower: 1), Record(type: "STUDY", lower: 2), Record(type: "SERIES", lower: 3)]
    for (n, file) in files.enumerated() {
      records.append(Record(type: "IMAGE", next: n + 1 < files.count ? n + 4 : nil, file: file))
    }
    if files.isEmpty { records[2].lower = nil }
  }

  private func item(_ r: Record, _ offset: (Int?) -> UInt32) -> [TestElement] {
    let writer = TestWriter(order: .little, explicit: syntax != .implicitLittleEndian)
    return [
      TestElement(.nextDirectoryRecord, "UL", .bytes(writer.number(r.nextOffset ?? offset(r.next)))),
      TestElement(.recordInUseFlag, "US", .words([r.isInUse ? 0xffff : 0])),
      TestElement(.lowerDirectoryRecord, "UL", .bytes(writer.number(offset(r.lower)))),
      TestElement(DICOMTag(0x0004, 0x1430), "CS", r.type),
    ] + (r.series.map { [TestElement(.seriesInstanceUID, "UI", $0)] } ?? [])
      + (r.file.isEmpty ? [] : [TestElement(.referencedFileID, "CS", r.file.joined(separator: "\\"))])
  }

  var bytes: [UInt8] {
    let writer = TestWriter(order: .little, explicit: syntax != .implicitLittleEndian)
    let sizes = records.map { writer.dataSet(item($0) { _ in 0 }).count + 8 + (defined ? 0 : 8) }
    func before(_ first: UInt32) -> [TestElement] {
      [
        TestElement(DICOMTag(0x0004, 0x1130), "CS", "HOSPITAL"),
        TestElement(.firstDirectoryRecord, "UL", .bytes(writer.number(first))),
        TestElement(DICOMTag(0x0004, 0x1212), "US", .words([0])),
      ]
    }
    let start = TestWriter.file(writer.dataSet(before(0)), syntax: syntax.uid).count + (writer.explicit ? 12 : 8)
    func offset(_ n: Int?) -> UInt32 { n.map { UInt32(start + sizes[..<$0].reduce(0, +)) } ?? 0 }
    let sequence = TestElement(
      .directoryRecordSequence, "SQ", .items(records.map { item($0, offset) }, defined: defined))
    return TestWriter.file(writer.dataSet(before(offset(first)) + [sequence]), syntax: syntax.uid)
  }
}
