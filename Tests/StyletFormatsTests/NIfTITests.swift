import StyletBase
import StyletImaging
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

@Suite struct NIfTITests {
  private let image = HandmadeImage()

  private func read(_ h: HandmadeHeader, _ numbers: [UInt8]? = nil) throws -> LoadedImage {
    try withFile(h.bytes + [0, 0, 0, 0] + (numbers ?? image.voxels), "x.nii") { try FormatRegistry.standard.read($0) }
  }

  private func failureOf(_ h: HandmadeHeader) throws -> Failure? {
    try failureReading(h.bytes + [0, 0, 0, 0] + image.voxels, "x.nii")
  }

  @Test(arguments: [NIfTIHeader.Version.one, .two]) func slopeAndIntercept(_ version: NIfTIHeader.Version) throws {
    var h = image.nifti(version)
    h.set("scl_slope", 2)
    h.set("scl_inter", -1024)
    var scaled = image
    scaled.numbers = image.numbers.map { 2 * $0 - 1024 }
    scaled.check(try read(h).volume)
    // No slope: no rescale, whatever the intercept says.
    for none in [0, Double.nan, .infinity] {
      h.set("scl_slope", none)
      let read = try read(h)
      #expect(read.volume.rescale == .identity)
      #expect(read.description.problems.contains { $0.contains("which scales nothing") } == !none.isFinite)
      image.check(read.volume)
    }
    for (slope, inter) in [(1e38, 0.0), (-1, 0), (1, 1e9)] {
      h.set("scl_slope", slope)
      h.set("scl_inter", inter)
      #expect(try read(h).description.problems.contains { $0.contains("no HU of a CT") }, "\(slope) \(inter)")
    }
    h.set("scl_slope", 1)
    h.set("scl_inter", Double.nan)
    #expect(try failureOf(h)?.place == "scl_inter")
  }

  /// The identity quaternion with a handedness, and a turn of 90° about z, worked out by hand.
  @Test func qformAndPrecedence() throws {
    var h = image.nifti(.one)
    h.set("qform_code", 1)
    h.set("sform_code", 0)
    h.set("pixdim", [-1.0, 2, 3, 4])
    h.set("qoffset", [10.0, 20, 30])
    var expected = image
    expected.affine = Affine([-2, 0, 0], [0, -3, 0], [0, 0, -4], origin: [-10, -20, 30])
    var read = try read(h)
    expected.check(read.volume)
    #expect(read.description.facts.contains { $0 == ("geometry from", "qform") })
    h.set("pixdim", [1.0, 2, 3, 4])
    h.set("quatern", [0, 0, 0.5.squareRoot()])
    // RAS: i → +y, j → −x.
    expected.affine = Affine([0, -2, 0], [3, 0, 0], [0, 0, 4], origin: [-10, -20, 30])
    expected.check(try self.read(h).volume)
    // Longer than 1: shortened, and said.
    h.set("quatern", [0, 0, 2.0])
    expected.affine = Affine([2, 0, 0], [0, 3, 0], [0, 0, 4], origin: [-10, -20, 30])
    read = try self.read(h)
    expected.check(read.volume)
    #expect(read.description.problems.contains { $0.contains("quaternion") })
    // The sform goes before, and the disagreement is said.
    h.set("sform_code", 2)
    read = try self.read(h)
    image.check(read.volume)
    #expect(read.description.problems.contains { $0.contains("sform and qform disagree by up to") })
  }

  /// What no voxels can lie apart is refused with what is wrong and what to do.
  @Test(arguments: [1e-12, 1e20]) func impossibleDistance(_ step: Double) throws {
    var h = image.nifti(.two)
    h.set("sform_code", 0)
    h.set("qform_code", 0)
    h.set("pixdim", [1.0, 1, 1, step])
    let failure = try failureOf(h)
    #expect(failure?.what.contains("closer than 0.000001 mm or further than 100 m") == true, "\(failure?.what ?? "")")
    #expect(failure?.place == "the spacing or the direction matrix")
    #expect(failure?.advice?.contains("put the distance between voxels right in the header") == true)
  }

