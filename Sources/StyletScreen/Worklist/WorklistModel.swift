/// What a frame of a worklist shows, as plain values.
struct WorklistModel {
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
  var said = ScreenSaid()
}
