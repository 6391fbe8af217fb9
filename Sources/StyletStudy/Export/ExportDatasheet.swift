import StyletBase

/// A datasheet of the set (Gebru et al., Datasheets for Datasets, 2021), in Markdown: what is known of it, and of what
/// is not, that it is not. In English, as all data are, in every language of the program.
struct ExportDatasheet {
  private let set: ExportedSet
  private static let unknown = "Not stated by the study."

  init(_ set: ExportedSet) { self.set = set }

  // MARK: Facts

  private func count(_ n: Int, _ one: String, _ many: String) -> String { "\(n) \(n == 1 ? one : many)" }

  private var composition: String {
    let test = set.cases.count { $0.part == .test }
    let parts = test == 0 ? "" : " \(count(test, "case is", "cases are")) for the test."
    return "\(count(set.cases.count, "chest CT scan", "chest CT scans")) of "
      + "\(count(set.patients.count, "patient", "patients")) from \(count(set.sites.count, "site", "sites")).\(parts)"
  }

  private var annotation: String {
    let sources = ExportedContent.Source.allCases.compactMap { source -> String? in
      let n = set.cases.count { $0.content.source == source }
      return n == 0 ? nil : "\(source.rawValue) \(n)"
    }
    let form = set.study.protocolInForce.map { " by the protocol \($0.reference.id), version \($0.reference.version)" }
    let earlier = set.study.protocols.dropLast().map { "\($0.reference.version)" }
    let before = earlier.isEmpty
      ? ""
      : " What was begun before it came followed version \(earlier.joined(separator: ", ")): questions that "
        + "versions do not share are null where they were not asked, and are not compared."
    return "\(count(set.readers.count, "reader", "readers")) outlined findings slice by slice\(form ?? "") and signed "
      + "each reading. Where the drawing comes from: \(sources.joined(separator: ", "))."
      + before
  }

  private var rule: String {
    let rule = set.rule
    let alike = rule.answers.isEmpty ? "" : ", and answer \(rule.answers.joined(separator: ", ")) alike"
    return "Only readings that are sealed and signed are here. Where several readers have read a case, any two have a "
      + "Dice of the lesion of \(rule.dice) or more and differ by at most \(rule.extent) percentage points of the lungs"
      + "\(alike); else the case was adjudicated, or is left out. Voxels that readers leave undecided, and slices that "
      + "nobody has read, have the value \(set.labels.ignore) (ignore)."
  }

  private var leftOut: String {
    let reasons = LeftOutCase.Reason.allCases.compactMap { reason -> String? in
      let n = set.leftOut.count { $0.reason == reason }
      return n == 0 ? nil : "\(reason.rawValue) \(n)"
    }
    guard !reasons.isEmpty else { return "No case of the study is left out." }
    return "\(count(set.leftOut.count, "case", "cases")) of the study left out: \(reasons.joined(separator: ", "))."
  }

  private var missing: String {
    "What was not asked, not answered or not to be judged is null (an empty cell, n/a), never 0. Free text is left out."
  }

  private var privacy: String {
    let images =
      switch set.images {
      case .none: "Scans are not included."
      case .link: "Scans are links to where they lie: they do not leave with a copy that does not follow links."
      case .copy: "Scans are written anew: voxels and geometry, nothing else of their headers."
      }
    return "Patients, scans, sites and readers have pseudonyms, made by a key that stays with the study. No date, no "
      + "patient number, no file name. \(images) Answers are as they were given: where the protocol asks for age, sex "
      + "or laboratory values, they are here. Faces and text burned into voxels are not looked for."
  }

  private var splits: String {
    let lots = set.lots
    let test = lots.testOneOf == 0 ? "none" : "one patient in \(lots.testOneOf)"
    return "By patient, by lot within each site, seed \(lots.seed): test \(test); training in "
      + "\(count(lots.folds, "fold", "folds")). A later export moves nobody."
  }

