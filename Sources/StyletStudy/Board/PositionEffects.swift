import StyletAgreement
import StyletBase

/// Whether readings take longer, or err more, early or late: time on task and gold by the place in a session and by the
/// hour. It describes; who reads when is no lot that was drawn, so that no cause follows.
public struct PositionEffects: Sendable {
  /// Readings of one part of a session, or of the day.
  public struct Part: Hashable, Sendable {
    /// Positions base 1, or hours 0…23 UTC.
    public var range: ClosedRange<Int>
    /// Sealed in it, and by how many readers.
    public var readings = 0, readers = 0
    /// Those whose time is known: median and middle half, seconds.
    public var timed = 0
    public var median: Double?
    public var quartiles: ClosedRange<Double>?
    /// A reader's median here by his median of all: the median over readers, so that it is not who reads much that is
    /// seen; with its interval (``OrderStatistics/medianInterval``).
    public var ratio: Double?
    public var ratioReaders = 0
    public var ratioInterval: ClosedRange<Double>?
    /// Gold readings that were judged, and those of them that were not right.
    public var judged = 0, wrong = 0

    /// Wilson's of the errors, as if each reading stood alone; nil of none.
    public var wrongInterval: ClosedRange<Double>? {
      judged > 0 ? StudyPrecision.interval(Double(wrong) / Double(judged), of: judged) : nil
    }
  }

  /// Fewer readings of a reader say nothing of his middle.
  public static let leastReadings = 3
  public static let positions = [1...5, 6...10, 11...20, 21...40, 41...Int.max]
  public static let hours = stride(from: 0, to: 24, by: 3).map { $0...$0 + 2 }

  /// Those in which something was sealed.
  public let byPosition, byHour: [Part]

  /// - Parameters:
  ///   - readers: the readings of each.
  ///   - isRight: of a gold reading; nil of what is none, or was not judged.
  public init(_ readers: [[ReadingSessions.Reading]], isRight: (Alias) -> Bool?) {
    let all = readers.map { own in own.map { (reading: $0, isRight: isRight($0.alias)) } }
    let medians = readers.map { OrderStatistics($0.compactMap(\.seconds).map(Double.init)).median }
    func parts(_ ranges: [ClosedRange<Int>], _ place: (ReadingSessions.Reading) -> Int) -> [Part] {
      ranges.compactMap { range in
        var part = Part(range: range), seconds: [Double] = [], ratios: [Double] = []
        for (own, median) in zip(all, medians) {
          let here = own.filter { range.contains(place($0.reading)) }
          guard !here.isEmpty else { continue }
          part.readers += 1
          part.readings += here.count
          part.judged += here.count { $0.isRight != nil }
          part.wrong += here.count { $0.isRight == false }
          let times = here.compactMap(\.reading.seconds).map(Double.init)
          seconds += times
          guard times.count >= Self.leastReadings, let median, median > 0 else { continue }
          if let here = OrderStatistics(times).median { ratios.append(here / median) }
        }
        guard part.readings > 0 else { return nil }
        let times = OrderStatistics(seconds), relative = OrderStatistics(ratios)
        (part.timed, part.median, part.quartiles) = (times.count, times.median, times.quartiles)
        (part.ratio, part.ratioReaders) = (relative.median, relative.count)
        part.ratioInterval = relative.medianInterval
        return part
      }
    }
    byPosition = parts(Self.positions, \.position)
    byHour = parts(Self.hours, \.hour)
  }
}
