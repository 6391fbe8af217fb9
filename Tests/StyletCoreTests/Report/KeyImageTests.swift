import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging
@testable import StyletReport

@Suite struct KeyImageTests {
  private func images(_ scene: ReportScene) -> [KeyImage] {
    let painter = SlicePainter(
      volume: scene.session.volume, findings: scene.session.findings, table: scene.content.table,
      lungs: scene.session.lungs?.labels, zones: scene.session.zones, marks: scene.session.marks)
    return KeyImages(painter, ledger: scene.session.ledger).all
  }

  @Test func eachFindingDiseaseAndMeasuresAreShown() throws {
    let images = images(try ReportScene())
    let largest = images.compactMap { image -> ([UInt8], Int)? in
      if case .largest(let labels) = image.subject { (labels, image.frame.w) } else { nil }
    }
    #expect(largest.map(\.0) == [[1], [2]] && largest.map(\.1) == [11, 2], "of slices alike the one nearer to the head")
    let disease = images.filter { $0.subject == .disease }
    #expect(disease.map(\.frame.plane) == [.coronal, .sagittal])
    // j 5..<9 has both findings; i 3..<8 has 18 voxels a slice, i 26..<30 has 8.
    #expect(disease.map(\.frame.w) == [5, 3])
    let measured = images.filter { if case .measured = $0.subject { true } else { false } }
    #expect(measured.count == 1 && measured[0].subject == .measured([0]) && measured[0].frame.w == 10)
  }

  /// What the reader concludes comes before what it rests on.
  @Test func theReadingComesFirst() throws {
    var content = try ReportScene().content
    content.answers.title = "A study"
    let titles = ReportWords(content).document().sections.map(\.title)
    #expect(titles.first?.contains("A study") == true && titles.firstIndex(of: "Scan") == 1, "\(titles)")
  }

  /// What the lung window shows white is shown in the mediastinal window, too: only findings that are solid.
  @Test func solidFindingsAreShownInTheMediastinalWindow() throws {
    let scene = try ReportScene(), all = images(scene)
    let means = scene.content.findings.rows.reduce(into: [UInt8: Double]()) { $0[$1.finding.value] = $1.extent.mean }
    let solid = all.compactMap { image -> [UInt8]? in
      guard case .solid(let labels) = image.subject else { return nil }
      #expect(image.style.window == .mediastinum)
      return labels
    }
    #expect(Set(solid.joined()) == Set(means.filter { $0.value > -200 }.keys), "\(means)")
  }

  @Test func withoutFindingsTheMiddleIsShown() throws {
    let images = images(try ReportScene(drawn: false)).filter { $0.subject == .overview }
    #expect(images.map(\.frame.plane) == [.axial, .coronal] && images.map(\.frame.w) == [6, 10])
  }

  /// What is cut off around the lungs holds every voxel that is drawn.
  @Test func picturesHoldAllThatIsDrawn() throws {
    for image in images(try ReportScene()) {
      guard case .largest = image.subject else { continue }
      let us = image.frame.columns, vs = image.frame.rows
      #expect(us.first ?? 99 <= 2 && us.last ?? 0 >= 29 && vs.first ?? 99 <= 3 && vs.last ?? 0 >= 16)
    }
  }

  /// The outline of each zone lies over its lung's voxels as seen from the front.
  @Test func zonesAreWhereTheLungsAre() throws {
    let scene = try ReportScene()
    let lungs = try #require(scene.session.lungs).labels
    let zones = LungZones(carina: .init(k: 8, source: .reader), veins: .init(k: 4, source: .reader))
    let picture = try #require(ZonePicture(lungs: lungs, limits: zones, grid: ReportScene.grid))
    #expect(picture.zones.map(\.number) == [0, 1, 2, 3, 4, 5])
    // 26 x 12 voxels of 10 and 20 units, and a rim.
    #expect(picture.size.x == 288 && picture.size.y == 268)
    for zone in picture.zones {
      let left: Double = zone.number < 3 ? 0 : 160, top = Double(zone.number % 3) * 80
      let xs: [Double] = zone.outline.map { $0.x - 14 }, ys: [Double] = zone.outline.map { $0.y - 14 }
      #expect(xs.min() == left && xs.max() == left + 100, "\(zone.number)")
      #expect(ys.min() == top && ys.max() == top + 80, "\(zone.number)")
      let middle = SIMD2<Double>(left + 64, top + 54)
      #expect(zone.middle == middle)
    }
    #expect(ZonePicture(lungs: LabelMap(size: ReportScene.size), limits: zones, grid: ReportScene.grid) == nil)
    #expect(ZonePicture.colour(0) != ZonePicture.colour(1) && ZonePicture.colour(.infinity) == ZonePicture.colour(nil))
  }
}
