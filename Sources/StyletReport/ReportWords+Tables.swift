import StyletBase
import StyletCore

/// The reading, densities, lesions and measurements in words.
extension ReportWords {
  /// Lesions that are listed one by one.
  static let longestList = 20

  var readingSection: ReportDocument.Section {
    let answers = content.answers
    guard answers.title != nil || answers.signature != nil else { return ReportDocument.Section("", []) }
    var blocks: [Block] = []
    if let s = answers.signature {
      // Of one that does not hold the past: it must not read as if it did.
      let isPast = ["void", "gone"].contains(s.state)
      let facts = [
        (isPast ? words("report.fact.was-signed-by") : words("report.fact.signed-by"), s.reader),
        (words("report.fact.at"), s.time), (words("report.fact.as"), s.meaning),
      ]
      blocks.append(.facts(facts.filter { !$0.1.isEmpty }.map { Fact($0.0, Cell($0.1)) }))
      for other in s.others { blocks.append(.paragraph(other.inWords.asSentence)) }
      if let remark = s.remark { blocks.append(.paragraph(remark.asSentence)) }
      if !s.numbers.isEmpty {
        let numbers = s.numbers.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
        blocks.append(.paragraph(words("report.signed-numbers", ["numbers": numbers])))
      }
    } else {
      let missing = answers.missing
      blocks.append(
        .paragraph(
          missing > 0 ? words("report.not-signed-missing", ["missing": missing]) : words("report.not-signed")))
    }
    if let trail = answers.trailRemark { blocks.append(.paragraph(trail.asSentence)) }
    if answers.reopenings > 0 {
      let reasons = Joint.clauses(answers.reopeningReasons)
      blocks.append(.paragraph(words("report.reopened", ["times": answers.reopenings, "reasons": reasons])))
    }
    for section in answers.sections {
      let items = section.items.filter { ![.notAsked, .unanswered].contains($0.state) }
      let open = section.items.filter { $0.state == .unanswered && !$0.isComputed }.map(\.title)
      let left = words("report.not-answered-list", ["questions": open.joined(separator: ", ")])
      guard !items.isEmpty else {
        if !open.isEmpty {
          blocks.append(.paragraph(words("report.section-left", ["section": section.title, "left": left])))
        }
        continue
      }
      let rows = items.map { item -> [Cell] in
        let text =
          switch item.state {
          case .answered, .computed: item.text.isEmpty ? "–" : item.text
          case .notAssessed: words("report.not-assessed")
          case .unanswered, .notAsked: words("report.not-answered")
          }
        return [Cell(item.title), Cell(text, isUnreviewed: item.isUnreviewed), Cell(item.note)]
      }
      let hasNotes = items.contains { !$0.note.isEmpty }
      let columns = [
        Column(words("report.column.question"), isNumber: false),
        Column(words("report.column.answer"), isNumber: false),
      ]
      blocks.append(
        .table(
          Table(
            section.title, columns + (hasNotes ? [Column(words("report.column.remark"), isNumber: false)] : []),
            hasNotes ? rows : rows.map { Array($0.prefix(2)) })))
      if !open.isEmpty { blocks.append(.paragraph(left)) }
    }
    let heading =
      answers.title.map { words("report.section.reading", ["title": $0]) } ?? words("report.section.reading-alone")
    return ReportDocument.Section(heading, blocks)
  }

  // MARK: Densities

  var densitySection: ReportDocument.Section {
    guard let (lungs, rest) = content.densities, let both = lungs.both else {
      return ReportDocument.Section(words("report.section.densities"), [])
    }
    // Densities rest on the lungs; those without lesion on the findings, too.
    let isProposed = content.extent?.lungsAreProposed == true
    let isSided = isProposed || content.sidesAreProposed
    let columns: [(values: QuantitativeCT.Values?, isUnreviewed: Bool)] = [
      (lungs.both, isProposed), (lungs.right, isSided), (lungs.left, isSided),
      (rest.both, content.lesionIsUnreviewed),
    ]
    let rows = DensityQuantity.rows(both).map { quantity in
      [Cell(quantity.label)]
        + columns.map { column -> Cell in
          guard let x = column.values.flatMap(quantity.value) else { return "–" }
          return Cell(NumberText.fixed(x, quantity.decimals), isUnreviewed: column.isUnreviewed)
        }
    }
    var blocks: [Block] = []
    if !content.badges.isEmpty { blocks.append(.list(content.badges)) }
    blocks.append(
      .table(
        Table(
          "",
          [Column(words("report.column.measure"), isNumber: false)]
            + [
              words("report.both-lungs"), words("report.column.right"), words("report.column.left"),
              words("report.column.without-lesion"),
            ].map { Column($0) }, rows)))
    return ReportDocument.Section(words("report.section.densities"), blocks)
  }

