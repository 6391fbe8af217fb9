import StyletBase
import StyletCore
import StyletImaging
import StyletProject

extension SealedReading {
  /// Slices that no reader has read. A signature answers for what is not drawn; a consensus is of signed readings.
  public var unread: [Int] { isSigned ? ExportLabels.unread(of: session.findings, saysWhatIsNotThere: true) : [] }
}

extension SealedReading {
  /// The findings of a sealed project, of the beginning of its file: what is drawn stands behind them, and is read when
  /// the case leaves, held against its seal. Cost: 64 KB; the whole file where another program has written it.
  public static func findings(of path: String, sealed: String) throws -> LabelTable {
    let head = (try? SafeFile.beginning(of: path, 1 << 16)) ?? []
    // A line feed stands in no text of JSON: this is where the layers begin.
    if let end = head.firstRange(of: Array(",\n  \"layers\": [".utf8))?.lowerBound,
      let own = try? Project(decoding: head[..<end] + Array(", \"layers\": []}".utf8), path: path)
    {
      return own.labels
    }
    return try read(path, sealed: sealed).project.labels
  }
}

extension ExportRule.Pair {
  /// Of two readings of one scan. Cost: the slices that both have drawn on.
  public init(_ a: SealedReading, _ b: SealedReading, rule: ExportRule) {
    func voxels(_ one: SealedReading) -> Int {
      one.lesionValues.reduce(0) { $0 + (one.session.ledger.extent(of: $1, volume: one.session.volume)?.voxels ?? 0) }
    }
    func percent(_ one: SealedReading) -> Double? { one.session.diseaseExtent()?.both.lesion.percent }
    let extents = percent(a).flatMap { a in percent(b).map { a - $0 } }
    self.init(
      first: voxels(a), second: voxels(b),
      common: Self.common((a.labels, a.lesionValues), (b.labels, b.lesionValues)), extentDifference: extents,
      differing: rule.answers.count { field in
        // What two versions do not share is not compared.
        let isShared = a.form.flatMap { form in b.form.map { form == $0 || form.asksAlike(field, as: $0) } } ?? true
        return isShared && a.answers[field] != b.answers[field]
      })
  }

  /// Voxels of both.
  static func common(_ a: (labels: LabelMap, values: Set<UInt8>), _ b: (labels: LabelMap, values: Set<UInt8>)) -> Int {
    let size = a.labels.size
    precondition(size == b.labels.size, "labels of another grid")
    let isIn = [a.values, b.values].map { values in (0...255).map { values.contains(UInt8($0)) } }
    var common = 0
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * size.i * size.j) { memory in
      let first = UnsafeMutableBufferPointer(rebasing: memory[..<(size.i * size.j)])
      let second = UnsafeMutableBufferPointer(rebasing: memory[(size.i * size.j)...])
      for k in 0..<size.k where a.labels.isUsed(k: k) && b.labels.isUsed(k: k) {
        a.labels.read(.axial, w: k, u: 0..<size.i, v: 0..<size.j, into: first)
        b.labels.read(.axial, w: k, u: 0..<size.i, v: 0..<size.j, into: second)
        for n in first.indices where isIn[0][Int(first[n])] && isIn[1][Int(second[n])] { common += 1 }
      }
    }
    return common
  }
}

extension ExportedContent {
  /// What leaves of a case.
  /// - Parameters:
  ///   - drawing: the reading, the consensus or the adjudication that the drawing is of.
  ///   - readings: whose answers count: of an adjudication that alone.
  public init(
    _ source: Source, drawing: SealedReading, answers readings: [SealedReading], labels: ExportLabels,
    columns: AnswerColumns
  ) {
    self.source = source
    let session = drawing.session, volume = session.volume, extent = session.diseaseExtent()
    func amount(_ values: some Sequence<UInt8>, percent: Double?) -> Amount {
      let voxels = values.reduce(0) { $0 + (session.ledger.extent(of: $1, volume: volume)?.voxels ?? 0) }
      return Amount(
        voxels: voxels, millilitres: Double(voxels) * volume.grid.voxelVolume / 1000, percent: percent)
    }
    // Findings that the project does not have nobody could draw: they are not assessed.
    for finding in drawing.project.labels.findings where finding.code != Finding.undecidedCode {
      let percent = extent.map { $0.both.findings[finding.value]?.percent ?? 0 }
      findings[finding.code] = amount([finding.value], percent: percent)
    }
    lesion = amount(drawing.lesionValues, percent: extent?.both.lesion.percent)
    undecided = drawing.project.labels.findings.filter { $0.code == Finding.undecidedCode }
      .reduce(0) { $0 + (session.ledger.extent(of: $1.value, volume: volume)?.voxels ?? 0) }
    unread = drawing.unread
    lungMillilitres = extent?.both.lungMillilitres
    lungsAreReviewed = extent.map { !$0.lungsAreProposed }
    take(answers: readings.compactMap { one in one.form.map { ($0, one.answers) } }, in: columns)
  }
}
