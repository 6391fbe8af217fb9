import StyletBase
import StyletFiles
import StyletStudy

/// `triage/clinical.csv`: a row a case, by its name in the study or by an alias of any reader. The first row names the
/// columns, in any order; an empty cell is not known. What is no number, or beyond what a body can have, is refused with
/// its line: a slip of the pen must not decide who waits.
public struct ClinicalTable: Sendable {
  public private(set) var rows: [CaseID: ClinicalFields] = [:]
  /// Names of rows that are neither a case of the study nor an alias.
  public private(set) var unknown: [String] = []

  public enum Column: String, Sendable, CaseIterable {
    case caseName = "case"
    case age, spo2
    case oxygen = "oxygen_l_min"
    case respiratoryRate = "respiratory_rate", heartRate = "heart_rate"
    case systolic, temperature, comorbidities
    case alert, news2, urgent, emergency
  }

  public static let largestFile = 64 << 20

  /// - Parameters:
  ///   - names: what a row's name stands for.
  /// - Throws: a ``Failure`` with the line: a column that is not known, a value that is none, a case that stands twice.
  public init(_ path: String, names: (String) -> CaseID?) throws {
    let bytes = try SafeFile.read(path, limit: Self.largestFile).bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.wrong(path, "line 1", words("triage.not-text"))
    }
    var columns: [Column] = []
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (n, scalars) in lines.enumerated() {
      let line = String(scalars).trimmed, place = "line \(n + 1)"
      if line.isEmpty { continue }
      guard let cells = CSVText.firstRow(of: line)?.map(\.trimmed) else {
        throw Self.wrong(path, place, words("triage.clinical.quote"))
      }
      if columns.isEmpty {
        columns = try Self.columns(cells, path, place)
      } else {
        try add(cells, columns, path, place, names)
      }
    }
  }

  private static func wrong(_ path: String, _ place: String, _ what: String) -> Failure {
    Failure(.badData, path: path, what, at: place, advice: words("error.correct-there"))
  }

  private static func columns(_ cells: [String], _ path: String, _ place: String) throws -> [Column] {
    let known = Column.allCases.map(\.rawValue).joined(separator: ", ")
    // A spreadsheet may begin a file with a byte order mark.
    let columns = try cells.map { cell in
      guard let column = Column(rawValue: cell.replacing("\u{feff}", with: "").lowercased()) else {
        throw wrong(path, place, words("triage.clinical.column", ["known": known]))
      }
      return column
    }
    guard Set(columns).count == columns.count, columns.contains(.caseName) else {
      throw wrong(path, place, words("triage.clinical.columns"))
    }
    return columns
  }

  private mutating func add(
    _ cells: [String], _ columns: [Column], _ path: String, _ place: String, _ names: (String) -> CaseID?
  ) throws {
    guard cells.count == columns.count else {
      throw Self.wrong(path, place, words("triage.clinical.cells", ["here": cells.count, "wanted": columns.count]))
    }
    var fields = ClinicalFields(), name = ""
    for (column, cell) in zip(columns, cells) where !cell.isEmpty {
      func number(_ range: ClosedRange<Double>) throws -> Double {
        guard let x = PlainNumber.decimal(cell), range.contains(x) else {
          throw Self.wrong(path, place, words("triage.clinical.number", [
            "column": column.rawValue, "low": NumberText.trimmed(range.lowerBound),
            "high": NumberText.trimmed(range.upperBound),
          ]))
        }
        return x
      }
      func isYes() throws -> Bool {
        switch cell.lowercased() {
        case "yes", "true", "1": return true
        case "no", "false", "0": return false
        default: throw Self.wrong(path, place, words("triage.clinical.yes", ["column": column.rawValue]))
        }
      }
      switch column {
      case .caseName: name = cell
      case .age: fields.age = try number(0...130)
      case .spo2: fields.spo2 = try number(20...100)
      case .oxygen: fields.oxygen = try number(0...100)
      case .respiratoryRate: fields.respiratoryRate = try number(1...100)
      case .heartRate: fields.heartRate = try number(1...300)
      case .systolic: fields.systolic = try number(20...350)
      case .temperature: fields.temperature = try number(20...45)
      case .comorbidities: fields.comorbidities = try number(0...50)
      case .news2: fields.givenNEWS2 = Int(try number(0...20))
      case .alert: fields.isAlert = try isYes()
      case .urgent: fields.isUrgent = try isYes()
      case .emergency: fields.isEmergency = try isYes()
      }
    }
    guard let id = names(name) else { return unknown.append(name) }
    guard rows.updateValue(fields, forKey: id) == nil else {
      throw Self.wrong(path, place, words("triage.clinical.twice"))
    }
  }
}
