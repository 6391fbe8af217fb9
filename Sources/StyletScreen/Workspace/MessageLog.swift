/// What was said to the reader, newest last: a message is gone at the next key, and may have been too long for its line.
struct MessageLog: Equatable {
  static let most = 200
  private(set) var notices: [Notice] = []

  /// The same message said again at once is kept once; of progress the newest word on each task alone.
  mutating func keep(_ notice: Notice) {
    guard !notice.text.isEmpty, notice != notices.last else { return }
    if let task = notice.progress { notices.removeAll { $0.progress == task } }
    notices.append(notice)
    if notices.count > Self.most { notices.removeFirst(notices.count - Self.most) }
  }
}
