import StyletBase
import StyletCore

/// Numbers that a project states, held to what they can be: one table for all of its members, by what they are called.
///
/// What the program goes by is an error: a report must not have a negative volume from a file that was changed by hand.
/// What is derived anew at each save is remarked.
struct StatedNumbers {
  private let project: Project
  private let log: ProblemLog
  /// All of the scan, mL; what is found on a coarser lattice may reach beyond its edges.
  private let whole: Double
  /// mL: a cubic metre is no patient's.
  private static let mostMillilitres = 1e6

  /// - Parameter project: read, with all that it says.
  static func check(_ project: Project, _ log: ProblemLog) {
    let whole = Double(project.scan.grid.size.count) * project.scan.grid.voxelVolume / 1000
    StatedNumbers(project: project, log: log, whole: whole).check()
  }

  private func check() {
    for (n, entry) in project.proposal.enumerated() { proposal(entry, "proposal[\(n)]") }
    for (n, entry) in project.comparison.enumerated() { walk(entry, "comparison[\(n)]", .error) }
    for (n, entry) in project.lungs.enumerated() { lungs(entry, "lungs[\(n)]") }
    walk(.object(project.extent), "extent", .warning)
  }

  /// Entries of other forms are another program's.
  private func proposal(_ entry: JSONValue, _ place: String) {
    guard let object = entry.object else { return }
    if object["action"]?.string == "accepted" {
      walk(object["findings"] ?? .null, place + ".findings", .error)
    } else if object["action"] == nil, object["source"]?.string != nil, object["ml"] != nil {
      walk(entry, place, .error)
    }
  }

  private func lungs(_ entry: JSONValue, _ place: String) {
    guard let object = entry.object, object["source"]?.string.flatMap(LungRecord.Source.init(rawValue:)) != nil else {
      return
    }
    for (n, row) in (object["air"]?.array ?? []).enumerated() {
      // A kind of another version may be anything.
      guard row.object?["kind"]?.string.flatMap(AirAccount.Kind.init(rawValue:)) != nil else { continue }
      walk(row, "\(place).air[\(n)]", .error)
    }
    for (n, badge) in (object["badges"]?.array ?? []).enumerated() {
      walk(badge, "\(place).badges[\(n)]", .error)
    }
    for (n, word) in (object["accepted"]?.array ?? []).enumerated() {
      proposal(word, "\(place).accepted[\(n)]")
    }
  }

  /// All members at any depth that are called as a number is.
  private func walk(_ value: JSONValue, _ place: String, _ weight: ProjectProblem.Weight) {
    switch value {
    case .array(let list):
      for (n, element) in list.enumerated() { walk(element, "\(place)[\(n)]", weight) }
    case .object(let object):
      for member in object.members {
        let place = "\(place).\(member.name)"
        if let range = range(of: member.name, isDerived: weight == .warning) {
          hold(member.value, to: range, place, weight)
          if member.name.hasSuffix("_interval") { ascending(member.value, place, weight) }
        } else {
          walk(member.value, place, weight)
        }
      }
    default: break
    }
  }

  /// A number, a list of them, or null where there is none.
  private func hold(
    _ value: JSONValue, to range: ClosedRange<Double>, _ place: String, _ weight: ProjectProblem.Weight
  ) {
    switch value {
    case .null:
      guard weight == .error, !place.hasSuffix("_interval") else { return }
      return log.add(ProjectProblem(.warning, at: place, "a number was expected; what it is of is not used"))
    case .array(let list):
      for (n, element) in list.enumerated() { hold(element, to: range, "\(place)[\(n)]", weight) }
      return
    case .number(let number):
      if let x = number.double, range.contains(x) {
        if range == Self.volumes, x > 2 * whole + 1 {
          log.add(ProjectProblem(.warning, at: place, "\(number.text.prefix(24)) mL are more than the scan has"))
        }
        return
      }
    case .object: return walk(value, place, weight)
    default: break
    }
    let found = if case .number(let number) = value { String(number.text.prefix(24)) } else { value.kind }
    let ends = (Int(range.lowerBound), Int(range.upperBound))
    let wanted = "a number from \(ends.0) to \(ends.1) was expected, here is \(found)"
    let remedy = weight == .error ? "" : "; opening and saving states it anew"
    log.add(ProjectProblem(weight, at: place, wanted + remedy))
  }

  private func ascending(_ value: JSONValue, _ place: String, _ weight: ProjectProblem.Weight) {
    guard case .array(let list) = value else { return }
    let numbers = list.compactMap(\.double)
    guard list.count != 2 || numbers.count == 2 && numbers[0] > numbers[1] else { return }
    log.add(ProjectProblem(weight, at: place, "the least and the most were expected, in this order"))
  }

  private static let volumes = 0...mostMillilitres
  /// Rounding may lead a little beyond.
  private static let percentages = 0...100.001

  /// What numbers of a name can be; nil of names that are no number's, or may be any. The values of a scan that is no
  /// CT may be large.
  private func range(of name: String, isDerived: Bool) -> ClosedRange<Double>? {
    switch name {
    case "ml", "millilitres", "ml_interval", "volume_ml", "gas_ml", "lung_ml": Self.volumes
    case "voxels", "lung_voxels": 0...Double(project.scan.grid.size.count)
    case "label": 1...255
    case "mass_g", "sd_hu", "count", "squareCentimetres", "millimetres": 0...1e12
    case "mean", "minimum", "maximum", "mean_hu", "min_hu", "max_hu", "perc15_hu", "density_g_l": -1e12...1e12
    // Of lungs' remarks it may be of what there was before.
    case "percent": isDerived ? Self.percentages : 0...1e6
    default: name.hasSuffix("_percent") ? Self.percentages : nil
    }
  }
}
