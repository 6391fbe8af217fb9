import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles

@Suite struct ZipArchiveTests {
  private static let text: [UInt8] = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }

  private func contents(_ zip: TestZip) throws -> [String: [UInt8]] {
    try withFile(zip.bytes, "a.zip") { try unzipped($0).mapValues { try $0.get() } }
  }

  private func refusal(_ zip: TestZip) throws -> Failure? {
    try withFile(zip.bytes, "a.zip") { path in
      failure { for (_, content) in try unzipped(path) { _ = try content.get() } }
    }
  }

  @Test(arguments: [0, 8] as [UInt16], [false, true]) func storedAndDeflated(_ method: UInt16, _ long: Bool) throws {
    for descriptor in [false, true] {
      var zip = TestZip([
        TestZip.Member("a/one", Self.text, method: method), TestZip.Member("two", [], method: method),
        TestZip.Member("a/three", [1, 2, 3], method: method),
      ])
      for n in zip.members.indices {
        zip.members[n].hasDescriptor = descriptor
        zip.members[n].isLong = long
      }
      zip.isLong = long
      #expect(try contents(zip) == ["a/one": Self.text, "two": [], "a/three": [1, 2, 3]])
    }
  }

  @Test func commentsAndTrailers() throws {
    var zip = TestZip([TestZip.Member("one", Self.text)])
    for comment in [[0x21], [UInt8](repeating: 0x50, count: 65535), Array("PK\u{5}\u{6} and so on".utf8)] {
      zip.comment = comment
      #expect(try contents(zip) == ["one": Self.text])
    }
    // An end in the comment that reaches the file's end, as the true one does.
    zip.comment = [7, 7, 7] + TestZip.end(count: 1, size: 60, offset: 3)
    #expect(try contents(zip) == ["one": Self.text])
    zip.comment = TestZip.end(count: 0, size: 0, offset: 0)
    #expect(try contents(zip) == ["one": Self.text])
    zip.comment = []
    zip.trailer = [0, 0, 0, 0]
    #expect(try contents(zip) == ["one": Self.text])
    // A whole second directory in the comment: nobody can say which one is meant.
    zip.trailer = []
    let length = zip.bytes.count
    zip.comment = TestZip.end(count: 0, size: 0, offset: UInt32(length))
    #expect(try refusal(zip)?.what == "the archive has two directories, and which one counts cannot be told")
  }

  @Test func names() throws {
    var umlaut = TestZip.Member("", [1])
    umlaut.name = [0x53, 0x84, 0x75, 0x6c, 0x65]  // code page 437
    var utf8 = TestZip.Member("Lüge", [2])
    utf8.flags = 1 << 11
    let zip = TestZip([
      umlaut, utf8, TestZip.Member("../../etc/x", [3]), TestZip.Member("/abs\u{1b}[2J", [4]),
      TestZip.Member("__MACOSX/a/._one", [5]), TestZip.Member(".DS_Store", [6]), TestZip.Member("a/.b/c", [7]),
      TestZip.Member("folder/", [], method: 0),
    ])
    #expect(try contents(zip) == ["Säule": [1], "Lüge": [2], "../../etc/x": [3], "/abs\u{1b}[2J": [4]])
    #expect(zipName((0x80...0xff).map { UInt8($0) }, isUTF8: false).unicodeScalars.count == 128)
    #expect(zipName([0xe1, 0xff, 0x80], isUTF8: false) == "ß\u{a0}Ç")
    #expect(zipName([0xb0, 0xc0, 0xd0, 0xdf, 0xf0], isUTF8: false) == "░└╨▀≡")
  }

  @Test func whatIsNotRead() throws {
    func said(_ change: (inout TestZip.Member) -> Void) throws -> String {
      var member = TestZip.Member("IM1", Self.text)
      change(&member)
      return try refusal(TestZip([member]))?.description ?? "read"
    }
    #expect(try said { $0.flags = 1 }.contains("encrypted"))
    #expect(try said { $0.flags = 1 }.contains("with its password"))
    #expect(try said { $0.method = 99 }.contains("encrypted"))
    for (method, name) in [9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "zstd", 95: "xz"] as [UInt16: String] {
      #expect(try said { $0.method = method }.contains("compressed with \(name) (method \(method))"))
    }
    #expect(try said { $0.method = 77 }.contains("compressed with method 77"))
    #expect(try said { $0.checksum = 1 }.contains("its checksum is not what"))
    #expect(try said { ($0.method, $0.checksum) = (0, 1) }.contains("its checksum is not what"))
    #expect(try said { ($0.method, $0.size) = (0, 9) }.contains("in 50000 bytes, and should have 9"))
    #expect(try said { $0.size = 49_999 }.contains("more than the 49999 bytes"))
    #expect(try said { $0.size = 50_001 }.contains("end after 50000 of 50001"))
    #expect(try said { $0.localName = Array("IM2".utf8) }.contains("disagree about its name"))
    #expect(try said { $0.localMethod = 0 }.contains("disagree about its compression"))
    #expect(try said { $0.localSize = 3 }.contains("disagree about its size"))
  }

  @Test func splitCutAndForeign() throws {
    var zip = TestZip([TestZip.Member("one", Self.text)])
    zip.members[0].disk = .max
    #expect(try refusal(zip)?.what.contains("on part 4294967296 of a split archive") == true)
    zip.members[0].disk = nil
    zip.disk = 2
    #expect(try refusal(zip)?.what == "a part of an archive that is split into several files")
    zip.isLong = true
    #expect(try refusal(zip)?.what == "a part of an archive that is split into several files")
    zip = TestZip([TestZip.Member("one", Self.text)])
    zip.count = 2
    #expect(try refusal(zip) != nil)
    for bytes in [Array("PK\u{3}\u{4}".utf8), Array(zip.bytes.dropLast())] {
      let f = try withFile(bytes, "a.zip") { path in failure { _ = try ZipArchive(path) } }
      #expect(f?.what.hasPrefix("the archive has no directory at its end") == true)
      #expect(f?.path?.hasSuffix("a.zip") == true)
    }
  }

  /// Absurd numbers are refused with the number, before memory is taken.
  @Test func bombs() throws {
    func said(_ change: (inout TestZip) -> Void) throws -> String {
      var zip = TestZip([TestZip.Member("one", Self.text), TestZip.Member("two", Self.text)])
      change(&zip)
      return try refusal(zip)?.description ?? "read"
    }
    #expect(
      try said {
        $0.isLong = true
        $0.count = 1_000_001
      }.contains("has 1000001 files"))
    #expect(
      try said {
        $0.isLong = true
        $0.count = .max
      }.contains("has \(UInt64.max) files"))
    #expect(try said { $0.count = 900 }.contains("directory of 900 files cannot have"))
    let small = SyntheticSeries.deflate(Self.text).count
    #expect(try said { $0.members[0].size = 1 << 31 }.contains("\(small) compressed bytes become \(1 << 31)"))
    for wrong in [1 << 62, UInt64.max] {
      #expect(
        try said {
          $0.members[0].isLong = true
          $0.members[0].size = wrong
        }.contains("should become \(wrong) bytes"))
      #expect(
        try said {
          $0.members[0].isLong = true
          $0.members[0].offset = wrong
        }.contains("should begin at \(wrong)"))
      #expect(
        try said {
          $0.members[0].isLong = true
          $0.members[0].compressedSize = wrong
        }.contains("should have \(wrong) bytes"))
    }
    // Many entries for one member, and a member that reaches over the next one (the bombs of Fifield).
    #expect(try said { $0.members[1].offset = 0 }.contains("lie over one another"))
    #expect(try said { $0.members[0].compressedSize = UInt64(small) + 40 }.contains("lie over one another"))
    // As much as deflate can: it is read, and not beyond what is stated.
    var zeros = TestZip([TestZip.Member("zeros", [UInt8](repeating: 0, count: 4 << 20))])
    #expect(try contents(zeros)["zeros"]?.count == 4 << 20)
    zeros.members[0].size = 1000
    #expect(try refusal(zeros)?.what.hasPrefix("it becomes more than the 1000 bytes") == true)
  }

  private static func sample() -> TestZip {
    var zip = TestZip([
      TestZip.Member("a/1", (0..<200).map { UInt8($0 % 7) }), TestZip.Member("2", Array("stored".utf8), method: 0),
      TestZip.Member("3", (0..<300).map { UInt8($0 % 11) }),
    ])
    zip.members[0].hasDescriptor = true
    zip.members[2].isLong = true
    zip.isLong = true
    zip.comment = [1, 2]
    return zip
  }

  @Test func everyTruncation() throws {
    let bytes = Self.sample().bytes
    try withTemporaryFolder { folder in
      for count in bytes.indices {
        let path = try put(Array(bytes[..<count]), "a.zip", in: folder)
        #expect(failure { _ = try unzipped(path) } != nil)
      }
    }
  }

  /// Whatever bit is wrong, a member has its content, or a failure, or is not listed.
  @Test func everyBitWrongOnce() throws {
    let zip = Self.sample()
    let bytes = zip.bytes
    let right = Set(zip.members.map(\.content))
    try withTemporaryFolder { folder in
      for n in bytes.indices {
        for mask in [UInt8(1), 0x10, 0x80, 0xff] {
          var broken = bytes
          broken[n] ^= mask
          guard let found = try? unzipped(try put(broken, "a.zip", in: folder)) else { continue }
          for case .success(let content) in found.values { #expect(right.contains(content), "byte \(n) ^ \(mask)") }
        }
      }
    }
  }

  /// Parts of a member in any order, and again: as the bytes themselves have them.
  @Test(arguments: [0, 8] as [UInt16]) func partsInAnyOrder(_ method: UInt16) throws {
    // Longer than what is inflated in pieces; no two parts are the same.
    let big = (0..<180).reduce(into: [UInt8]()) { $0 += [UInt8($1)] + Self.text }
    for content in [Self.text, big] {
      try withFile(TestZip([TestZip.Member("x", content, method: method)]).bytes, "a.zip") { path in
        let archive = try ZipArchive(path)
        let source = try DICOMSource(archive.members[0], of: archive)
        let n = content.count
        var random = SplitMix64(seed: 3)
        for round in 0..<24 {
          let a = Int.random(in: 0..<n, using: &random) >> (round % 3 * 4)
          let count = min(n - a, round % 4 == 3 ? n : Int.random(in: 0..<5000, using: &random))
          var part = [UInt8](repeating: 0, count: count)
          if round % 2 == 1 {
            try part.withUnsafeMutableBytes { try source.copy(at: a, into: $0) }
          } else {
            part = Array(try source.bytes(at: a, count: count))
          }
          let same = part.withUnsafeBytes { p in
            content.withUnsafeBytes { count == 0 || memcmp(p.baseAddress!, $0.baseAddress! + a, count) == 0 }
          }
          #expect(same, "\(round): \(a), \(count)")
        }
        #expect(throws: Failure.self) { try source.bytes(at: n - 1, count: 2) }
        #expect(throws: Failure.self) { try source.bytes(at: -1, count: 1) }
      }
    }
  }
}
