/// The form as data for its view.
struct FormModel: Equatable {
  enum Tone: Equatable {
    /// Answered.
    case given
    case notAssessed
    /// Required and open.
    case required
    case open
    /// A proposal or a computed value.
    case proposed
    /// Far from what is computed.
    case discordant
  }

  struct Row: Equatable {
    var title: String
    var value: String
    var tone: Tone
    var isHeading = false
    var isRegion = false
    var isRequired = false
  }

  struct Choice: Equatable {
    var key: String
    var title: String
    var isChosen: Bool
  }

  struct Editor: Equatable {
    var text: String
    var cursor: Int
  }

  var title: String
  /// How far it is, or who signed it.
  var state: String
  var isSigned: Bool
  var rows: [Row]
  var selected: Int
  /// What the chosen row asks.
  var question: String
  var choices: [Choice]
  /// What is to be known of the chosen row, a line or more each.
  var notes: [String]
  /// Flags of the chosen row.
  var warnings: [String] = []
  /// Lines of what stands below the question that are above its top.
  var scroll = 0
  var editor: Editor?
  var keys: [HintRow]
}
