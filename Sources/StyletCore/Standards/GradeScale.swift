/// A scale that makes grades of a number: of a percentage, of a sum, of a value.
public struct GradeScale: Hashable, Sendable {
  public struct Grade: Hashable, Sendable {
    public var grade: Int
    public var name: String
    /// Where it ends towards greater numbers: ``HUBand/End/closed(_:)`` belongs to it; the last grade has no end.
    public var end: HUBand.End
  }

  public var name: String
  /// In ascending order, of the numbers and of the grades.
  public var grades: [Grade]

  /// The grade of a number, which must not be rounded before; a number is never NaN.
  public func grade(of number: Double) -> Grade {
    grades.first { !HUBand(.none, $0.end).isPassed(by: number) } ?? grades[grades.count - 1]
  }

  /// The grade of that value, for its name.
  public subscript(grade: Int) -> Grade? { grades.first { $0.grade == grade } }
}
