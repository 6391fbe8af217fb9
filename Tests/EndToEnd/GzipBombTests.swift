import Foundation
import TestSupport
import Testing

/// Files of some MB that would become GB: whatever reads them has far less memory here, and refuses.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["ASAN_OPTIONS"] == nil, "a sanitizer takes more than is allowed here"))
struct GzipBombTests {
  private static let scan = CaseFolder.scanName

  /// For ``stylet(_:in:wrapper:)``: all that a program may have, its libraries and threads among it.
  private func limit(megabytes: Int) -> [String] {
    ["/bin/sh", "-c", "ulimit -v \(megabytes * 1024); MALLOC_ARENA_MAX=1 exec \"$@\"", "sh"]
  }

  /// 10 MiB of zeros, compressed: some kilobytes, which may stand behind one another as often as one likes.
  private static let zeros = Result { () throws -> Data in
    try withTemporaryFolder { folder in
      try Data(count: 10 << 20).write(to: URL(fileURLWithPath: folder + "/zeros"))
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["gzip", "-9nf", folder + "/zeros"]
      try process.run()
      process.waitUntilExit()
      return try Data(contentsOf: URL(fileURLWithPath: folder + "/zeros.gz"))
    }
  }

  /// - Parameters:
  ///   - extents: of voxels of 1 mm.
  ///   - times: how many times 10 MiB.
  private func nrrd(_ extents: [Int], _ type: String = "short", times: Int, segment: Bool = false) throws -> Data {
    var text = "NRRD0004\ntype: \(type)\ndimension: 3\nspace: left-posterior-superior\nendian: little\nencoding: gzip\n"
    text += "sizes: \(extents.map(String.init).joined(separator: " "))\n"
    text += "space directions: (1,0,0) (0,1,0) (0,0,1)\nspace origin: (0,0,0)\n"
    if segment {
      text += "Segment0_ID:=a\nSegment0_Name:=a\nSegment0_LabelValue:=1\nSegment0_Layer:=0\n"
      text += "Segment0_Extent:=" + extents.map { "0 \($0 - 1)" }.joined(separator: " ") + "\n"
    }
    let zeros = try Self.zeros.get()
    return Data((text + "\n").utf8) + (0..<times).reduce(into: Data()) { all, _ in all += zeros }
  }

  private func write(_ bytes: Data, _ name: String, _ files: CaseFolder) throws {
    try bytes.write(to: URL(fileURLWithPath: files.path + "/" + name))
  }

  /// 10 GB, of 10 MB.
  @Test func asAScan() throws {
    let files = try CaseFolder(), limit = limit(megabytes: 1024)
    // A header that says so, one that says less, and none.
    try write(nrrd([2048, 2048, 1280], times: 1024), "bomb.nrrd", files)
    try write(nrrd([8, 8, 8], times: 1024), "more.nrrd", files)
    try write((0..<1024).reduce(into: Data()) { all, _ in all += try Self.zeros.get() }, "none.nii.gz", files)
    let size = try #require(files.contents()["bomb.nrrd"]).count
    #expect((9 << 20..<12 << 20).contains(size), "\(size) bytes")
    for name in ["bomb.nrrd", "none.nii.gz"] {
      for command in [
        ["info", name, "--load"], ["open", name, "--script", "j"], ["convert", name, "out.nrrd"], ["show", name],
        ["lungs", name, "out.nrrd"], ["extent", name, "--labels", CaseFolder.truthName],
      ] {
        let ran = try stylet(command, in: files.path, wrapper: limit)
        #expect(ran.status == 65 && ran.complaint?.contains(name) == true, "\(command): \(ran)")
        #expect(!files.has(files.path + "/out.nrrd"))
      }
    }
    // What lies behind the voxels is not unpacked.
    let small = try stylet(["info", "more.nrrd", "--load"], in: files.path, wrapper: limit)
    #expect(small.status == 0 && small.out.contains("8 x 8 x 8"), "\(small)")
  }

  /// A mask is often empty, and packs as well: it is read piece by piece. 670 MB here, more than may be had.
  @Test(arguments: [false, true]) func asAMask(isSegmentation: Bool) throws {
    let files = try CaseFolder(), name = isSegmentation ? "bomb.seg.nrrd" : "bomb.nrrd"
    try write(
      nrrd([1024, 1024, 640], "unsigned char", times: 64, segment: isSegmentation), name, files)
    let before = files.contents().keys.sorted()
    let ran = try stylet(["extent", Self.scan, "--labels", name], in: files.path, wrapper: limit(megabytes: 600))
    #expect(ran.status == 65 && ran.complaint?.contains("does not lie on the scan") == true, "\(ran)")
    #expect(files.contents().keys.sorted() == before)
  }
}
