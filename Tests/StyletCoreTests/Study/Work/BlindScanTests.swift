import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletStudy

/// A scan as an alias has it.
@Suite struct BlindScanTests {
  private func scan(_ alias: String, in path: String) throws -> BlindScan {
    let folder = StudyFolder(path), reader = ReaderName("ann")!
    for made in [folder.readers, folder.reader(reader)] { try Paths.makeFolder(made) }
    let place = ScanPlace(
      path: "../scans/Kelvoni.nii.gz", choice: ScanChoice(series: "1.2.840.99"), sha256: sha256([1]),
      fingerprint: sha256([2]))
    let all = ["k7m2x9d4", "k7m2x9d6"].map { (alias: Alias($0)!, place: place) }
    try StudyFile.write(SealedPlaces.bytes(all), to: folder.places(reader))
    return try BlindScan(Alias(alias)!, folder, of: reader)
  }

  @Test func twoAliasesOfOneScanHaveNothingInCommon() throws {
    try withTemporaryFolder { path in
      let a = try scan("k7m2x9d4", in: path), b = try scan("k7m2x9d6", in: path)
      #expect(a.path == b.path && a.path == path + "/../scans/Kelvoni.nii.gz")
      #expect(a.digest(sha256([1])) != b.digest(sha256([1])) && a.digest(sha256([1])).utf8.count == 64)
      #expect(a.digest(sha256([1])) == a.digest(sha256([1])) && a.digest(sha256([2])) != a.digest(sha256([1])))
      #expect(throws: Failure.self) { try a.confirm(fingerprint: sha256([1])) }
      try a.confirm(fingerprint: sha256([2]))
      #expect(throws: Failure.self) { try scan("k7m2x9d7", in: path) }
    }
  }

  /// The length of what is sealed is the alias's, not the scan's; the same again where it is filled already.
  @Test func aSealedFileHasItsAliasesLength() throws {
    let short = Array("{\"lungs\": \"7103 3 125\"}\n".utf8), long = Array("[\(String(repeating: "1, ", count: 9999))1]".utf8)
    let aliases = (0..<200).map { Alias(of: ReaderName("ann")!, CaseID("C7")!, occasion: 1, attempt: $0, key: PlannedStudy.key) }
    for content in [short, long] {
      let plain = try JSONParser.parse(content)
      let filled = aliases.map { SealedFile.filled(content, for: $0) }
      for bytes in filled.prefix(3) { #expect(try JSONParser.parse(bytes).bytes == plain.bytes) }
      for (alias, bytes) in zip(aliases, filled) {
        #expect(SealedFile.filled(bytes, for: alias) == bytes && bytes.last == 10)
      }
      let lengths = filled.map(\.count).sorted()
      #expect(lengths[0] >= content.count - 1 && lengths[199] <= content.count + content.count / 4 + 4097)
      // Spread evenly: no two aliases' lengths say that they are of one file.
      let room = Double(content.count / 4 + 4096)
      for part in [50, 100, 150] {
        #expect(abs(Double(lengths[part] - content.count) / room - Double(part) / 200) < 0.15, "\(part)")
      }
    }
  }

  @Test func whatIsSaidNamesTheAliasAlone() throws {
    try withTemporaryFolder { path in
      let scan = try scan("k7m2x9d4", in: path), parts = ["/disk/deep/IM000123.dcm"]
      let failure = Failure(
        .io, path: scan.path, "IM000123.dcm is cut", at: "/disk/deep/IM000123.dcm, series 1.2.840.99",
        advice: "copy ../scans/Kelvoni.nii.gz again")
      let said = "\(scan.said(failure, parts: parts))"
      #expect(said == "k7m2x9d4: k7m2x9d4 is cut, k7m2x9d4, series k7m2x9d4; copy k7m2x9d4 again")
      #expect(scan.said("nothing of it") == "nothing of it")
    }
  }

  /// The voxels are the same ones, and none is copied; the first lies at the origin.
  @Test func theVolumeLiesAtTheOrigin() throws {
    try withTemporaryFolder { path in
      let scan = try scan("k7m2x9d4", in: path)
      let grid = VoxelGrid(size: GridSize(5, 4, 3)!, affine: Affine(spacing: [0.7, 0.8, 2], origin: [-171, 3, 99.5]))
      let volume = try Volume(grid: grid, rescale: Rescale(slope: 2, intercept: -1000)) { samples in
        for n in samples.indices { samples[n] = Int16(n) }
      }
      let blind = scan.volume(volume)
      #expect(blind.grid.patient(of: VoxelIndex(0, 0, 0)) == .zero && blind.grid.spacing == grid.spacing)
      #expect(blind.isComplete && blind.arrived == 0..<3 && blind.rescale == volume.rescale)
      #expect(grid.size.voxels.allSatisfy { blind[$0] == volume[$0] })
      let same = volume.withSamples { a in blind.withSamples { $0.baseAddress == a.baseAddress } }
      #expect(same)
    }
  }

  /// Slices show as they arrive in the scan itself, also once nobody else holds that.
  @Test func slicesArriveInBoth() throws {
    try withTemporaryFolder { path in
      let scan = try scan("k7m2x9d4", in: path)
      let grid = VoxelGrid(size: GridSize(3, 3, 6)!, affine: Affine(spacing: [1, 1, 1], origin: [1, 2, 3]))
      var blind: Volume?
      do {
        let arrival = try LoadingVolume(on: grid) { inlet in
          inlet.publish(0..<2)
          inlet.samples[53] = 7
        }
        blind = scan.volume(arrival.volume)
        try arrival.wait()
      }
      let volume = try #require(blind)
      #expect(volume.isComplete && volume[VoxelIndex(2, 2, 5)] == 7)
    }
  }
}
