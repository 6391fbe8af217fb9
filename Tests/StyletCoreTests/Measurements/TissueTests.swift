import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

/// Fat and muscle within outlines, and what the form gets of them.
@Suite struct TissueTests {
  private let fat = ChestStandards.standard.bands.fat, muscle = ChestStandards.standard.bands.muscle
  private let all = HUBand()
  private let words = ReadingFacts.Words(
    calcium: { "\($0)" }, badge: { "\($0)" }, contrast: "contrast", noLungs: "no lungs",
    lungsAreProposed: "proposed", isUnreviewed: "unreviewed", withoutLesion: "without lesion")

  @Test(arguments: Plane.allCases) func againstPlainLoops(plane: Plane) throws {
    let scan = randomVolume(GridSize(13, 11, 9)!, rescale: Rescale(slope: -0.5, intercept: 8), seed: 4)
    let corners: [SIMD2<Double>] = [[1, 1], [7.5, 2], [8, 7.5], [2, 6]]
    let region = SliceRegion(polygon: corners, plane: plane, w: 3, grid: scan.grid)
    for band in [fat, muscle, all] {
      let found = TissueStatistics(region, of: scan, in: band)
      var values: [Double] = []
      for row in region.rows {
        for u in row.u {
          let value = scan.value(at: plane.voxel(u: u, v: row.v, w: 3, in: scan.size))
          if band.contains(value) { values.append(value) }
        }
      }
      #expect(found.voxels == values.count)
      let area = Double(values.count) * scan.grid.pixelArea(plane)
      #expect(abs(found.area - area) < 1e-9)
      let mean = values.reduce(0, +) / Double(max(values.count, 1))
      let off = abs((found.mean ?? 0) - mean)
      #expect(off < 1e-9)
    }
    let empty = SliceRegion(polygon: [], plane: plane, w: 3, grid: scan.grid)
    #expect(TissueStatistics(empty, of: scan, in: all).mean == nil)
  }

  /// The ends of a band belong to it.
  @Test func ends() throws {
    let values: [Int16] = [-191, -190, -30, -29, 150, 151]
    let grid = VoxelGrid(size: GridSize(6, 1, 1)!, affine: Affine(spacing: [2, 5, 1]))
    let scan = try Volume(grid: grid) { out in for n in out.indices { out[n] = values[n] } }
    let region = SliceRegion(ellipse: [2.5, 0], radii: [100, 100], plane: .axial, w: 0, grid: grid)
    let fat = TissueStatistics(region, of: scan, in: self.fat)
    let muscle = TissueStatistics(region, of: scan, in: self.muscle)
    #expect(fat.voxels == 2)
    #expect(fat.mean == -110)
    #expect(fat.area == 20)
    #expect(muscle.voxels == 2)
    #expect(muscle.mean == 60.5)
  }

  @Test func factsByName() throws {
    let grid = VoxelGrid(size: GridSize(20, 20, 3)!, affine: Affine(spacing: [1, 1, 3]))
    let scan = try Volume(grid: grid) { out in for n in out.indices { out[n] = n < 400 ? -100 : 140 } }
    func ruler(_ name: String?, _ length: Double) -> Measurement {
      Measurement(shape: .ruler, plane: .axial, points: [[0, 0, 0], [length, 0, 0]], name: name)
    }
    let outline = Measurement(
      shape: .polygon, plane: .axial, points: [[2, 2, 0], [11, 2, 0], [11, 11, 0], [2, 11, 0]], name: "Fat right")
    let vessel = Measurement(shape: .ellipse, plane: .axial, points: [[5, 5, 1]], radii: [0.5, 0.5], name: "LAD")
    var marks = KnownAnnotations()
    let list = [ruler("MPA", 12), ruler("mpa", 14), ruler(nil, 3), outline, vessel].map {
      JSONValue.object($0.json(grid, values: nil))
    }
    marks.update(Annotations(measurements: list.enumerated().map { n, entry in
      var object = entry.object!
      object["id"] = .string("m\(n)")
      return .object(object)
    }), scan)
    #expect(marks.measurements.count == 5)
    let facts = ReadingFacts(marks, of: scan, words: words)
    #expect(facts["length.MPA"]?.value == 14)
    #expect(facts["fat-area.fat right"]?.value == 1)
    #expect(facts["fat-mean.fatright"]?.value == -100)
    #expect(facts["muscle-area.fat right"]?.value == 0)
    #expect(facts["muscle-mean.fat right"] == nil)
    #expect(facts["agatston.lad"]?.value == 1)
    #expect(facts["agatston.total"]?.notes.first == "ungated")
    let enhanced = ReadingFacts(marks, of: scan, acquisition: AcquisitionFacts(contrast: true), words: words)
    #expect(enhanced["agatston.total"] == nil)
    let form = try BuiltInProtocol.covidChest.form
    var record = ReadingRecord()
    record.set(ReadingAnswer(.word("no"), reader: "r"), for: "contrast")
    #expect(ReadingSheet(form, record, enhanced).computed("agatston") == .missing([], reason: "contrast"))
    #expect(ReadingSheet(form, record, facts).computed("agatston")?.known?.title == "1-100")
  }
}