  /// In the language in force, and again in another one.
  @Test func remarksAreSaidInTwoLanguages() throws {
    var h = image.nifti(.one)
    h.set("sform_code", 0)
    h.set("qform_code", 0)
    h.set("bitpix", 8)
    try withFile(h.bytes + [0, 0, 0, 0] + image.voxels, "x.nii") { path in
      let french = try Words.$inTask.withValue(.french) { try FormatRegistry.standard.read(path).description }
      #expect(french.problems.contains { $0.contains("ni sform ni qform") }, "\(french.problems)")
      #expect(french.problems.contains { $0.hasPrefix("bitpix vaut 8") }, "\(french.problems)")
      let english = try FormatRegistry.standard.read(path).description.problems
      #expect(Words.inData { french.inLanguage.problems } == english)
    }
  }

  @Test func neitherForm() throws {
    var h = image.nifti(.two)
    h.set("sform_code", 0)
    h.set("pixdim", [1.0, 2, 0, -4])
    var expected = image
    // Centred, x to the right: RAS x = −2 (i − 1), y = j − 1.5, z = 4 (k − 2).
    expected.affine = Affine([2, 0, 0], [0, -1, 0], [0, 0, 4], origin: [-2, 1.5, -8])
    let read = try read(h)
    expected.check(read.volume)
    #expect(read.description.oddities.count == 3)
    #expect(read.description.problems.last?.contains("left and right may be swapped") == true)
  }

  @Test func matricesThatSpanNothing() throws {
    var h = image.nifti(.one)
    h.set("srow", [Double](repeating: 0, count: 12))
    h.set("qform_code", 1)
    let read = try read(h)
    #expect(read.description.oddities == ["the sform spans no volume; it is not used"])
    #expect(read.description.facts.contains { $0 == ("geometry from", "qform") })
    h.set("srow", [1, 2, 3, .nan, 0, 1, 0, 0, 0, 0, 1, 0])
    #expect(try self.read(h).description.facts.contains { $0 == ("geometry from", "qform") })
    h.set("srow", [1e9, 0, 0, 0, 0, 1e9, 0, 0, 0, 0, 1e9, 0])
    #expect(try failureOf(h)?.place == "the spacing or the direction matrix")
  }

  @Test func units() throws {
    for (code, factor) in [(0, 1.0), (1, 1000), (2, 1), (3, 0.001), (10, 1)] {
      var h = image.nifti(.one)
      h.set("xyzt_units", code)
      var expected = image
      expected.affine = image.affine.scaled(by: factor)
      let read = try read(h)
      // The sform is stored as Float.
      #expect(expected.affine.isClose(to: read.volume.grid.storedAffine, within: 1e-6 * factor * 40))
      #expect(read.description.oddities.isEmpty == (factor == 1))
    }
  }

  @Test func dimensions() throws {
    var h = image.nifti(.one)
    h.set("dim", [5, 3, 4, 5, 1, 1, 1, 1])
    image.check(try read(h).volume)
    h.set("dim", [3, 3, 4, 5, 9, 9, 9, 9])  // beyond dim[0]: of no account
    image.check(try read(h).volume)
    h.set("dim", [4, 3, 4, 1, 5])
    #expect(try failureOf(h)?.what == "it holds 5 volumes")
    h.set("dim", [5, 3, 4, 1, 1, 3])
    #expect(try failureOf(h)?.what == "it holds 3 volumes")
    h.set("dim", [2, 3, 20, 77])
    #expect(try read(h).description.oddities == ["a single slice"])
    for bad in [0, 8, -3] {
      h.set("dim", [bad, 3, 4, 5])
      #expect(try failureOf(h)?.place == "dim, offset 40")
    }
  }

  @Test func typesThatAreNoGreyValues() throws {
    for (code, name) in [(128, "RGB"), (32, "complex64"), (1536, "float128"), (1, "binary"), (77, "77")] {
      var h = image.nifti(.two)
      h.set("datatype", code)
      #expect(try failureOf(h)?.what.contains(name) == true)
    }
  }

  @Test func whereTheVoxelsBegin() throws {
    var h = image.nifti(.one)
    h.set("vox_offset", 400.0)
    image.check(try read(h, [UInt8](repeating: 9, count: 48) + image.voxels).volume)
    h.set("vox_offset", 0.0)
    #expect(try read(h).description.oddities == ["vox_offset is 0; 352 is used"])
    for bad in [100.0, -1, 352.5, .nan, .infinity, 1e30] {
      h.set("vox_offset", bad)
      #expect(try failureOf(h)?.kind == .badData)
    }
  }

