/// A number type that voxels are stored in.
enum ElementType: String, CaseIterable, Sendable {
  case int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32, float64

  /// Bytes of one number.
  var size: Int {
    switch self {
    case .int8, .uint8: 1
    case .int16, .uint16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    }
  }

  var isFloat: Bool { self == .float32 || self == .float64 }

  /// Whether every number of the type is an Int16.
  var fitsSamples: Bool { self == .int8 || self == .uint8 || self == .int16 }
}
