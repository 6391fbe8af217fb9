import StyletCore
import Testing

@testable import StyletDetection
@testable import StyletImaging
@testable import StyletPhantom

/// What lies outside the body does not change the lungs: with another couch, cushion, blanket, cover, padding or field
/// of view they are the same voxels.
@Suite struct LungSurroundingsTests {
  /// A patient in air alone, and which voxels are more than two from the body.
  private struct Patient {
    let size: GridSize
    let mm: SIMD3<Double>
    let hu: [Int16]
    let isFree: [Bool]
    /// The rows and columns of the body on all slices.
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>
    let found: Lungs
    var lungs: LabelMap { found.labels }

    init() throws {
      let phantom = try Phantom.make(PhantomSpecification(size: GridSize(120, 100, 44)!, seed: 3, lesions: 0))
      size = phantom.volume.size
      mm = phantom.volume.grid.spacing
      var values = phantom.volume.withSamples { s in s.map { Int16(phantom.volume.rescale.value($0)) } }
      // Air that reaches the picture's edge on its slice is outside; of what is left the largest piece is the patient.
      let box = VoxelBox(i: 0..<size.i, j: 0..<size.j, k: 0..<size.k), across = size.i
      let air = Components(in: box, slicewise: true) { values[$0] < -600 }
      var around = [UInt8](repeating: 0, count: values.count)
      air.paint(1, into: &around, of: box) { air.boxes[$0].i.lowerBound == 0 }
      let things = Components(in: box) { around[$0] == 0 }
      let largest = try #require(things.largest)
      var body = [UInt8](repeating: 0, count: values.count)
      things.paint(1, into: &body, of: box) { $0 == largest }
      var rows = size.j...size.j, columns = size.i...size.i
      var free = [Bool](repeating: true, count: values.count)
      for (n, v) in size.voxels.enumerated() where body[n] != 0 {
        rows = min(rows.lowerBound, v.j)...(rows.upperBound == size.j ? v.j : max(rows.upperBound, v.j))
        columns = min(columns.lowerBound, v.i)...(columns.upperBound == size.i ? v.i : max(columns.upperBound, v.i))
        for j in max(v.j - 2, 0)...min(v.j + 2, size.j - 1) {
          for i in max(v.i - 2, 0)...min(v.i + 2, size.i - 1) { free[(v.k * size.j + j) * across + i] = false }
        }
      }
      for n in values.indices where free[n] { values[n] = -1000 }
      (hu, isFree, self.rows, self.columns) = (values, free, rows, columns)
      found = try #require(Lungs.find(in: Self.volume(values, size, mm)))
    }

