import Testing

@testable import StyletCore
@testable import StyletDetection
@testable import StyletImaging
@testable import StyletPhantom

/// The phantom's truth: its lesions in its lungs. `Tests/Conformance/phantom_extent.py` does the same at full size.
@Suite struct PhantomExtentTests {
  private struct Truth {
    let phantom: Phantom
    let session: EditSession

    /// - Parameter lungs: in place of the phantom's own.
    init(_ phantom: Phantom, lungs: (LabelMap, [AnnotationChange])? = nil) throws {
      self.phantom = phantom
      var session = EditSession(volume: phantom.volume)
      for (name, mask) in [(LabelLayer.lungs, lungs?.0 ?? phantom.lungs), (LabelLayer.findings, phantom.findings)] {
        let layer = LabelLayer(name: name, size: mask.size)
        let context = ToolContext(layer: layer, volume: phantom.volume, plane: .axial, label: 0)
        var edit = try #require(ImportTool(mask: mask).edit(in: context))
        if name == LabelLayer.lungs { edit.annotations = lungs?.1 ?? [] }
        try session.perform(edit)
      }
      self.session = session
    }
  }

  /// % of each zone between these limits, counted voxel by voxel.
  private func percents(_ phantom: Phantom, _ zones: LungZones) -> [Double] {
    var lung = [Double](repeating: 0, count: 6), lesion = lung
    for v in phantom.volume.size.voxels {
      guard let zone = zones.zone(lung: phantom.lungs[v], k: v.k) else { continue }
      lung[zone] += 1
      lesion[zone] += phantom.findings[v] == 0 ? 0 : 1
    }
    return zip(lung, lesion).map { 100 * $1 / $0 }
  }

  /// With consolidations that touch the pleura, which the lungs must have recovered.
  @Test func zonesAndPercentages() throws {
    var specification = PhantomSpecification(size: GridSize(96, 80, 56)!, seed: 4, lesions: 4)
    specification.pleural = 2
    let phantom = try Phantom.make(specification)
    let own = try #require(try Truth(phantom).session.diseaseExtent())
    let zones = try #require(own.limits)
    #expect(zones.carina.source == .thirds)
    #expect(zip(own.zones, percents(phantom, zones)).allSatisfy { abs(($0.lesion.percent ?? -1) - $1) < 1e-9 })
    #expect(own.both.lesion.percent ?? 0 > 0.1)

    let found = try #require(Lungs.find(in: phantom.volume))
    let changes = found.zoneChanges(Annotations(), on: phantom.volume.grid)
    let automatic = try #require(try Truth(phantom, lungs: (found.labels, changes)).session.diseaseExtent())
    let limits = try #require(automatic.limits)
    #expect(limits == found.zones && limits.carina.source == .automatic && limits.veins.source == .proxy)
    for (zone, truth) in zip(automatic.zones, percents(phantom, limits)) {
      #expect(abs((zone.lesion.percent ?? -1) - truth) < 1, "\(truth)")
    }
    #expect(abs((automatic.both.lesion.percent ?? -1) - (own.both.lesion.percent ?? 0)) < 0.5)
  }
}
