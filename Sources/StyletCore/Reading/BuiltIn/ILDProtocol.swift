extension BuiltInProtocol {
  /// Samples/protocols/ild.toml, word for word; a test compares them. One text, however long it is.
  static let ildText = #"""
    # Interstitial lung disease on chest CT. Terms: ATS/ERS/JRS/ALAT 2018 (pattern of UIP), Fleischner Society's
    # glossary; extent as a limited/extensive staging at 20 % of the lung (Goh 2008). covid-chest.toml says what the
    # members mean.

    id = "ild"
    version = 1
    title = "Chest CT, interstitial lung disease"
    about = "Pattern, features and extent of fibrosis. Answers are the reader's; what is computed is a proposal."

    [[findings]]
    value = 1
    code = "RET"
    name = "Reticulation"
    colour = "#e69f00"
    extent = true

    [[findings]]
    value = 2
    code = "HON"
    name = "Honeycombing"
    colour = "#d55e00"
    extent = true

    [[findings]]
    value = 3
    code = "GGO"
    name = "Ground-glass opacity"
    colour = "#56b4e9"
    extent = true
    band = [-750, -300]

    [[findings]]
    value = 4
    code = "CON"
    name = "Consolidation"
    colour = "#0072b2"
    extent = true
    band = [-300, 100]

    [[findings]]
    value = 5
    code = "EMP"
    name = "Emphysema"
    colour = "#009e73"
    extent = false
    band = [-1200, -950]

    [[findings]]
    value = 6
    code = "NOD"
    name = "Nodule"
    colour = "#cc79a7"
    extent = false

    [[meanings]]
    id = "author"
    key = "a"
    title = "I read this scan and the answers are mine"

    [[meanings]]
    id = "consensus"
    key = "c"
    title = "The answers are those of a multidisciplinary discussion"

    [[scales]]
    id = "presence"
    options = [
      { id = "absent", title = "absent", key = "0", points = 0 },
      { id = "present", title = "present", key = "1", points = 1 },
    ]

    [[scales]]
    id = "part"
    options = [
      { id = "0", title = "none" },
      { id = "1", title = "< 5 %" },
      { id = "2", title = "5-25 %" },
      { id = "3", title = "26-50 %" },
      { id = "4", title = "> 50 %" },
    ]

    [[region-sets]]
    id = "zones"
    regions = [
      { id = "RU", title = "right upper" },
      { id = "RM", title = "right middle" },
      { id = "RL", title = "right lower" },
      { id = "LU", title = "left upper" },
      { id = "LM", title = "left middle" },
      { id = "LL", title = "left lower" },
    ]

    [[sections]]
    id = "quality"
    title = "Quality"

    [[sections.fields]]
    id = "technical"
    title = "Technical quality"
    kind = "choice"
    required = true
    normal = "diagnostic"
    options = [
      { id = "diagnostic", title = "diagnostic" },
      { id = "limited", title = "limited" },
      { id = "non-diagnostic", title = "non-diagnostic" },
    ]

    [[sections.fields]]
    id = "position"
    title = "Acquisitions"
    kind = "choices"
    required = true
    normal = ["supine"]
    options = [
      { id = "supine", title = "supine, inspiration" },
      { id = "prone", title = "prone" },
      { id = "expiration", title = "expiration" },
    ]

    [[sections]]
    id = "features"
    title = "Features"

    [[sections.fields]]
    id = "reticulation"
    title = "Reticulation"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "honeycombing"
    title = "Honeycombing"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"
    help = "Clustered cystic spaces with thick walls, in layers, subpleural."

    [[sections.fields]]
    id = "traction"
    title = "Traction bronchiectasis"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "ggo"
    title = "Ground glass beyond reticulation"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "consolidation"
    title = "Consolidation"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "mosaic"
    title = "Mosaic attenuation"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "micronodules"
    title = "Centrilobular nodules"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "cysts"
    title = "Cysts"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "emphysema"
    title = "Emphysema"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "fibrosis"
    title = "Fibrosis"
    kind = "computed"
    scale = "presence"
    rules = [
      { when = { field = "reticulation", is = ["present"] }, value = "present" },
      { when = { field = "honeycombing", is = ["present"] }, value = "present" },
      { when = { field = "traction", is = ["present"] }, value = "present" },
    ]
    otherwise = "reticulation"

    [[sections.fields]]
    id = "air-trapping"
    title = "Air trapping in three lobes or more"
    kind = "choice"
    scale = "presence"
    required = true
    when = { field = "position", is = ["expiration"] }

    [[sections]]
    id = "distribution"
    title = "Distribution"

    [[sections.fields]]
    id = "axial"
    title = "In the slice"
    kind = "choice"
    required = true
    when = { field = "fibrosis", is = ["present"] }
    options = [
      { id = "subpleural", title = "subpleural" },
      { id = "sparing", title = "subpleural sparing" },
      { id = "peribronchovascular", title = "peribronchovascular" },
      { id = "diffuse", title = "diffuse" },
    ]

    [[sections.fields]]
    id = "height"
    title = "Upper and lower"
    kind = "choice"
    required = true
    when = { field = "fibrosis", is = ["present"] }
    options = [
      { id = "basal", title = "basal" },
      { id = "upper", title = "upper or middle" },
      { id = "diffuse", title = "no preference" },
    ]

    [[sections]]
    id = "extent"
    title = "Extent of fibrosis"

    [[sections.fields]]
    id = "zones"
    title = "Fibrosis"
    kind = "grid"
    regions = "zones"
    scale = "part"
    required = true
    normal = "0"
    help = "Upper: above the carina. Lower: below the inferior pulmonary veins."

    [[sections.fields]]
    id = "zones-sum"
    title = "Fibrosis score (0-24)"
    kind = "computed"
    formula = "region-sum"
    inputs = { regions = "zones" }

    [[sections.fields]]
    id = "stage"
    title = "Extent by eye"
    kind = "choice"
    required = true
    normal = "none"
    beside = "drawn"
    discordance = 40
    help = "Limited below 20 % of the lung, extensive above; where it cannot be told, forced vital capacity decides."
    options = [
      { id = "none", title = "none", key = "0", points = 0 },
      { id = "limited", title = "limited (< 20 %)", key = "1", points = 10 },
      { id = "indeterminate", title = "about 20 %", key = "2", points = 20 },
      { id = "extensive", title = "extensive (> 20 %)", key = "3", points = 50 },
    ]

    [[sections.fields]]
    id = "drawn"
    title = "Drawn, of both lungs"
    kind = "computed"
    fact = "extent.percent"
    unit = "%"
    digits = 1
    bands = [
      { from = 0, title = "limited" },
      { from = 20, title = "extensive" },
    ]

    [[sections.fields]]
    id = "fvc"
    title = "Forced vital capacity"
    kind = "number"
    unit = "% predicted"
    range = [5, 200]
    when = { field = "stage", is = ["indeterminate"] }

    [[sections.fields]]
    id = "goh"
    title = "Goh stage"
    kind = "computed"
    rules = [
      { when = { field = "stage", is = ["limited"] }, value = "limited" },
      { when = { field = "stage", is = ["extensive"] }, value = "extensive" },
      { when = { field = "fvc", at-least = 70 }, value = "limited" },
      { when = { field = "fvc", below = 70 }, value = "extensive" },
    ]

    [[sections]]
    id = "conclusion"
    title = "Conclusion"

    [[sections.fields]]
    id = "pattern"
    title = "Pattern"
    kind = "choice"
    required = true
    normal = "none"
    options = [
      { id = "uip", title = "UIP" },
      { id = "probable-uip", title = "probable UIP" },
      { id = "indeterminate", title = "indeterminate for UIP" },
      { id = "alternative", title = "alternative diagnosis" },
      { id = "none", title = "no interstitial disease", key = "0" },
    ]
    rules = [
      { value = "uip", when = { all = [
        { field = "honeycombing", is = ["present"] },
        { field = "axial", is = ["subpleural"] },
        { field = "height", is = ["basal"] },
      ] } },
      { value = "probable-uip", when = { all = [
        { field = "traction", is = ["present"] },
        { field = "axial", is = ["subpleural"] },
        { field = "height", is = ["basal"] },
      ] } },
    ]

    [[sections.fields]]
    id = "alternative"
    title = "Which"
    kind = "text"
    required = true
    when = { field = "pattern", is = ["alternative"] }

    [[sections.fields]]
    id = "confidence"
    title = "Confidence"
    kind = "choice"
    required = true
    normal = "high"
    options = [
      { id = "low", title = "low (< 50 %)" },
      { id = "moderate", title = "moderate (50-69 %)" },
      { id = "high", title = "high (70-89 %)" },
      { id = "definite", title = "definite (>= 90 %)" },
    ]

    [[sections]]
    id = "other"
    title = "Other"

    [[sections.fields]]
    id = "mpa"
    title = "Main pulmonary artery"
    kind = "number"
    unit = "mm"
    range = [5, 80]
    from = "length.MPA"
    help = "A ruler named MPA is offered."

    [[sections.fields]]
    id = "aorta"
    title = "Ascending aorta"
    kind = "number"
    unit = "mm"
    range = [5, 120]
    from = "length.AO"

    [[sections.fields]]
    id = "mpa-aorta"
    title = "Pulmonary artery / aorta"
    kind = "computed"
    formula = "ratio"
    inputs = { numerator = "mpa", denominator = "aorta" }
    digits = 2
    bands = [
      { from = 0, title = "usual" },
      { from = 1.0, title = "pulmonary artery wider than aorta" },
    ]

    [[sections.fields]]
    id = "remarks"
    title = "Remarks"
    kind = "text"
    help = "No names, numbers or dates of the patient."

    """#
}