    static func volume(_ values: [Int16], _ size: GridSize, _ mm: SIMD3<Double>) throws -> Volume {
      try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: mm)), rescale: .identity) { out in
        for n in values.indices { out[n] = values[n] }
      }
    }

    /// The lungs with something put where nothing of the body is near.
    func lungs(with put: (VoxelIndex) -> Int16?) throws -> LabelMap {
      var values = hu
      for (n, v) in size.voxels.enumerated() where isFree[n] { if let value = put(v) { values[n] = value } }
      return try #require(Lungs.find(in: Self.volume(values, size, mm))).labels
    }

    /// How far outside the ellipse around the body a voxel lies, 1 on it.
    func ellipse(_ v: VoxelIndex) -> Double {
      let x = Double(2 * v.i - columns.lowerBound - columns.upperBound) / Double(columns.count)
      let y = Double(2 * v.j - rows.lowerBound - rows.upperBound) / Double(rows.count)
      return (x * x + y * y).squareRoot()
    }
  }

  private static let patient = Result { try Patient() }

  private func expectTheSame(
    _ mine: LabelMap, _ p: Patient, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let other = p.size.voxels.count { mine[$0] != p.lungs[$0] }
    #expect(other == 0, "\(other) voxels differ", sourceLocation: sourceLocation)
  }

  /// The reference itself has both lungs.
  @Test func thePatientAlone() throws {
    let p = try Self.patient.get()
    for label in [LungLabels.right, LungLabels.left] { #expect(p.size.voxels.count { p.lungs[$0] == label } > 20_000) }
  }

  @Test(arguments: [-3024, -2000, -1024, -1000] as [Int16]) func padding(value: Int16) throws {
    let p = try Self.patient.get()
    try expectTheSame(p.lungs { p.ellipse($0) > 1.25 ? value : nil }, p)
  }

  /// A hollow couch under the back with rails, of foam or air, the shell of plastic or metal.
  @Test(arguments: [(-100, -1000), (60, -950), (900, -900)] as [(Int16, Int16)]) func couch(shell: Int16, foam: Int16)
    throws
  {
    let p = try Self.patient.get()
    try expectTheSame(
      p.lungs { v in
        let deep = v.j - p.rows.upperBound - 3
        guard (0..<8).contains(deep), (6..<p.size.i - 6).contains(v.i) else { return nil }
        return deep == 0 || deep == 7 || v.i == 6 || v.i == p.size.i - 7 ? shell : foam
      }, p)
  }

  /// A cushion around the back and a blanket over the front.
  @Test(arguments: [-960, -800, -500] as [Int16]) func cushionAndBlanket(value: Int16) throws {
    let p = try Self.patient.get()
    try expectTheSame(p.lungs { v in (1.05..<1.2).contains(p.ellipse(v)) ? value : nil }, p)
  }

  /// A thin cover around all that shuts litres of air in.
  @Test func coverAroundAll() throws {
    let p = try Self.patient.get()
    try expectTheSame(p.lungs { v in (1.18..<1.22).contains(p.ellipse(v)) ? -50 : nil }, p)
  }

  /// A larger picture of the same.
  @Test func widerPicture() throws {
    let p = try Self.patient.get(), wide = GridSize(p.size.i + 24, p.size.j + 36, p.size.k)!
    var values = [Int16](repeating: -1000, count: wide.count)
    for (n, v) in p.size.voxels.enumerated() { values[(v.k * wide.j + v.j + 12) * wide.i + v.i + 12] = p.hu[n] }
    let mine = try #require(Lungs.find(in: Patient.volume(values, wide, p.mm))).labels
    let other = p.size.voxels.count { mine[VoxelIndex($0.i + 12, $0.j + 12, $0.k)] != p.lungs[$0] }
    #expect(other == 0, "\(other) voxels differ")
  }

  /// A picture whose rows run from the back to the front, as of one who lies prone, has the same lungs, and their
  /// places are those of the picture; that right and left are as uncertain is said.
  @Test func spineInFront() throws {
    let p = try Self.patient.get(), size = p.size
    var values = p.hu
    for (n, v) in size.voxels.enumerated() { values[(v.k * size.j + size.j - 1 - v.j) * size.i + v.i] = p.hu[n] }
    let found = try #require(Lungs.find(in: Patient.volume(values, size, p.mm)))
    let other = size.voxels.count { found.labels[VoxelIndex($0.i, size.j - 1 - $0.j, $0.k)] != p.lungs[$0] }
    #expect(other == 0, "\(other) voxels differ")
    #expect(found.report.badges.contains(.spineInFront) && !p.found.report.badges.contains(.spineInFront))
    for row in found.report.air.rows where row.kind == .airway { #expect(found.labels[row.place] == LungLabels.airway) }
    let carina = try #require(found.report.carina)
    let j = carina.y / p.mm.y, k = carina.z / p.mm.z
    let lumen = size.voxels.filter { found.labels[$0] == LungLabels.airway && abs(Double($0.k) - k) < 2 }.map(\.j)
    #expect(Double(lumen.min() ?? 0) - 3 < j && j < Double(lumen.max() ?? 0) + 3)
  }
}