  private var proposals: String {
    switch set.study.rulesInForce.proposals {
    case .off: "None: readers were shown no automatic proposal."
    case .after: "Stylet's proposals, shown once the reading without them was sealed."
    case .first: "Stylet's proposals, shown from the beginning."
    }
  }

  /// The part on responsible AI, by its names.
  var responsible: [(name: String, value: JSONValue)] {
    func counted(_ values: [Int]) -> String {
      let (low, high) = (values.min() ?? 0, values.max() ?? 0)
      return low == high ? "\(low)" : "\(low) to \(high)"
    }
    return [
      ("dataCollectionMissingData", .string(missing)),
      ("dataAnnotationProtocol", .string(annotation + " " + rule)),
      ("dataAnnotationPlatform", .string("stylet \(Release.version)")),
      ("annotationsPerItem", .string(counted(set.cases.map(\.readers.count)))),
      ("machineAnnotationTools", .string(proposals)),
      ("dataManipulationProtocol", .string(splits)),
      ("dataLimitations", .string(leftOut + " " + ResearchUse.inData)),
      ("personalSensitiveInformation", .string(privacy)),
    ]
  }

  // MARK: Text

  var text: String {
    let labels = set.labels.classes.map { "| \($0.value) | \(cell($0.code)) | \(cell($0.name)) |\n" }.joined()
      + "| \(set.labels.ignore) | ignore | says nothing |\n"
    let sites = set.sites.map { site in
      let own = set.cases.filter { $0.site == site }
      return "| \(site) | \(Set(own.map(\.patient)).count) | \(own.count) |\n"
    }
    let sections: [(title: String, answers: [(question: String, answer: String)])] = [
      ("Motivation", [
        ("For what purpose was it made?", Self.unknown), ("Who made it, and who paid for it?", Self.unknown),
      ]),
      ("Composition", [
        ("What is in it?", composition + " " + leftOut),
        ("By site:", "\n\n| site | patients | scans |\n| --- | --- | --- |\n" + sites.joined()),
        ("What is each labelled with?", "\n\n| value | code | finding |\n| --- | --- | --- |\n" + labels),
        ("What is missing?", missing), ("Which splits are recommended?", splits),
        ("Does it tell who people are?", privacy),
        ("Which groups of people does it contain, and in what shares?", Self.unknown),
      ]),
      ("Collection", [
        ("How were scans chosen, when, and by whom?", Self.unknown),
        ("Did an ethics board review it, and did people consent?", Self.unknown),
      ]),
      ("Labelling", [
        ("How was it labelled?", annotation), ("By what rule do labels count?", rule),
        ("Which automatic tools were used?", proposals),
        ("What was done to the scans?", "Nothing: masks lie on their own grid, and nothing is resampled."),
      ]),
      ("Uses", [
        ("What is it for?", ResearchUse.inData), ("What has it been used for?", Self.unknown),
        ("What should it not be used for?", "Diagnosis and treatment of patients."),
      ]),
      ("Distribution", [
        ("Under what licence?", set.licence.map(cell) ?? Self.unknown), ("To whom, how and when?", Self.unknown),
        ("How is it known to be whole?", "`manifest.json` has the SHA-256 of each file."),
      ]),
      ("Maintenance", [("Who maintains it, and how are errors mended?", Self.unknown)]),
    ]
    let body = sections.map { section in
      "## \(section.title)\n\n" + section.answers.map { one in
        // A table stands below its title.
        "**\(one.question)**" + (one.answer.hasPrefix("\n") ? one.answer + "\n" : " \(one.answer)\n\n")
      }.joined()
    }
    return "# Datasheet: \(cell(set.study.title))\n\n\(ResearchUse.inData)\n\n" + body.joined()
  }

  /// Text of a file in Markdown: nothing of it is taken for a sign.
  private func cell(_ text: String) -> String {
    text.escapedForCell.reduce(into: "") { out, c in
      if "\\`*_[]<>|#".contains(c) { out.append("\\") }
      out.append(c)
    }
  }
}
