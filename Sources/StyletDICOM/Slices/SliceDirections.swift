import StyletImaging

/// The directions of a slice's rows and columns as unit vectors at right angles (PS3.3 C.7.6.2.1.1).
///
/// Files write them with few digits: 0.70 and 0.70 are a unit vector of length 0.99, which taken as it stands would make
/// every voxel a hundredth smaller. Lengths are brought to 1; what is left of the angle is taken off the column.
struct SliceDirections {
  let row: PatientPoint
  let column: PatientPoint

  /// How far a length may be from 1, and the cosine of the angle from 0: two digits' worth.
  private static let slack = 0.02
  /// Directions nearer than this to one another, as unit vectors, are one: 0.1 degrees, a millimetre across a body.
  static let same = 0.00175
  /// The cosine of some 5 degrees: slices whose normals are nearer to one another may be of one stack.
  static let parallel = 0.996

  /// nil unless they are nearly unit vectors and nearly at right angles.
  init?(row: PatientPoint, column: PatientPoint) {
    let lengths = (length(row), length(column))
    guard abs(lengths.0 - 1) < Self.slack, abs(lengths.1 - 1) < Self.slack, abs(dot(row, column)) < Self.slack else {
      return nil
    }
    let along = row / lengths.0
    let across = column / lengths.1
    let right = across - along * dot(across, along)
    self.row = along
    self.column = right / length(right)
  }
}