  /// Extensions are counted and passed over; a chain that makes no sense ends the count.
  @Test func extensions() throws {
    func words(_ chain: [(size: Int32, code: Int32, bytes: Int)], flag: UInt8 = 1, compress: Bool = false) throws
      -> String?
    {
      var h = image.nifti(.one)
      var extra: [UInt8] = [flag, 0, 0, 0]
      for e in chain {
        extra +=
          withUnsafeBytes(of: e.size.littleEndian) { Array($0) }
          + withUnsafeBytes(of: e.code.littleEndian) { Array($0) }
        extra += [UInt8](repeating: 65, count: e.bytes - 8)
      }
      h.set("vox_offset", 348 + extra.count)
      let file = h.bytes + extra + image.voxels
      let read = try withFile(compress ? compressed(file) : file, "x.nii") { try FormatRegistry.standard.read($0) }
      image.check(read.volume)
      return read.description.facts.first { $0.name == "extensions" }?.value
    }
    #expect(try words([(16, 6, 16), (8000, 2, 8000)]) == "2, of code 6, 2")
    #expect(try words([(16, 6, 16), (8000, 2, 8000)], compress: true) == "2, of code 6, 2")
    #expect(try words([(32, 44, 32)], flag: 0) == nil)
    #expect(try words([(-16, 44, 32)]) == nil)
    #expect(try words([(16, 4, 16), (0, 0, 16)]) == "1, of code 4")
    #expect(try words([(Int32.max - 15, 4, 32)]) == "1, of code 4")
    #expect(try words([]) == nil)
  }

  @Test(arguments: [NIfTIHeader.Version.one, .two]) func pairs(_ version: NIfTIHeader.Version) throws {
    var h = image.nifti(version, single: false)
    h.set("vox_offset", 16.0)
    let voxels = [UInt8](repeating: 0, count: 16) + image.voxels
    try withTemporaryFolder { folder in
      let header = try put(h.bytes, "a.hdr", in: folder)
      #expect(failure { _ = try FormatRegistry.standard.read(header) }?.kind == .noInput)
      let data = try put(voxels, "a.img", in: folder)
      image.check(try FormatRegistry.standard.read(header).volume)
      image.check(try FormatRegistry.standard.read(data).volume)
      let packed = try put(try compressed(h.bytes), "b.hdr.gz", in: folder)
      let packedData = try put(try compressed(voxels), "b.img.gz", in: folder)
      image.check(try FormatRegistry.standard.read(packed).volume)
      image.check(try FormatRegistry.standard.read(packedData).volume)
    }
  }

  @Test func analyzeIsNamed() throws {
    var h = image.nifti(.one)
    h.put(Int32(0), 344)
    #expect(try failureOf(h)?.what.hasPrefix("an Analyze 7.5 image") == true)
  }

  /// Gantry tilt: the sform alone carries it; without shear the qform says the same.
  @Test func writtenForms() throws {
    for (affine, hasQform) in [
      (Affine([0.8, 0, 0], [0, 0.8, 0.1], [0, 0, 2], origin: [1, 2, 3]), false),
      (Affine([0.6, 0.8, 0], [-0.8, 0.6, 0], [0, 0, -3], origin: [1, 2, 3]), true),
    ] {
      for order in everyStorageOrder {
        let volume = try RoundTripTests.volume(
          VoxelGrid(size: GridSize(3, 4, 5)!, affine: affine, storage: order))
        try withTemporaryFolder { folder in
          let path = folder + "/x.nii"
          try FormatRegistry.standard.writer(for: path).write(volume, to: path)
          var bytes = try InputFile(path).bytes(upTo: 1 << 16)
          let header = try NIfTIHeader(bytes)
          #expect(header.qformCode == (hasQform ? 1 : 0) && header.sformCode == 1)
          guard hasQform else { return }
          (bytes[254], bytes[255]) = (0, 0)
          let back = try FormatRegistry.standard.read(put(bytes, "q.nii", in: folder)).volume
          #expect(volume.grid.storedAffine.isClose(to: back.grid.storedAffine, within: 1e-5))
        }
      }
    }
  }
}

extension Affine {
  func isClose(to other: Affine, within tolerance: Double) -> Bool {
    (0..<3).allSatisfy { length(self[$0] - other[$0]) <= tolerance } && length(origin - other.origin) <= tolerance
  }
}
