import StyletCore

/// A tool whose parameters a reader tunes on what it would draw, before it draws: a row of ``AssistTable``.
struct Assist: Sendable {
  /// A number that the arrows change.
  struct Parameter: Sendable {
    /// "tolerance"
    var name: String
    /// "HU"
    var unit: String
    /// What it begins with.
    var standard: Double
    var range: ClosedRange<Double>
    /// What an arrow adds.
    var step: Double
    /// Whether a step is a quarter of the value instead: for lengths and volumes over a wide range.
    var isGeometric = false

    func stepped(_ value: Double, by n: Int) -> Double {
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
  let title: String
  let parameters: [Parameter]
  /// Whether it may take longer than a reader waits: then it works beside the screen, with progress, and can be left.
  var isLong = false
  /// The tool for parameters in the order of ``parameters``, at a voxel.
  /// - Throws: a ``Failure`` when it makes no sense here, with what to do.
  let tool: @Sendable (_ values: [Double], _ at: VoxelIndex, _ context: ToolContext) throws -> any Tool

  /// "tolerance 150 HU, radius 20 mm"
  func words(_ values: [Double], chosen: Int? = nil) -> String {
    zip(parameters, values).enumerated().map { n, pair in
      let text = "\(pair.0.name) \(NumberText.trimmed(pair.1))" + (pair.0.unit.isEmpty ? "" : " \(pair.0.unit)")
      return n == chosen && parameters.count > 1 ? "‹\(text)›" : text
    }.joined(separator: ", ")
  }
}

/// The assisted tools. A new one is a row of its group in `Workstation/Assists/` and a command.
enum AssistTable {
  static let all: [Assist] = growing + interpolation

  static func assist(_ id: String) -> Assist? { all.first { $0.id == id } }
}

extension Assist.Parameter {
  static func tolerance(_ hu: Double) -> Self {
    Self(name: "tolerance", unit: "HU", standard: hu, range: 0...4000, step: 25)
  }

  static func length(_ name: String, _ mm: Double) -> Self {
    Self(name: name, unit: "mm", standard: mm, range: 1...300, step: 1, isGeometric: true)
  }
}
