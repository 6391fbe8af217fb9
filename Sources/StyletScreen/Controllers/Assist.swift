import StyletBase
import StyletCore
import StyletImaging

/// A tool whose parameters a reader tunes on what it would draw, before it draws: a row of ``AssistTable``.
struct Assist: Sendable {
  /// A number, or one of several named values, that the arrows change.
  struct Parameter: Sendable {
    /// Stable: what its message is called: "tolerance".
    var id: String
    /// Behind its number: "mm".
    var unit: String
    /// What it begins with.
    var standard: Double
    var range: ClosedRange<Double>
    /// What an arrow adds.
    var step: Double
    /// Whether a step is a quarter of the value instead: for lengths and volumes over a wide range.
    var isGeometric = false
    /// What the arrows go round, in place of the range; none for a number.
    var options: [Option] = []
    /// What it begins with when not with what it was last taken with.
    var source = Source.last

    /// A value by its name: what the message of a choice is called ("on-whole"), or a finding's code.
    struct Option: Hashable, Sendable {
      var value: Double
      var name: String
    }

    enum Source: Sendable {
      /// What it was last taken with.
      case last
      /// Any finding of the table but the one drawn with; the value is the finding's.
      case otherFinding
      /// The ends of the gate, or of the finding's usual values while the gate is off.
      case lowest, highest
    }

    /// "radius 20 mm", "on the slice"
    func said(_ value: Double) -> String {
      let chosen = options.first { $0.value == value }?.name
      if source != .otherFinding, let chosen { return words("assist-choice.\(chosen)") }
      let unit = unit == "HU" ? PanelText.hu : unit
      let number = NumberText.trimmed(value) + (unit.isEmpty ? "" : " \(unit)")
      return words("assist-parameter.\(id)", ["value": source == .otherFinding ? chosen ?? "–" : number])
    }

    func stepped(_ value: Double, by n: Int) -> Double {
      if !options.isEmpty {
        let at = options.firstIndex { $0.value == value } ?? 0
        return options[((at + n) % options.count + options.count) % options.count].value
      }
      var value = value
      if isGeometric {
        for _ in 0..<min(abs(n), 100) {
          value = n > 0 ? max(value * 1.25, value + step) : min(value / 1.25, value - step)
          value = (value / step).rounded() * step
        }
      } else {
        value += Double(n) * step
      }
      return min(max(value, range.lowerBound), range.upperBound)
    }
  }

  /// Stable: what its command and `.` call it by.
  let id: String
  /// "Grow"
  var title: String { words("assist.\(id)") }
  var parameters: [Parameter]
  /// Whether it may take longer than a reader waits: then it works in the background, with progress, and can be left.
  var isLong = false
  /// The tool for parameters in the order of ``parameters``, at a voxel.
  /// - Throws: a ``Failure`` when it makes no sense here, with what to do.
  let tool: @Sendable (_ values: [Double], _ at: VoxelIndex, _ context: ToolContext) throws -> any Tool
  /// With which values a long tool is quick all the same: on a slice.
  var isQuick: @Sendable (_ values: [Double]) -> Bool = { _ in false }

  /// "tolerance 150 HU, radius 20 mm"
  func said(_ values: [Double], chosen: Int? = nil) -> String {
    zip(parameters, values).enumerated().map { n, pair in
      let text = pair.0.said(pair.1)
      return n == chosen && parameters.count > 1 ? "‹\(text)›" : text
    }.joined(separator: ", ")
  }
}

extension Assist {
  /// The tool as it begins with a finding, and its values then: those it was last taken with, but where a parameter
  /// hangs on the finding.
  /// - Parameter usual: HU that the finding usually has; nil when that is not known.
  func begun(
    with tool: ToolState, _ table: LabelTable, usual: ClosedRange<Double>?, last: [Double]?
  ) -> (Assist, [Double]) {
    var assist = self
    var values = last ?? parameters.map(\.standard)
    let at = table.findings.firstIndex { $0.value == tool.finding } ?? 0
    let band = tool.gated ? tool.gate : usual ?? tool.gate
    for n in parameters.indices {
      let range = parameters[n].range
      switch parameters[n].source {
      case .last: break
      case .otherFinding:
        // the next one of the list first: what a finding turns into mostly stands after it
        let others = (table.findings[at...].dropFirst() + table.findings[..<at]).filter { $0.value != tool.finding }
        assist.parameters[n].options = others.map { Parameter.Option(value: Double($0.value), name: $0.code) }
        if !others.contains(where: { Double($0.value) == values[n] }) { values[n] = Double(others.first?.value ?? 0) }
      case .lowest: values[n] = min(max(band.lowerBound, range.lowerBound), range.upperBound)
      case .highest: values[n] = min(max(band.upperBound, range.lowerBound), range.upperBound)
      }
    }
    return (assist, values)
  }
}

/// The assisted tools. A new one is a row of its group in `Controllers/Assists/` and a command.
enum AssistTable {
  static let all: [Assist] = growing + interpolation + shaping

  static func assist(_ id: String) -> Assist? { all.first { $0.id == id } }
}

extension Assist.Parameter {
  static func tolerance(_ hu: Double) -> Self {
    Self(id: "tolerance", unit: "HU", standard: hu, range: 0...4000, step: 25)
  }

  /// One of several names; its value is their number, from 0.
  static func choice(_ names: [String], standard: Int = 0) -> Self {
    Self(
      id: "choice", unit: "", standard: Double(standard), range: 0...Double(names.count - 1), step: 1,
      options: names.enumerated().map { Option(value: Double($0), name: $1) })
  }

  static func length(_ id: String, _ mm: Double) -> Self {
    Self(id: id, unit: "mm", standard: mm, range: 1...300, step: 1, isGeometric: true)
  }
}
