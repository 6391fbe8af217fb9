import Foundation
import Glibc
import TestSupport
import Testing

/// A scan that is looked at while it is read, in the built program.
@Suite(.serialized) struct LoadingTests {
  /// A scan of 400 MB that packs to 2 MB: header and slices are gzip members of their own, the slices all alike.
  private static func bigScan(in folder: String) throws -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 352)
    func put<T: FixedWidthInteger>(_ value: T, _ at: Int) {
      withUnsafeBytes(of: value.littleEndian) { for (n, byte) in $0.enumerated() { header[at + n] = byte } }
    }
    put(Int32(348), 0)
    for (n, extent) in [3, 512, 512, 800, 1, 1, 1, 1].enumerated() { put(Int16(extent), 40 + 2 * n) }
    put(Int16(4), 70)
    put(Int16(16), 72)
    for n in 0..<4 { put(Float(1).bitPattern, 76 + 4 * n) }
    put(Float(352).bitPattern, 108)
    put(Float(1).bitPattern, 112)
    put(Int16(1), 254)
    for n in 0..<3 { put(Float(1).bitPattern, 280 + 20 * n) }
    for (n, byte) in Array("n+1".utf8).enumerated() { header[344 + n] = byte }
    let slice = (0..<512 * 512).flatMap { n -> [UInt8] in
      let value = UInt16(bitPattern: Int16(n % 512 / 8 * 20 - 1000))
      return [UInt8(value & 255), UInt8(value >> 8)]
    }
    let packed = try zipped(slice, in: folder)
    return try zipped(header, in: folder) + (0..<800).flatMap { _ in packed }
  }

  private static func zipped(_ bytes: [UInt8], in folder: String) throws -> [UInt8] {
    let plain = folder + "/plain"
    try Data(bytes).write(to: URL(fileURLWithPath: plain))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-nf", plain]
    try process.run()
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(atPath: plain + ".gz") }
    return Array(try Data(contentsOf: URL(fileURLWithPath: plain + ".gz")))
  }

  private func start(_ folder: String) throws -> PtyProcess {
    try PtyProcess(
      [builtProduct("stylet"), folder + "/big.nii.gz"], width: 120, height: 40,
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
  }

  /// A stroke typed at once waits for the scan, and is then the same as one typed at leisure.
  @Test func theFirstPictureComesBeforeTheLastSlice() throws {
    try withTemporaryFolder { folder in
      try Data(try Self.bigScan(in: folder)).write(to: URL(fileURLWithPath: folder + "/big.nii.gz"))
      let program = try start(folder)
      #expect(program.read(until: "reading the scan: "))
      program.type("100G ")
      program.type(":wq\r")
      #expect(program.waitForExit(seconds: 60) == 0)
      let project = try String(contentsOfFile: folder + "/big.stylet.json", encoding: .utf8)
      #expect(project.contains("\"k\": 99,") || project.contains("\"k\":99,"))
    }
  }

  /// Cut in the last quarter: the reader sees slices, then the terminal as it was and the reason, and nothing is left.
  @Test func aScanThatIsCutShortEndsTheWorkWithTheReason() throws {
    try withTemporaryFolder { folder in
      let whole = try Self.bigScan(in: folder)
      try Data(whole[..<(whole.count * 3 / 4)]).write(to: URL(fileURLWithPath: folder + "/big.nii.gz"))
      let program = try start(folder)
      #expect(program.read(until: "reading the scan: "))
      let status = try #require(program.waitForExit(seconds: 60))
      #expect(status & 0x7f == 0 && status >> 8 & 0xff == 65)
      #expect(program.mode.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
      let said = String(decoding: program.output, as: UTF8.self)
      let line = try #require(said.split(whereSeparator: \.isNewline).last)
      #expect(line.contains("stylet: \(folder)/big.nii.gz: the compressed data are cut short"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["big.nii.gz"])
      let plain = try stylet(["info", "big.nii.gz", "--load"], in: folder)
      let reason = try #require(plain.complaint).dropFirst("stylet: ".count)
      #expect(plain.status == 65 && line.hasSuffix(reason), "as without a terminal")
    }
  }
}