  // MARK: Lesions and measurements

  var lesionSection: ReportDocument.Section {
    let lesions = content.lesions
    guard !lesions.isEmpty else { return ReportDocument.Section(words("report.section.lesions"), []) }
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
          words("report.connected"),
          [
            Column("#"), Column(words("report.column.finding"), isNumber: false), Column("mL"),
            Column(words("report.column.slices")), Column(words("report.column.longest")),
            Column(words("report.column.across")), Column(words("report.column.on-slice")),
            Column(words("report.column.mean-hu")),
          ], rows))
    ]
    if left > 0 {
      let millilitres = lesions.dropFirst(rows.count).reduce(0) { $0 + $1.millilitres }
      blocks.append(.paragraph(words("report.more-lesions", ["count": left, "ml": Self.mL(millilitres)])))
    }
    return ReportDocument.Section(words("report.section.lesions"), blocks)
  }

  var measurementSection: ReportDocument.Section {
    var blocks: [Block] = []
    if !content.marks.measurements.isEmpty {
      let rows = content.marks.measurements.enumerated().map { n, each -> [Cell] in
        let m = each.measurement
        return [
          Cell("\(n + 1)"), Cell(Self.kind(m.shape)),
          Cell([m.name, m.finding].compactMap { $0 }.joined(separator: ", ")),
          Cell(Self.place(m)), Cell(Self.told(each.values)),
        ]
      }
      let columns =
        [Column("#")]
        + [
          words("report.column.kind"), words("report.column.of"), words("report.column.where"),
          words("report.column.value"),
        ].map { Column($0, isNumber: false) }
      blocks.append(.table(Table("", columns, rows)))
    }
    let landmarks = content.marks.landmarks.map(\.landmark)
    if !landmarks.isEmpty {
      let rows = landmarks.map { landmark -> [Cell] in
        let p = content.grid.affine.patient(of: landmark.point)
        let mm = [p.x, p.y, p.z].map { Cell(NumberText.fixed($0, 1)) }
        // A limit that a program has found is a proposal, like every number that rests on it.
        let isProposed = landmark.zoneSource.map { $0 != .reader } ?? false
        return [Cell(landmark.said, isUnreviewed: isProposed)] + mm
          + [Cell("\(landmark.voxel(in: content.grid.size).k + 1)", isUnreviewed: isProposed)]
      }
      blocks.append(
        .table(
          Table(
            words("report.landmarks"),
            [
              Column(words("report.column.name"), isNumber: false)
            ] + ["L", "P", "S"].map { Column(PatientSide.letter($0)) } + [Column(words("report.column.axial-slice"))],
            rows)))
    }
    return ReportDocument.Section(words("report.section.measurements"), blocks)
  }

  static func place(_ m: Measurement) -> String {
    guard let plane = m.plane, let slice = m.slice else { return words("report.between-slices") }
    return words("report.place", ["plane": plane.rawValue, "slice": slice + 1])
  }

  /// "ruler"
  static func kind(_ shape: Measurement.Shape) -> String { words("report.shape", ["shape": shape.rawValue]) }

  static func told(_ values: MeasuredValues?) -> String {
    switch values {
    case .length(let mm): "\(NumberText.fixed(mm, 1)) mm"
    case .axes(let long, let short, let degrees):
      "\(NumberText.fixed(long, 1)) × \(NumberText.fixed(short, 1)) mm, \(NumberText.fixed(degrees, 0))°"
    case .region(let r):
      words(
        "report.region",
        [
          "mean": NumberText.fixed(r.mean, 1), "sd": NumberText.fixed(r.sd, 1), "median": NumberText.fixed(r.median, 0),
          "area": NumberText.fixed(r.area, 1),
        ])
    case nil: "–"
    }
  }
}
