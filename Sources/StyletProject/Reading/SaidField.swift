/// The texts of a question, for ``ReadingProtocol/said(_:)``.
extension ReadingField {
  func said(_ said: (String) -> String) -> ReadingField {
    var field = self
    (field.title, field.help) = (said(title), said(help))
    func options(_ all: [FieldOption]) -> [FieldOption] {
      all.map { FieldOption(id: $0.id, title: said($0.title), key: $0.key, points: $0.points) }
    }
    switch kind {
    case .choice(let all): field.kind = .choice(options(all))
    case .choices(let all): field.kind = .choices(options(all))
    case .grid(let regions, let all):
      field.kind = .grid(regions.map { FieldRegion(id: $0.id, title: said($0.title)) }, options(all))
    case .number(let number):
      field.kind = .number(NumberField(unit: said(number.unit), range: number.range, isWhole: number.isWhole))
    case .computed(var computed):
      computed.unit = said(computed.unit)
      for n in computed.bands.indices { computed.bands[n].title = said(computed.bands[n].title) }
      computed.options = options(computed.options)
      field.kind = .computed(computed)
    case .yesNo, .text: break
    }
    return field
  }

  /// The name of one of its texts that is said otherwise here than elsewhere: "extent-computed: moderate".
  func own(_ text: String) -> String { "\(id): \(text)" }

  var texts: [String] {
    var all = [title, help] + (kind == .yesNo ? [] : options.map(\.title))
    switch kind {
    case .grid(let regions, _): all += regions.map(\.title)
    case .number(let number): all.append(number.unit)
    case .computed(let computed): all += computed.bands.map(\.title) + [computed.unit]
    case .choice, .choices, .yesNo, .text: break
    }
    return all
  }
}
