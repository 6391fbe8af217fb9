import StyletBase
import StyletImaging

/// Slabs: what a pane shows of neighbouring slices at once. Nothing else looks at them: cursor, strokes and values are
/// those of the slice in the middle.
extension PaneController {
  /// "", "off", "mip", "mip 10", "10": the thickness stays where none is named, as the kind does.
  func setSlab(_ asked: String) throws {
    guard !asked.isEmpty else { return saySlab() }
    if asked == "off" {
      view.slab = nil
      return saySlab()
    }
    var parts = asked.split(separator: " ")
    let mode = parts.first.flatMap { Slab.Mode(rawValue: $0.lowercased()) }
    if mode != nil { parts.removeFirst() }
    let mm = parts.first.map { TypedNumber.number($0) } ?? lastSlab.thickness
    guard parts.count <= 1, let mm, Slab.thicknesses.contains(mm) else {
      throw Sentence.expected(words("expected.slab"), "slab mip 10")
    }
    show(Slab(mode ?? lastSlab.mode, thickness: mm))
  }

  /// Thicker, or thinner where `mm` is negative; begins with the last one where none is shown.
  func changeSlab(by mm: Double) {
    guard let slab = view.slab else { return show(lastSlab) }
    // From 1 mm up to round numbers: 1, 5, 10.
    let thickness = slab.thickness == Slab.thicknesses.lowerBound && mm > 1 ? mm : slab.thickness + mm
    show(Slab(slab.mode, thickness: thickness))
  }

  private func show(_ slab: Slab) {
    (view.slab, lastSlab) = (slab, slab)
    saySlab()
  }

  private func saySlab() {
    let slices = view.slab?.slices(around: place.w, of: view.active, in: volume.grid).count ?? 1
    say(Sentence.slab(view.slab, slices: slices))
  }
}
