/// What was done to a reading, by kind.
struct ReadingChanges: Equatable {
  var answers = 0
  var signatures = 0
  var reopenings = 0
  /// Another protocol, or another file of it, is followed.
  var protocols = 0

  var isEmpty: Bool { self == ReadingChanges() }
}
