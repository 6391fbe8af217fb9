import StyletCore

/// What a reader does with the lungs: looking at them, taking them, replacing them, moving the limits of their zones.
extension Workstation {
  func showLungOutlines(_ shown: Bool) {
    lungState.areShown = shown
    say(Say.outlines(shown: shown, isKnown: lungs != nil))
  }

  /// The reader has looked at the proposed slices and takes them as they are.
  func acceptLungs() throws {
    endPenStroke()
    _ = try needLungs()
    let context = ToolContext(layer: lungLayer, volume: volume, plane: .axial, label: 0)
    guard let edit = AcceptLungsTool().edit(in: context) else { return say(Say.nothingToAcceptOfLungs, .warning) }
    try accept(edit)
    say(Say.lungsAccepted(slices: Set(edit.origins.map(\.key.k)).count))
  }

  /// Makes the lesion under the cursor part of the lung that most of it lies in, or else of the nearest one.
  func addLesionToLungs() throws {
    try needFindings()
    endPenStroke()
    let lungs = try needLungs()
    let catalogue = lesionCatalogue()
    guard let place = catalogue.place(at: view.cursor) else { throw Say.noLesionHere }
    let runs = catalogue.runs(of: place)
    guard let lung = Self.lung(of: runs, in: lungs, volume.grid) else { throw Say.noLungs }
    var builder = EditBuilder(layer: lungLayer)
    for run in runs {
      builder.set(j: Int(run.j), k: Int(run.k), Int(run.low)..<Int(run.high) + 1, to: lung) { _, old in
        old != Lungs.right && old != Lungs.left
      }
    }
    let edit = builder.edit(name: "Lesion to the lungs", tool: "lungs-add-lesion", origin: .manual)
    guard let edit else { return say(Say.lesionIsInLungs, .warning) }
    try accept(edit)
    say(Say.done(edit))
  }

  private static func lung(of runs: [LabelRun], in lungs: LabelMap, _ grid: VoxelGrid) -> UInt8? {
    var inside: [UInt8: Int] = [:]
    var sum = SIMD3<Double>(), voxels = 0
    for run in runs {
      for i in Int(run.low)...Int(run.high) {
        let v = VoxelIndex(i, Int(run.j), Int(run.k))
        inside[lungs[v], default: 0] += 1
        sum += SIMD3(Double(v.i), Double(v.j), Double(v.k))
        voxels += 1
      }
    }
    let (right, left) = (inside[Lungs.right] ?? 0, inside[Lungs.left] ?? 0)
    if right != left { return right > left ? Lungs.right : Lungs.left }
    // The nearest lung, from the lesion's middle.
    let middle = sum / Double(max(voxels, 1)), s = grid.spacing
    var best: (distance: Double, lung: UInt8)?
    for k in 0..<lungs.size.k {
      for j in 0..<lungs.size.j {
        lungs.forEachRun(j: j, k: k) { i, count, label in
          guard label == Lungs.right || label == Lungs.left else { return }
          let nearest = min(max(middle.x, Double(i)), Double(i + count - 1))
          let d = SIMD3((nearest - middle.x) * s.x, (Double(j) - middle.y) * s.y, (Double(k) - middle.z) * s.z)
          let distance = (d * d).sum()
          if distance < best?.distance ?? .infinity { best = (distance, label) }
        }
      }
    }
    return best?.lung
  }

  /// Replaces the lungs by those of a mask on the scan's grid; one step to undo.
  func importLungs(from path: String) throws {
    guard !path.isEmpty else { throw Say.expected("a file name", "lungs-import lungs.nii.gz") }
    endPenStroke()
    let file = try services.importMask(from: path, grid: volume.grid, findings: Lungs.table)
    guard file.labels.size == volume.size else { throw Say.otherGrid(path) }
    let mask = try LungMask(file.labels, mapping: file.mapping)
    guard let edit = mask.edit(of: lungLayer, session.annotations, volume: volume, source: file.source) else {
      return say(Say.importSame(file.source), .warning)
    }
    lungState.search?.cancel()
    lungState.search = nil
    try accept(edit)
    say(
      ([Say.lungsImported(file.source, mask) + Say.takesItBack] + file.remarks).joined(separator: ".  "),
      mask.divided == nil && mask.leftOut.isEmpty && file.remarks.isEmpty ? .info : .warning)
  }

  /// Puts a limit of the zones at the cursor's axial slice: the lowest one of the zone above.
  func setZone(_ mark: ZoneMark) throws {
    endPenStroke()
    _ = try needLungs()
    guard let zones = session.zones else { throw Say.noLungs }
    if mark == .veins, view.cursor.k > zones.carina.k { throw Say.zonesCross }
    let edit = session.annotations.settingZone(
      mark, at: view.cursor, reader: reader.isEmpty ? nil : reader, time: UTC.now(), on: volume.grid)
    guard let edit else { return say(Say.zoneAsBefore(mark)) }
    try accept(edit)
    say(Say.zoneSet(mark, k: view.cursor.k))
  }
}
