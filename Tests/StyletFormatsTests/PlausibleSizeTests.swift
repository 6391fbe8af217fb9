import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

@Suite struct PlausibleSizeTests {
  @Test func whatNoScanCanBe() throws {
    #expect(failure { try PlausibleSize.check(voxels: 512 * 512 * 4000, stored: 1000) } == nil)
    #expect(failure { try PlausibleSize.check(voxels: 1 << 31, stored: 1 << 30) } == nil)
    #expect(failure { try PlausibleSize.check(voxels: 5_000_000_000, stored: 10_000_000) }?.kind == .badData)
    #expect(failure { try PlausibleSize.check(voxels: .max, stored: 1) }?.kind == .badData)
    #expect(failure { try PlausibleSize.check(voxels: 1000, stored: 9, always: 100) }?.kind == .badData)
    #expect(failure { try PlausibleSize.check(voxels: 1000, stored: 10, always: 100) } == nil)
  }

  /// A gzip that says of itself to be 2,000 slices of 2048x2048: refused before memory is taken.
  @Test func aSmallFileOfAHugeVolume() throws {
    var header = HandmadeImage().nifti(.one)
    header.set("dim", [3, 2048, 2048, 2000, 1, 1, 1, 1])
    let bytes = try compressed(header.bytes + [0, 0, 0, 0]) + [UInt8](repeating: 0, count: 17_000_000)
    let failure = try failureReading(bytes, "x.nii.gz")
    #expect(failure?.kind == .badData && failure?.what.contains("no scan can be compressed so far") == true)
  }
}
