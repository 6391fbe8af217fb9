/// Long texts in short lines.
public enum Wrapping {
  /// Words in lines of at most `width` columns; a longer word is broken, behind a bar or else a hyphen where it
  /// has one. A mark that stands apart from its word, as in French, stays on its line.
  public static func lines(_ text: String, _ width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines = [String]()
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in words(paragraph) {
        var rest = Substring(word)
        if !line.isEmpty, line.count + 1 + rest.count > width {
          lines.append(line)
          line = ""
        }
        while rest.count > width {
          let most = rest.prefix(width)
          let bar = most.lastIndex(of: "|") ?? most.dropFirst(2).lastIndex(of: "-")
          let part = bar.map { most[...$0] } ?? most
          lines.append(String(part))
          rest = rest.dropFirst(part.count)
        }
        line += (line.isEmpty ? "" : " ") + rest
      }
      lines.append(line)
    }
    return lines
  }

  /// Those of a paragraph, each with the marks that belong to it: no line begins with the "%" of a number.
  public static func words(_ paragraph: Substring) -> [String] {
    var words: [String] = []
    for word in paragraph.split(separator: " ") {
      let isMark = word.first.map { ";:!?»%".contains($0) } ?? false, isOpen = words.last?.last == "«"
      if (isMark && word.count <= 2 || isOpen), let last = words.indices.last {
        words[last] += " " + word
      } else {
        words.append(String(word))
      }
    }
    return words
  }
}
