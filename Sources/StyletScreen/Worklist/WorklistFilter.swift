import Glibc
import StyletBase

/// Finds the rows that say all words of what was typed. Cost: a pass over the texts a word, some MB a ms.
struct WorklistFilter {
  /// What rows say, in small letters, one behind the other, an end of line behind each.
  private var texts: [UInt8] = []
  /// Where each row's text begins.
  private var begins: [Int] = []

  /// - Parameter said: of a row, all that can be looked for.
  init(_ rows: [WorklistRow], _ said: (WorklistRow) -> String) {
    begins.reserveCapacity(rows.count)
    for row in rows {
      begins.append(texts.count)
      texts += said(row).lowercased().utf8.map { $0 == 10 ? 32 : $0 }
      texts.append(10)
    }
  }

  /// In their order; all of them where nothing was typed.
  func rows(_ typed: String) -> [Int] {
    let words = typed.lowercased().split(separator: " ").map { Array($0.utf8) }
    return words.reduce(Array(begins.indices)) { left, word in left.isEmpty ? left : rows(with: word, of: left) }
  }

  private func rows(with word: [UInt8], of rows: [Int]) -> [Int] {
    texts.withUnsafeBytes { texts in
      rows.filter { row in
        let end = row + 1 < begins.count ? begins[row + 1] : texts.count
        return Self.isFound(word, in: UnsafeRawBufferPointer(rebasing: texts[begins[row]..<end]))
      }
    }
  }

  private static func isFound(_ word: [UInt8], in text: UnsafeRawBufferPointer) -> Bool {
    guard var at = text.baseAddress, let first = word.first else { return true }
    var left = text.count - word.count + 1
    while left > 0, let found = memchr(at, Int32(first), left) {
      if memcmp(found, word, word.count) == 0 { return true }
      left -= UnsafeRawPointer(found) - at + 1
      at = UnsafeRawPointer(found) + 1
    }
    return false
  }
}
