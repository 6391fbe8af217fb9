import StyletCore
import TestSupport
import Testing

/// What holds for every tool, whatever it draws: a new tool is a row of ``ToolSample/all``.
@Suite struct ToolContractTests {
  /// Each tool in many settings, on scans down to a single voxel.
  private func forEachEdit(
    of sample: ToolSample, seed: UInt64, _ body: (any Tool, ToolContext, Edit?) throws -> Void
  ) rethrows {
    var random = SeededRandom(seed: seed)
    for size in ToolSetting.sizes {
      let volume = ToolSetting.volume(size)
      for _ in 0..<(size.k == 5 ? 60 : 15) {
        let layer = ToolSetting.layer(size, &random)
        var context = ToolSetting.context(layer, volume, &random)
        let tool = sample.make(&context, &random)
        try body(tool, context, tool.edit(in: context))
      }
    }
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
      #expect(after.labels.plain != context.layer.labels.plain)
      #expect(Set(after.origins.keys) == drawn(after))
      _ = try session.undo()
      #expect(session.findings.labels.plain == context.layer.labels.plain)
      #expect(session.findings.origins == context.layer.origins)
      #expect(session.ledger == ExtentLedger(recounting: context.layer.labels, volume: context.volume))
      _ = try session.redo()
      #expect(session.findings.labels.plain == after.labels.plain)
      #expect(session.findings.origins == after.origins)
    }
    #expect(edits > 10, "the samples hardly draw: they prove nothing")
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
      #expect(!edit.runs.isEmpty)
      var met = Set<VoxelIndex>()
      for run in edit.runs {
        #expect(run.count > 0 && run.old != run.new)
        for i in run.i..<run.i + max(run.count, 0) {
          let voxel = VoxelIndex(Int(i), Int(run.j), Int(run.k))
          #expect(context.layer.size.contains(voxel) && met.insert(voxel).inserted)
          #expect(context.layer.labels[voxel] == run.old)
        }
      }
      for change in edit.origins {
        #expect(change.old != change.new && context.layer.origins[change.key] == change.old)
      }
    }
  }

  @Test(arguments: ToolSample.all) func gateRulesAndLocksHold(_ sample: ToolSample) {
    forEachEdit(of: sample, seed: 14) { _, context, edit in
      for run in edit?.runs ?? [] {
        #expect(!context.locked.contains(run.old) && !context.locked.contains(run.new))
        guard sample.keepsRules else { continue }
        if run.new == 0 {
          #expect([nil, run.old].contains(context.erasing))
        } else {
          #expect(run.new == context.label)
          switch context.over {
          case .everything: break
          case .unlabelled: #expect(run.old == 0)
          case .finding(let under): #expect(run.old == under)
          }
        }
        guard let gate = context.gate else { continue }
        for i in run.i..<run.i + run.count {
          #expect(gate.contains(context.volume.value(at: VoxelIndex(Int(i), Int(run.j), Int(run.k)))))
        }
      }
    }
  }
}
