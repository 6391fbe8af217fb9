import StyletBase

/// What the page of an archive says.
enum ArchivePageText {
  static func title(_ archive: String) -> String { words("archive-page.title", ["name": archive]) }
  static func field(_ field: ArchiveSearch.Field) -> String {
    switch field {
    case .patient: words("archive-page.field-patient")
    case .name: words("archive-page.field-name")
    case .modality: words("archive-page.field-modality")
    case .from: words("archive-page.field-from")
    case .to: words("archive-page.field-to")
    case .description: words("archive-page.field-description")
    }
  }

  static func headings(ofSeries: Bool) -> [String] {
    let all = [
      words("archive-page.column-date"), words("archive-page.column-modality"), words("archive-page.column-patient"),
      words("archive-page.column-name"), words("archive-page.column-instances"),
      words("archive-page.column-description"),
    ]
    return ofSeries ? [all[1], all[4], all[5]] : all
  }

  static var searching: String { words("archive-page.searching") }
  static var nothing: String { words("archive-page.nothing") }
  static var begin: String { words("archive-page.begin", ["key": Key.enter.label]) }
  static var noMore: String { words("archive-page.no-more") }
  static var noCommand: String { words("archive-page.no-command") }

  static func count(_ rows: Int, isCut: Bool, ofSeries: Bool) -> String {
    words("archive-page.count", ["n": rows, "cut": isCut, "series": ofSeries])
  }

  /// What is to be known of an answer.
  static func remarks(_ found: ArchiveFound) -> [String] {
    let more = found.isCut ? [words("archive-page.more", ["n": found.rows.count, "key": moreKey])] : []
    return more + found.remarks
  }

  static let moreKey = "m"

  // MARK: A series on its way

  static func series(of study: ArchiveRow) -> String {
    words("archive-page.series-of", ["what": [study.date, study.patient, study.name].filter { !$0.isEmpty }.joined(separator: " ")])
  }

  // MARK: Keys

  /// At the foot: what matters most comes first.
  static func keys(_ model: ArchivePageModel) -> [HintRow] {
    if model.field != nil {
      return [
        HintRow(key: Key.enter.label, text: words("archive-page.key-search")),
        HintRow(key: Key.tab.label, text: words("archive-page.key-next")),
        HintRow(key: Key.escape.label, text: model.isSearched ? words("archive-page.key-list") : words("archive-page.key-leave")),
      ]
    }
    let others = model.hasOthers && !model.isCut ? [HintRow(key: "a", text: words("archive-page.key-archive"))] : []
    let more = model.isCut ? [HintRow(key: moreKey, text: words("archive-page.key-more"))] : []
    return [
      HintRow(
        key: Key.enter.label,
        text: model.study == nil ? words("archive-page.key-series") : words("archive-page.key-open")),
      HintRow(key: Key.escape.label, text: words("archive-page.key-back")),
      HintRow(key: "/", text: words("archive-page.key-fields")),
    ] + more + others + [
      HintRow(key: "?", text: words("archive-page.key-help")), HintRow(key: "q", text: words("archive-page.key-leave")),
    ]
  }

  /// The page's keys in full.
  static var section: HelpSection {
    HelpSection(
      title: words("archive-page.help-section"),
      rows: [
        HintRow(key: Key.enter.label, text: words("archive-page.help-enter")),
        HintRow(key: [Key.tab, .backTab].map(\.label).joined(separator: " "), text: words("archive-page.help-tab")),
        HintRow(key: [Key.up, .down].map(\.label).joined(separator: " ") + " j k", text: words("archive-page.help-move")),
        HintRow(key: "g G", text: words("archive-page.help-ends")),
        HintRow(key: Key.escape.label, text: words("archive-page.help-back")),
        HintRow(key: "/", text: words("archive-page.help-fields")),
        HintRow(key: moreKey, text: words("archive-page.help-more")),
        HintRow(key: "a", text: words("archive-page.help-archive")),
        HintRow(key: "?", text: words("archive-page.help-help")),
        HintRow(key: "q", text: words("archive-page.help-leave")),
      ])
  }

  static var help: String { words("archive-page.help") }
}

/// What is said of a series that comes from an archive.
public enum ArrivalText {
  public static let resumeKey = Key.character("r")

  public static var looked: String { words("archive-page.looked") }
  public static func coming(_ there: Int, _ all: Int) -> String {
    words("archive-page.coming", ["there": there, "all": all, "listed": all > 0, "percent": all > 0 ? there * 100 / all : 0])
  }
  public static func cut(_ why: String) -> String {
    words("archive-page.cut", ["why": why, "key": resumeKey.label])
  }
  /// Of what needs the whole scan while it comes.
  public static var notWhole: Failure {
    Failure(.usage, words("archive-page.not-whole"), advice: words("archive-page.not-whole-advice"))
  }
}
