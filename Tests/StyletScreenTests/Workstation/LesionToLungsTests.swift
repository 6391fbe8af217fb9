import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletScreen

/// A consolidation that the search took for wall is given back to the lungs by one command.
@Suite struct LesionToLungsTests {
  @Test func oneCommandAddsALesion() throws {
    let b = try LungBench()
    // Beside the right lung: a part of the lesion is in it, a part is not.
    let middle = b.inside(LungLabels.right)
    let lung = b.lungs
    let edge = try #require((0..<middle.i).last { lung[VoxelIndex($0, middle.j, middle.k)] == 0 })
    b.go(to: VoxelIndex(edge, middle.j, middle.k))
    try b.play(":brush 8<CR><Space>")
    let lesion = b.bench.drawn
    let taken = lesion.keys.filter { lung[$0] != LungLabels.right && lung[$0] != LungLabels.left }
    try #require(!taken.isEmpty && taken.count < lesion.count)
    let steps = b.work.session.history.done.count

    try b.play(":lungs-add-lesion<CR>")
    #expect(b.bench.notice.contains("mL added to the right lung; u takes it back"), "\(b.bench.notice)")
    #expect(b.bench.drawn == lesion && b.bench.ledgerIsRight, "the finding stays as it is")
    #expect(taken.allSatisfy { b.lungs[$0] == LungLabels.right }, "\(b.bench.notice)")
    let others = lung.size.voxels.filter { lesion[$0] == nil }
    #expect(others.allSatisfy { b.lungs[$0] == lung[$0] })
    #expect(b.work.session.diseaseExtent()?.outside.values.allSatisfy { $0.millilitres == 0 } == true)
    #expect(b.work.session.history.done.count == steps + 1)
    try b.play("u")
    #expect(b.lungs.plain == lung.plain && b.bench.drawn == lesion)

    // Away from any lesion it says so and changes nothing.
    b.go(to: b.inside(LungLabels.left))
    try b.play(":lungs-add-lesion<CR>")
    #expect(b.lungs.plain == lung.plain && !b.bench.notice.isEmpty)
  }
}
