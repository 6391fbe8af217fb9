/// The reading, densities, lesions and measurements in words.
extension ReportWords {
  /// Lesions that are listed one by one.
  static let longestList = 20

  var readingSection: ReportDocument.Section {
    let answers = content.answers
    guard let title = answers.title else { return ReportDocument.Section("Reading", []) }
    var blocks: [Block] = []
    if let s = answers.signature {
      blocks.append(.facts([Fact("signed by", Cell(s.reader)), Fact("at", Cell(s.time)), Fact("as", Cell(s.meaning))]))
      if let remark = s.remark { blocks.append(.paragraph(remark.beginningSentence + ".")) }
      if !s.numbers.isEmpty {
        let numbers = s.numbers.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
        blocks.append(.paragraph("Numbers as they were signed: \(numbers)."))
      }
    } else {
      let missing = answers.missing
      let left = missing > 0 ? "; \(missing) required answer\(missing == 1 ? "" : "s") missing" : ""
      blocks.append(.paragraph("Not signed\(left)."))
    }
    if answers.reopenings > 0 {
      let reasons = answers.reopeningReasons.joined(separator: "; ")
      blocks.append(.paragraph("Opened again after signing: \(answers.reopenings) ×: \(reasons)."))
    }
    for section in answers.sections {
      let items = section.items.filter { ![.notAsked, .unanswered].contains($0.state) }
      let open = section.items.filter { $0.state == .unanswered && !$0.isComputed }.map(\.title)
      let left = "Not answered: \(open.joined(separator: ", "))."
      guard !items.isEmpty else {
        if !open.isEmpty { blocks.append(.paragraph("\(section.title). \(left)")) }
        continue
      }
      let rows = items.map { item -> [Cell] in
        let text =
          switch item.state {
          case .answered, .computed: item.text.isEmpty ? "–" : item.text
          case .notAssessed: "not assessed"
          case .unanswered, .notAsked: "not answered"
          }
        return [Cell(item.title), Cell(text, isUnreviewed: item.isUnreviewed), Cell(item.note)]
      }
      let hasNotes = items.contains { !$0.note.isEmpty }
      let columns = [Column("question", isNumber: false), Column("answer", isNumber: false)]
      blocks.append(
        .table(
          Table(
            section.title, columns + (hasNotes ? [Column("remark", isNumber: false)] : []),
            hasNotes ? rows : rows.map { Array($0.prefix(2)) })))
      if !open.isEmpty { blocks.append(.paragraph(left)) }
    }
    return ReportDocument.Section("Structured reading: \(title)", blocks)
  }

  // MARK: Densities

  var densitySection: ReportDocument.Section {
    guard let (lungs, rest) = content.densities, let both = lungs.both else {
      return ReportDocument.Section("Quantitative CT", [])
    }
    // Densities rest on the lungs; those without lesion on the findings, too.
    let isProposed = content.extent?.lungsAreProposed == true
    let columns: [(values: QuantitativeCT.Values?, isUnreviewed: Bool)] = [
      (lungs.both, isProposed), (lungs.right, isProposed), (lungs.left, isProposed),
      (rest.both, content.lesionIsUnreviewed),
    ]
    func row(_ name: String, _ decimals: Int, _ value: (QuantitativeCT.Values) -> Double?) -> [Cell] {
      [Cell(name)]
        + columns.map { column -> Cell in
          guard let x = column.values.flatMap(value) else { return "–" }
          return Cell(NumberText.fixed(x, decimals), isUnreviewed: column.isUnreviewed)
        }
    }
    var rows = [
      row("volume, mL", 0) { $0.volume }, row("mass, g", 0) { $0.mass }, row("gas, mL", 0) { $0.gas },
      row("mean, HU", 1) { $0.mean }, row("SD, HU", 1) { $0.sd }, row("skewness", 2) { $0.skewness },
      row("excess kurtosis", 2) { $0.kurtosis }, row("LAA−950, %", 2) { $0.laa950 }, row("LAA−910, %", 2) { $0.laa910 },
      row("Perc15, HU", 0) { $0.perc15 }, row("density at Perc15, g/L", 0) { $0.density },
      row("HAA, %", 2) { $0.haa }, row("well aerated, %", 1) { $0.wellAerated },
      row("compromised, %", 1) { $0.compromised },
    ]
    for (n, part) in both.aeration.enumerated() {
      rows.append(row("\(part.name), %", 1) { $0.aeration.indices.contains(n) ? $0.aeration[n].percent : nil })
    }
    var blocks: [Block] = []
    if !content.badges.isEmpty { blocks.append(.list(content.badges)) }
    blocks.append(
      .table(
        Table(
          "",
          [Column("measure", isNumber: false)] + ["both lungs", "right", "left", "without lesion"].map { Column($0) }, rows)))
    return ReportDocument.Section("Quantitative CT", blocks)
  }

