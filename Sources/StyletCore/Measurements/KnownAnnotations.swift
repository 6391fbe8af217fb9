import StyletBase
import StyletImaging

/// The measurements and landmarks of ``Annotations`` that this program understands, with their numbers.
public struct KnownAnnotations: Sendable {
  public struct Measured: Hashable, Sendable {
    /// Its place in the list of the project.
    public var at: Int
    public var measurement: Measurement
    public var values: MeasuredValues?

    public init(at: Int, measurement: Measurement, values: MeasuredValues?) {
      self.at = at
      self.measurement = measurement
      self.values = values
    }
  }

  public struct Marked: Hashable, Sendable {
    /// Its place in the list of the project.
    public var at: Int
    public var landmark: Landmark

    public init(at: Int, landmark: Landmark) {
      self.at = at
      self.landmark = landmark
    }
  }

  public private(set) var measurements: [Measured] = []
  public private(set) var landmarks: [Marked] = []
  /// What was worked out, by entry: after a change only the new ones cost.
  private var known: [JSONValue: Measured] = [:]

  public init() {}

  public var isEmpty: Bool { measurements.isEmpty && landmarks.isEmpty }

  /// Cost: the lists, and the regions of measurements that are new.
  package mutating func update(_ annotations: Annotations, _ volume: Volume) {
    let before = known
    known = [:]
    measurements = []
    for (at, entry) in annotations.measurements.enumerated() {
      var measured = before[entry]
      if measured == nil || (measured?.values == nil && volume.isComplete) {
        measured = Measurement(entry, on: volume.grid).map {
          Measured(at: at, measurement: $0, values: $0.values(in: volume))
        }
      }
      guard var measured else { continue }
      measured.at = at
      known[entry] = measured
      measurements.append(measured)
    }
    landmarks = annotations.landmarks.enumerated().compactMap { at, entry in
      Landmark(entry, on: volume.grid).map { Marked(at: at, landmark: $0) }
    }
  }
}
