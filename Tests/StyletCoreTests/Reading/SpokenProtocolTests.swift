import Testing

@testable import StyletBase
@testable import StyletProject

/// A form speaks the reader's language where its file has the texts; what is kept of it does not.
struct SpokenProtocolTests {
  private static let toml = """
    id = "small"
    version = 1
    title = "Small form"

    [[sections]]
    id = "one"
    title = "One"

    [[sections.fields]]
    id = "side"
    title = "Which side"
    kind = "choice"
    options = [{ id = "l", title = "left side" }, { id = "r", title = "right side" }]

    [[sections.fields]]
    id = "seen"
    title = "Seen before"
    kind = "yes-no"

    [fr]
    "Small form" = "Petit questionnaire"
    "Which side" = "Quel côté"
    "left side" = "côté gauche"
    """

  private func french<T>(_ body: () throws -> T) rethrows -> T { try Words.$inTask.withValue(.french) { try body() } }

  @Test func itSpeaksTheReadersLanguage() throws {
    let own = try ReadingProtocol.parse(Self.toml, name: "small")
    let form = try french { try ReadingProtocol.parse(Self.toml, name: "small") }
    #expect(own.title == "Small form" && form.title == "Petit questionnaire")
    #expect(form.field("side")?.title == "Quel côté" && form.sections[0].title == "One")
    #expect(form.field("side")?.options.map(\.title) == ["côté gauche", "right side"])
    #expect(form.field("side")?.options.map(\.id) == own.field("side")?.options.map(\.id))
    #expect(french { form.field("seen")?.options.map(\.title) } == ["non", "oui"])
  }

  /// What is signed is the form in its own words.
  @Test func itsDigestKnowsNoLanguage() throws {
    let bare = try ReadingProtocol.parse(String(Self.toml.prefix { $0 != "[" }) + plainSections, name: "small")
    let own = try ReadingProtocol.parse(Self.toml, name: "small")
    let form = try french { try ReadingProtocol.parse(Self.toml, name: "small") }
    #expect(own.askedDigest == bare.askedDigest, "texts in other languages are no question")
    #expect(french { form.askedDigest } == own.askedDigest)
    for each in BuiltInProtocol.allCases {
      let digest = try each.form.askedDigest
      #expect(try french { try each.form.askedDigest } == digest, "\(each)")
    }
  }

  private var plainSections: String {
    let begin = Self.toml.range(of: "[[sections]]")!.lowerBound, end = Self.toml.range(of: "[fr]")!.lowerBound
    return String(Self.toml[begin..<end])
  }

  /// The numbers of a signature are those of any other language.
  @Test func whatIsFrozenKnowsNoLanguage() throws {
    func frozen() throws -> JSONObject {
      var record = ReadingRecord()
      record.set(ReadingAnswer(.word("l"), reader: "a", time: "t"), for: "side")
      return ReadingSheet(try ReadingProtocol.parse(Self.toml, name: "small"), record).frozen([:])
    }
    #expect(try french { try frozen() } == frozen())
  }

  /// A word that two fields have is said in the way of each.
  @Test func aFieldHasItsOwnWords() throws {
    let toml = Self.toml + "\n\"side: left side\" = \"de gauche\"\n"
    let form = try french { try ReadingProtocol.parse(toml, name: "small") }
    #expect(form.field("side")?.options.map(\.title) == ["de gauche", "right side"])
    let wrong = toml + "\"seen: left side\" = \"x\"\n"
    #expect(throws: Failure.self) { try ReadingProtocol.parse(wrong, name: "small") }
    let covid = try french { try BuiltInProtocol.covidChest.form }
    func titles(_ field: String) -> [String] { covid.field(field)?.options.map(\.title) ?? [] }
    #expect(titles("ggo") == ["absent", "présent"] && titles("consolidation") == ["absente", "présente"])
    #expect(titles("extent-visual")[2] == "modérée (10-25 %)" && titles("emphysema")[3] == "modéré")
    #expect(titles("lobes") == ["supérieur droit", "moyen", "inférieur droit", "supérieur gauche", "inférieur gauche"])
  }

  @Test func aTextOfNoQuestionIsAMistake() {
    #expect {
      try ReadingProtocol.parse(Self.toml + "\n\"Which way\" = \"Quelle voie\"\n", name: "small")
    } throws: { error in
      (error as? Failure)?.what == "is no text of this protocol"
    }
  }

  /// The protocols that the program carries say all that is long in each language.
  @Test(arguments: BuiltInProtocol.allCases) func theOwnOnesAreFrench(_ each: BuiltInProtocol) throws {
    let own = try each.form, form = try french { try each.form }
    let same = own.texts.intersection(form.texts).filter { $0.split(separator: " ").count > 3 }
    #expect(same.sorted() == [])
  }
}
