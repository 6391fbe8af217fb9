/// What a frame of a worklist shows, as plain values.
struct WorklistModel {
  struct Line: Equatable {
    var label: String
    var text: String
    /// In characters, base 0.
    var cursor: Int
  }

  var title: String
  var reader: String
  var progress: WorklistProgress
  /// Those in sight.
  var rows: [WorklistRow]
  /// The place of the first of them in the list, base 0.
  var first: Int
  /// How many the list has, and how many there are in all.
  var count: Int
  var all: Int
  /// The place of the row chosen, base 0.
  var selected: Int
  var today: String
  /// That the list is not in the order in which it should be.
  var alert: String?
  var filter = ""
  var line: Line?
  var notice: Notice?
  var pending = ""
  var help: (sections: [HelpSection], scroll: Int)?
}
