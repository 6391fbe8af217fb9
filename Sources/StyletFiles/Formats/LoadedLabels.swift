import StyletImaging

/// A mask that was read.
public struct LoadedLabels: Sendable {
  /// In canonical order, on `description.grid`.
  public var labels: LabelMap
  /// The labels found, ascending, without 0.
  public var values: [UInt8]
  /// What the file says of them; empty when it has numbers alone.
  public var segments: [Segment]
  public var description: ImageDescription

  public init(labels: LabelMap, values: [UInt8], segments: [Segment] = [], description: ImageDescription) {
    self.labels = labels
    self.values = values
    self.segments = segments
    self.description = description
  }
}
