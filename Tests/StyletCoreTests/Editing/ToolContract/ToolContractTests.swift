import Foundation
import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

/// What holds for every tool, whatever it draws: a new tool is a row of ``ToolSample/all``.
@Suite struct ToolContractTests {
  /// Each tool in many settings, on scans down to a single voxel.
  private func forEachEdit(
    of sample: ToolSample, seed: UInt64, _ body: (any Tool, ToolContext, Edit?) throws -> Void
  ) rethrows {
    var random = SeededRandom(seed: seed)
    let settings = sample.weight < 2 ? 24 : 40
    for size in ToolSetting.sizes {
      let volume = ToolSetting.volume(size)
      for _ in 0..<(size.k == 5 ? settings : settings / 5) {
        let layer = ToolSetting.layer(size, &random)
        var context = ToolSetting.context(layer, volume, &random)
        let tool = sample.make(&context, &random)
        try body(tool, context, tool.edit(in: context))
      }
    }
  }

  /// Every type of the sources that says it is a `Tool` has a row.
  @Test func everyToolHasASample() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<5 { root.deleteLastPathComponent() }
    let sources = root.appendingPathComponent("Sources")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var tools = Set<String>()
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: #/(?:struct|class|enum|actor|extension) (\w+)[^{\n]*[:,] *Tool\b/#) {
        tools.insert(String(match.1))
      }
    }
    var random = SeededRandom(seed: 1)
    let volume = ToolSetting.volume(ToolSetting.sizes[0])
    var sampled = Set<String>(), ids = Set<String>()
    for sample in ToolSample.all {
      var context = ToolSetting.context(ToolSetting.layer(volume.size, &random), volume, &random)
      let type = type(of: sample.make(&context, &random))
      sampled.insert("\(type)")
      ids.insert(type.id)
    }
    #expect(!tools.isEmpty && sampled == tools)
    #expect(ids.count == sampled.count, "two tools of one id")
    #expect(Set(ToolSample.all.map(\.name)).count == ToolSample.all.count)
  }

  @Test(arguments: ToolSample.all) func undoRestoresLabelsAndOrigins(_ sample: ToolSample) throws {
    var edits = 0
    try forEachEdit(of: sample, seed: 11) { _, context, edit in
      guard let edit else { return }
      edits += 1
      var session = EditSession(volume: context.volume, layers: [context.layer])
      try session.perform(edit)
      #expect(session.ledger == ExtentLedger(recounting: session.findings.labels, volume: context.volume))
      let after = session.findings
      #expect((after.labels.plain != context.layer.labels.plain) == sample.changesLabels)
      #expect(sample.changesLabels || after.origins != context.layer.origins)
      #expect(Set(after.origins.keys) == drawn(after), "\(edit.parameters)")
      _ = try session.undo()
      #expect(session.findings.labels.plain == context.layer.labels.plain)
      #expect(session.findings.origins == context.layer.origins)
      #expect(session.ledger == ExtentLedger(recounting: context.layer.labels, volume: context.volume))
      _ = try session.redo()
      #expect(session.findings.labels.plain == after.labels.plain)
      #expect(session.findings.origins == after.origins)
    }
    #expect(edits > 5, "the samples hardly draw: they prove nothing")
  }

  /// Each finding on exactly the slices that it is on.
  private func drawn(_ layer: LabelLayer) -> Set<SliceKey> {
    Set(layer.size.voxels.filter { layer.labels[$0] != 0 }.map { SliceKey(k: $0.k, label: layer.labels[$0]) })
  }

  @Test(arguments: ToolSample.all) func sameLabelsSameEdit(_ sample: ToolSample) {
    forEachEdit(of: sample, seed: 12) { tool, context, edit in
      #expect(tool.edit(in: context) == edit)
      guard sample.isIdempotent, let edit else { return }
      var after = context
      after.layer.apply(edit)
      #expect(tool.edit(in: after) == nil, "\(edit.parameters)")
    }
  }

  /// Runs lie inside the grid, no voxel stands in two, and each says truly what it was drawn over.
  @Test(arguments: ToolSample.all) func runsAreTrue(_ sample: ToolSample) {
    forEachEdit(of: sample, seed: 13) { tool, context, edit in
      guard let edit else { return }
      #expect(edit.layer == context.layer.name && edit.tool == type(of: tool).id && !edit.name.isEmpty)
      #expect(edit.runs.isEmpty != sample.changesLabels && edit.annotations.isEmpty)
      var met = Set<VoxelIndex>()
      for run in edit.runs {
        #expect(run.count > 0 && run.old != run.new)
        let isTrue = voxels(run).allSatisfy {
          context.layer.size.contains($0) && met.insert($0).inserted && context.layer.labels[$0] == run.old
        }
        #expect(isTrue)
      }
      for change in edit.origins {
        #expect(change.old != change.new && context.layer.origins[change.key] == change.old)
      }
    }
  }

  private func voxels(_ run: Run) -> [VoxelIndex] {
    (run.i..<run.i + max(run.count, 0)).map { VoxelIndex(Int($0), Int(run.j), Int(run.k)) }
  }

  /// What is locked stays as it is; the rest as far as a tool does not say that it breaks a rule.
  @Test(arguments: ToolSample.all) func gateRulesAndLocksHold(_ sample: ToolSample) {
    forEachEdit(of: sample, seed: 14) { _, context, edit in
      for change in edit?.origins ?? [] { #expect(!context.locked.contains(change.key.label)) }
      for run in edit?.runs ?? [] {
        #expect(!context.locked.contains(run.old) && !context.locked.contains(run.new))
        if !sample.breaks.contains(.label) {
          if run.new != 0 {
            #expect(run.new == context.label)
          } else if context.label != 0 {
            #expect(run.old == context.label)
          } else {
            #expect([nil, run.old].contains(context.erasing))
          }
        }
        if !sample.breaks.contains(.over), run.new != 0 {
          switch context.over {
          case .everything: break
          case .unlabelled: #expect(run.old == 0)
          case .finding(let under): #expect(run.old == under)
          }
        }
        if !sample.breaks.contains(.gate), let gate = context.gate {
          #expect(voxels(run).allSatisfy { gate.contains(context.volume.value(at: $0)) })
        }
        if !sample.breaks.contains(.within), let within = context.within, run.new != 0 {
          #expect(voxels(run).allSatisfy { within[$0] != 0 })
        }
      }
    }
  }

  /// Slices that a reader has drawn on never change by interpolation, and no other finding does.
  @Test(arguments: ToolSample.interpolation) func drawnSlicesStay(_ sample: ToolSample) {
    var onSlicesBetween = 0
    forEachEdit(of: sample, seed: 15) { _, context, edit in
      let reader = Set(context.layer.origins.filter { ![.interpolated, .proposed].contains($0.value) }.keys)
      for run in edit?.runs ?? [] {
        #expect([0, context.label].contains(run.old) && [0, context.label].contains(run.new))
        #expect(!reader.contains(SliceKey(k: Int(run.k), label: context.label)))
        onSlicesBetween += 1
      }
      for change in edit?.origins ?? [] {
        #expect(change.key.label == context.label && !reader.contains(change.key))
      }
    }
    #expect((onSlicesBetween > 5) == sample.changesLabels)
  }

  /// Measurements and landmarks put in, changed and taken out, one by one and as a stroke with drawing: labels and
  /// annotations come back as they were.
  @Test func annotationsComeBack() throws {
    var random = SeededRandom(seed: 16)
    let volume = ToolSetting.volume(ToolSetting.sizes[0])
    for n in 0..<60 {
      let layer = ToolSetting.layer(volume.size, &random)
      var session = EditSession(volume: volume, layers: [layer], annotations: AnnotationSample.start)
      for step in 0..<6 {
        let stroke = n % 2 == 0 ? nil : step / 3
        if step % 3 == 1 {
          let context = ToolSetting.context(session.findings, volume, &random)
          let brush = BrushTool(radius: 1, path: [ToolSample.voxel(context, &random)])
          if let edit = brush.edit(in: context) { try session.perform(edit, stroke: stroke) }
        } else {
          let edit = AnnotationSample.edit(session.annotations, volume, &random)
          let (before, count) = (session.findings, session.ledger)
          try session.perform(edit, stroke: stroke)
          #expect(session.findings.labels.plain == before.labels.plain && session.findings.origins == before.origins)
          #expect(session.ledger == count)
        }
      }
      if n % 2 == 1 { #expect(session.history.done.count == 2) }
      var steps = [session.annotations]
      while try session.undo() != nil { steps.append(session.annotations) }
      #expect(session.annotations == AnnotationSample.start && session.findings.labels.plain == layer.labels.plain)
      #expect(session.findings.origins == layer.origins)
      for annotations in steps.reversed().dropFirst() {
        _ = try session.redo()
        #expect(session.annotations == annotations)
      }
    }
  }
}
