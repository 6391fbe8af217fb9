import StyletBase
import StyletCore
import StyletImaging

/// A label layer as the project file has it: one entry for each finding on each axial slice.
enum LayerCodec {
  /// The layer that a list of slice entries describes, and the entries' unknown members. What is wrong with an
  /// entry is logged and the entry left out.
  static func decode(
    name: String, _ entries: [FieldReader], size: GridSize
  ) -> (LabelLayer, [SliceKey: JSONObject]) {
    var others: [SliceKey: JSONObject] = [:]
    var drawn: [Int: [(run: Range<Int>, label: UInt8)]] = [:]
    var seen = Set<SliceKey>()
    var origins: [OriginChange] = []
    for var fields in entries {
      let k = fields.int("k", in: 0...size.k - 1), label = fields.int("label", in: 1...255)
      let origin = origin(&fields)
      guard let text = fields.string("runs"), let k, let label else { continue }
      let key = SliceKey(k: k, label: UInt8(label))
      guard seen.insert(key).inserted else {
        fields.report("k", "layer \(name), slice \(k) stands twice for label \(label)")
        continue
      }
      do throws(RunsError) {
        let runs = try Runs.decode(text, pixels: size.i * size.j)
        for run in runs { drawn[k, default: []].append((run, UInt8(label))) }
        if !runs.isEmpty { origins.append(OriginChange(key: key, old: nil, new: origin)) }
      } catch {
        fields.report(
          "runs",
          "layer \(name), slice \(k), row \(min(error.pixel / size.i, size.j - 1)), label \(label), number "
            + "\(error.number): \(error.what)")
      }
      let unknown = fields.others
      if !unknown.isEmpty { others[key] = unknown }
    }
    var runs: [Run] = []
    for k in drawn.keys.sorted() {
      place(drawn[k] ?? [], k: k, size: size, into: &runs) { position, labels in
        entries.first?.log.add(
          ProjectProblem(
            at: "layer \(name), slice \(k), row \(position / size.i)",
            "labels \(labels.0) and \(labels.1) overlap at pixel \(position) "
              + "(i \(position % size.i), j \(position / size.i))"))
      }
    }
    var layer = LabelLayer(name: name, size: size)
    layer.apply(Edit(name: "", tool: "", layer: name, runs: runs, origins: origins))
    return (layer, others)
  }

  /// The member beside `origin` that says what a reader's drawing came of.
  static let descent = "from"

  /// The members that say where a slice's drawing came from.
  ///
  /// ``Origin/accepted`` is `manual` with a descent: versions that do not know it read a reader's drawing, which it is,
  /// and keep the member with the slice.
  static func members(of origin: Origin) -> JSONObject {
    guard origin == .accepted else { return ["origin": .string(origin.rawValue)] }
    return ["origin": .string(Origin.manual.rawValue), descent: .string(Origin.proposed.rawValue)]
  }

  /// Missing is `manual`: a reader is the one to answer for a drawing of unknown descent. A descent that this version
  /// does not know, or that stands beside what no reader drew, stays an unknown member.
  private static func origin(_ fields: inout FieldReader) -> Origin {
    let text = fields.string("origin", required: false)
    guard let origin = text.map(Origin.init(rawValue:)) ?? .manual else {
      let known = Origin.allCases.map(\.rawValue).joined(separator: ", ")
      fields.report("origin", "\"\(text ?? "")\" is none of \(known)")
      return .manual
    }
    guard fields.has(descent), fields.others[descent]?.string == Origin.proposed.rawValue,
      Origin.proposed.changed(by: origin) == .accepted
    else { return origin }
    _ = fields.string(descent)
    return .accepted
  }

  /// Cuts the runs of a slice at the ends of rows, and reports the first pixel that has two labels.
  private static func place(
    _ drawn: [(run: Range<Int>, label: UInt8)], k: Int, size: GridSize, into runs: inout [Run],
    overlap: (Int, (UInt8, UInt8)) -> Void
  ) {
    var end = 0
    var last: UInt8 = 0
    for (run, label) in drawn.sorted(by: { $0.run.lowerBound < $1.run.lowerBound }) {
      guard run.lowerBound >= end else { return overlap(run.lowerBound, (last, label)) }
      end = run.upperBound
      last = label
      var from = run.lowerBound
      while from < run.upperBound {
        let (j, i) = from.quotientAndRemainder(dividingBy: size.i)
        let count = min(run.upperBound - from, size.i - i)
        runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: label))
        from += count
      }
    }
  }

  /// Calls `body` for each finding on each axial slice, by slice and then by label, with the text of its runs.
  /// Cost: the rows of slices in use and the voxels of their bricks, shared by all cores.
  static func forEachSlice(of layer: LabelLayer, _ body: (SliceKey, [UInt8]) -> Void) {
    let labels = layer.labels, slices = (0..<layer.size.k).filter(labels.isUsed)
    // So many at a time that the cores have enough to do, and their texts do not fill the memory.
    for first in stride(from: 0, to: slices.count, by: 64) {
      let part = Array(slices[first..<min(first + 64, slices.count)])
      var texts = [[(label: UInt8, runs: [UInt8])]](repeating: [], count: part.count)
      texts.withUnsafeMutableBufferPointer { texts in
        let out = SharedWriter(pointer: texts.baseAddress!)
        Parallel.forEach(part.count) { n in out.pointer[n] = runs(on: part[n], of: labels) }
      }
      for (k, findings) in zip(part, texts) {
        for finding in findings { body(SliceKey(k: k, label: finding.label), finding.runs) }
      }
    }
  }

  /// The texts of the findings on a slice, by label.
  private static func runs(on k: Int, of labels: LabelMap) -> [(label: UInt8, runs: [UInt8])] {
    var encoders = [RunsEncoder?](repeating: nil, count: 256)
    labels.forEachRun(k: k) { j, i, count, label in
      let n = Int(label)
      if encoders[n] == nil { encoders[n] = RunsEncoder() }
      encoders[n]?.append(from: j * labels.size.i + i, count: count)
    }
    return (1...255).compactMap { label in
      guard let runs = encoders[label]?.finish() else { return nil }
      return (UInt8(label), runs)
    }
  }
}