  // MARK: Lesions and measurements

  var lesionSection: ReportDocument.Section {
    let lesions = content.lesions
    guard !lesions.isEmpty else { return ReportDocument.Section("Lesions", []) }
    let rows = lesions.prefix(Self.longestList).enumerated().map { n, lesion -> [Cell] in
      let isUnreviewed = content.isUnreviewed(lesion.label), d = lesion.diameters
      return [
        Cell("\(n + 1)"), Cell(content.code(lesion.label)),
        Cell(Self.mL(lesion.millilitres), isUnreviewed: isUnreviewed),
        Cell("\(lesion.slices.lowerBound + 1)–\(lesion.slices.upperBound + 1)"),
        Cell(NumberText.fixed(d.length.millimetres, 1), isUnreviewed: isUnreviewed),
        Cell(NumberText.fixed(d.width.millimetres, 1), isUnreviewed: isUnreviewed), Cell("\(d.k + 1)"),
        Cell(NumberText.fixed(lesion.mean, 0), isUnreviewed: isUnreviewed),
      ]
    }
    let left = lesions.count - rows.count
    var blocks: [Block] = [
      .table(
        Table(
          "Connected pieces of a finding, the largest first",
          [
            Column("#"), Column("finding", isNumber: false), Column("mL"), Column("slices"), Column("longest mm"),
            Column("across mm"), Column("on slice"), Column("mean HU"),
          ], rows))
    ]
    if left > 0 {
      let millilitres = lesions.dropFirst(rows.count).reduce(0) { $0 + $1.millilitres }
      blocks.append(.paragraph("\(left) more, \(Self.mL(millilitres)) mL in all, are not listed."))
    }
    return ReportDocument.Section("Lesions", blocks)
  }

  var measurementSection: ReportDocument.Section {
    var blocks: [Block] = []
    if !content.marks.measurements.isEmpty {
      let rows = content.marks.measurements.enumerated().map { n, each -> [Cell] in
        let m = each.measurement
        return [
          Cell("\(n + 1)"), Cell(m.shape.rawValue),
          Cell([m.name, m.finding].compactMap { $0 }.joined(separator: ", ")),
          Cell(Self.place(m)), Cell(Self.words(each.values)),
        ]
      }
      let columns = ["#", "kind", "of", "where", "value"].map { Column($0, isNumber: $0 == "#") }
      blocks.append(.table(Table("", columns, rows)))
    }
    let landmarks = content.marks.landmarks.map(\.landmark)
    if !landmarks.isEmpty {
      let rows = landmarks.map { landmark -> [Cell] in
        let p = content.grid.affine.patient(of: landmark.point)
        let mm = [p.x, p.y, p.z].map { Cell(NumberText.fixed($0, 1)) }
        return [Cell(landmark.name)] + mm + [Cell("\(landmark.voxel(in: content.grid.size).k + 1)")]
      }
      blocks.append(
        .table(
          Table(
            "Landmarks, mm to the left, back and head",
            [Column("name", isNumber: false), Column("L"), Column("P"), Column("S"), Column("axial slice")], rows)))
    }
    return ReportDocument.Section("Measurements", blocks)
  }

  static func place(_ m: Measurement) -> String {
    guard let plane = m.plane, let slice = m.slice else { return "between slices" }
    return "\(plane.rawValue) slice \(slice + 1)"
  }

  static func words(_ values: MeasuredValues?) -> String {
    switch values {
    case .length(let mm): "\(NumberText.fixed(mm, 1)) mm"
    case .axes(let long, let short, let degrees):
      "\(NumberText.fixed(long, 1)) × \(NumberText.fixed(short, 1)) mm, \(NumberText.fixed(degrees, 0))°"
    case .region(let r):
      "mean \(NumberText.fixed(r.mean, 1)), SD \(NumberText.fixed(r.sd, 1)), "
        + "median \(NumberText.fixed(r.median, 0)) HU, \(NumberText.fixed(r.area, 1)) mm²"
    case nil: "–"
    }
  }
}
