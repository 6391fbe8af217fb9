extension BuiltInProtocol {
  /// Samples/protocols/covid-chest.toml, word for word; a test compares them. One text, however long it is.
  static let covidChestText = #"""
    # Covid-type pneumonia on chest CT: what a reader is asked, in which words, and what is computed beside the answers.
    #
    # A study that needs other questions copies this file, gives it an id of its own, and opens scans with
    # `--protocol my-study.toml`. Raise `version` with every change of what is asked.
    #
    # Members of a field: id, title, help, kind (choice, choices, number, yes-no, text, grid, computed), required,
    # normal (the answer that the key "a" gives for a whole section), when (asked only if: a table, or a list of which
    # any may hold), rules (a proposal that follows from other answers), from (a number of the scan that is offered),
    # beside and discordance (a computed field that the answer is held against). An option's key is the digit that it is
    # called, else its place; it counts its points in scores, else the number that it is called.
    #
    # Sources of terms and cut-offs: SFR report template 2020 (extent classes, conclusion), Prokop 2020 (CO-RADS),
    # Simpson 2020 (RSNA), Shemesh 2010 (coronary calcium), Framingham (artery diameters), Pan 2020, Chung 2020, Yang
    # 2020 (scores by eye), Lassau 2021 (ScanCovIA), Knight 2020 (4C), Royal College of Physicians 2017 (NEWS2).

    id = "covid-chest"
    version = 1
    title = "Chest CT, Covid-type pneumonia"
    about = "One reader, one scan. Answers are the reader's; what is computed is a proposal until a reader takes it."

    # What is drawn. `extent` is whether it counts to the extent of disease; `band` in HU.
    [[findings]]
    value = 1
    code = "GGO"
    name = "Ground-glass opacity"
    colour = "#e69f00"
    extent = true
    band = [-750, -300]

    [[findings]]
    value = 2
    code = "CON"
    name = "Consolidation"
    colour = "#56b4e9"
    extent = true
    band = [-300, 100]

    [[findings]]
    value = 3
    code = "NOD"
    name = "Nodule"
    colour = "#cc79a7"
    extent = false

    [[findings]]
    value = 4
    code = "OTH"
    name = "Other"
    colour = "#009e73"
    extent = false

    [[findings]]
    value = 5
    code = "CRP"
    name = "Crazy paving"
    colour = "#f0e442"
    extent = true
    band = [-750, -100]

    [[findings]]
    value = 6
    code = "EMP"
    name = "Emphysema"
    colour = "#0072b2"
    extent = false
    band = [-1200, -950]

    [[meanings]]
    id = "author"
    key = "a"
    title = "I read this scan and the answers are mine"

    [[meanings]]
    id = "review"
    key = "r"
    title = "I reviewed another reader's answers and agree"

    [[meanings]]
    id = "consensus"
    key = "c"
    title = "The answers are those of a consensus"

    # Answers that several fields share.
    [[scales]]
    id = "presence"
    options = [
      { id = "absent", title = "absent", key = "0", points = 0 },
      { id = "present", title = "present", key = "1", points = 1 },
    ]

    [[scales]]
    id = "extent-class"
    options = [
      { id = "0", title = "absent (0 %)" },
      { id = "1", title = "minimal (< 10 %)" },
      { id = "2", title = "moderate (10-25 %)" },
      { id = "3", title = "extended (25-50 %)" },
      { id = "4", title = "severe (50-75 %)" },
      { id = "5", title = "critical (> 75 %)" },
    ]

    [[scales]]
    id = "co-rads"
    options = [
      { id = "0", title = "not interpretable" },
      { id = "1", title = "very low" },
      { id = "2", title = "low" },
      { id = "3", title = "equivocal" },
      { id = "4", title = "high" },
      { id = "5", title = "very high" },
      { id = "6", title = "proven" },
    ]

    [[scales]]
    id = "calcium"
    options = [
      { id = "0", title = "none" },
      { id = "1", title = "mild (< 1/3 of its length)" },
      { id = "2", title = "moderate (1/3-2/3)" },
      { id = "3", title = "severe (> 2/3)" },
    ]

    [[scales]]
    id = "pan"
    options = [
      { id = "0", title = "none" },
      { id = "1", title = "< 5 %" },
      { id = "2", title = "5-25 %" },
      { id = "3", title = "26-49 %" },
      { id = "4", title = "50-75 %" },
      { id = "5", title = "> 75 %" },
    ]

    [[scales]]
    id = "tss"
    options = [
      { id = "0", title = "none" },
      { id = "1", title = "1-25 %" },
      { id = "2", title = "26-50 %" },
      { id = "3", title = "51-75 %" },
      { id = "4", title = "76-100 %" },
    ]

    [[scales]]
    id = "yang"
    options = [
      { id = "0", title = "none" },
      { id = "1", title = "< 50 %" },
      { id = "2", title = ">= 50 %" },
    ]

    [[scales]]
    id = "side"
    options = [
      { id = "none", title = "none", key = "0", points = 0 },
      { id = "right", title = "right", key = "1", points = 1 },
      { id = "left", title = "left", key = "2", points = 1 },
      { id = "both", title = "both", key = "3", points = 2 },
    ]

    [[region-sets]]
    id = "lobes"
    regions = [
      { id = "RUL", title = "right upper lobe" },
      { id = "RML", title = "middle lobe" },
      { id = "RLL", title = "right lower lobe" },
      { id = "LUL", title = "left upper lobe" },
      { id = "LLL", title = "left lower lobe" },
    ]

    [[region-sets]]
    id = "coronaries"
    regions = [
      { id = "LM", title = "left main" },
      { id = "LAD", title = "left anterior descending" },
      { id = "LCX", title = "circumflex" },
      { id = "RCA", title = "right coronary" },
    ]

    [[region-sets]]
    id = "segments"
    regions = [
      { id = "R1", title = "right upper, apical" },
      { id = "R2", title = "right upper, posterior" },
      { id = "R3", title = "right upper, anterior" },
      { id = "R4", title = "middle, lateral" },
      { id = "R5", title = "middle, medial" },
      { id = "R6", title = "right lower, superior" },
      { id = "R7", title = "right lower, medial basal" },
      { id = "R8", title = "right lower, anterior basal" },
      { id = "R9", title = "right lower, lateral basal" },
      { id = "R10", title = "right lower, posterior basal" },
      { id = "L1", title = "left upper, apical" },
      { id = "L2", title = "left upper, posterior" },
      { id = "L3", title = "left upper, anterior" },
      { id = "L4", title = "lingula, superior" },
      { id = "L5", title = "lingula, inferior" },
      { id = "L6", title = "left lower, superior" },
      { id = "L7", title = "left lower, medial basal" },
      { id = "L8", title = "left lower, anterior basal" },
      { id = "L9", title = "left lower, lateral basal" },
      { id = "L10", title = "left lower, posterior basal" },
    ]

    # ----------------------------------------------------------------------------------------------------

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
    id = "limits"
    title = "What limits it"
    kind = "choices"
    required = true
    when = { field = "technical", is = ["limited", "non-diagnostic"] }
    options = [
      { id = "motion", title = "motion" },
      { id = "expiration", title = "expiration" },
      { id = "truncated", title = "truncated field of view" },
      { id = "noise", title = "noise" },
      { id = "artefacts", title = "metal or other artefacts" },
      { id = "other", title = "other" },
    ]

    [[sections.fields]]
    id = "contrast"
    title = "Contrast medium"
    kind = "yes-no"
    required = true
    normal = "no"
    help = "With contrast medium no calcium score is computed, and emphysema and lung density are not comparable."

    [[sections.fields]]
    id = "phase"
    title = "Phase"
    kind = "choice"
    required = true
    when = { field = "contrast", is = ["yes"] }
    options = [
      { id = "pulmonary", title = "pulmonary arterial" },
      { id = "aortic", title = "aortic" },
      { id = "venous", title = "venous" },
    ]

    [[sections]]
    id = "conclusion"
    title = "Conclusion"

    [[sections.fields]]
    id = "sfr"
    title = "SFR/SIT class"
    kind = "choice"
    required = true
    normal = "normal"
    options = [
      { id = "typical", title = "typical" },
      { id = "compatible", title = "compatible, indeterminate" },
      { id = "not-suggestive", title = "not suggestive, other diagnosis" },
      { id = "normal", title = "normal" },
    ]

    [[sections.fields]]
    id = "other-diagnosis"
    title = "Other diagnosis"
    kind = "text"
    when = { field = "sfr", is = ["not-suggestive", "compatible"] }

    [[sections.fields]]
    id = "stoic"
    title = "STOIC reading"
    kind = "choice"
    required = true
    normal = "negative"
    help = "The study's binary reading: is this scan positive for Covid-type pneumonia?"
    options = [
      { id = "negative", title = "negative", key = "0", points = 0 },
      { id = "positive", title = "positive", key = "1", points = 1 },
    ]

    [[sections.fields]]
    id = "co-rads-image"
    title = "CO-RADS by the image"
    kind = "choice"
    required = true
    normal = "1"
    help = """
    1 normal or not infectious. 2 typical of another infection. 3 equivocal. 4 like 5, but unilateral, away from the \
    pleura, peribronchovascular or on severe disease of before. 5 multifocal bilateral ground glass near the pleura \
    with a confirming sign."""
    options = [
      { id = "0", title = "not interpretable" },
      { id = "1", title = "very low" },
      { id = "2", title = "low" },
      { id = "3", title = "equivocal" },
      { id = "4", title = "high" },
      { id = "5", title = "very high" },
    ]

    [[sections.fields]]
    id = "pcr"
    title = "RT-PCR"
    kind = "choice"
    help = "From the laboratory. Only a positive result makes CO-RADS 6; the class by the image is kept."
    options = [
      { id = "negative", title = "negative", key = "0", points = 0 },
      { id = "positive", title = "positive", key = "1", points = 1 },
      { id = "not-done", title = "not done or not known", key = "2" },
    ]

    [[sections.fields]]
    id = "co-rads"
    title = "CO-RADS"
    kind = "computed"
    scale = "co-rads"
    rules = [{ when = { field = "pcr", is = ["positive"] }, value = "6" }]
    otherwise = "co-rads-image"

    [[sections.fields]]
    id = "rsna"
    title = "RSNA category"
    kind = "choice"
    required = true
    normal = "negative"
    help = "Proposed from CO-RADS by the image. CO-RADS 4 is typical or indeterminate: choose."
    options = [
      { id = "typical", title = "typical" },
      { id = "indeterminate", title = "indeterminate" },
      { id = "atypical", title = "atypical" },
      { id = "negative", title = "negative" },
    ]
    rules = [
      { when = { field = "co-rads-image", is = ["5"] }, value = "typical" },
      { when = { field = "co-rads-image", is = ["3", "4"] }, value = "indeterminate" },
      { when = { field = "co-rads-image", is = ["2"] }, value = "atypical" },
      { when = { field = "co-rads-image", is = ["1"] }, value = "negative" },
    ]

    [[sections.fields]]
    id = "confidence"
    title = "Confidence"
    kind = "choice"
    normal = "high"
    options = [
      { id = "low", title = "low" },
      { id = "moderate", title = "moderate" },
      { id = "high", title = "high" },
    ]

    [[sections]]
    id = "patterns"
    title = "Patterns"

    [[sections.fields]]
    id = "ggo"
    title = "Ground glass"
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
    id = "crazy-paving"
    title = "Crazy paving"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"
    help = "Ground glass with thickened septa and lines within lobules."

    [[sections.fields]]
    id = "reversed-halo"
    title = "Reversed halo, perilobular"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"
    help = "Signs of organising pneumonia."

    [[sections.fields]]
    id = "bands"
    title = "Subpleural bands or lines"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "vessels"
    title = "Vascular dilatation"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"
    help = "Vessels wider than their neighbours within or beside opacities."

    [[sections.fields]]
    id = "distortion"
    title = "Traction bronchiectasis, distortion"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "opacities"
    title = "Opacities"
    kind = "computed"
    scale = "presence"
    rules = [
      { when = { field = "ggo", is = ["present"] }, value = "present" },
      { when = { field = "consolidation", is = ["present"] }, value = "present" },
      { when = { field = "crazy-paving", is = ["present"] }, value = "present" },
    ]
    otherwise = "ggo"

    [[sections.fields]]
    id = "dominant"
    title = "Dominant pattern"
    kind = "choice"
    required = true
    when = { field = "opacities", is = ["present"] }
    options = [
      { id = "ggo", title = "ground glass" },
      { id = "consolidation", title = "consolidation" },
      { id = "crazy-paving", title = "crazy paving" },
      { id = "mixed", title = "mixed" },
    ]

    [[sections]]
    id = "distribution"
    title = "Distribution"

    [[sections.fields]]
    id = "laterality"
    title = "Side"
    kind = "choice"
    required = true
    when = { field = "opacities", is = ["present"] }
    options = [
      { id = "right", title = "right" },
      { id = "left", title = "left" },
      { id = "bilateral", title = "bilateral" },
    ]

    [[sections.fields]]
    id = "axial"
    title = "In the slice"
    kind = "choice"
    required = true
    when = { field = "opacities", is = ["present"] }
    options = [
      { id = "peripheral", title = "peripheral, subpleural", points = 1 },
      { id = "central", title = "central", points = 0 },
      { id = "diffuse", title = "diffuse", points = 0 },
    ]

    [[sections.fields]]
    id = "depth"
    title = "Front and back"
    kind = "choice"
    required = true
    when = { field = "opacities", is = ["present"] }
    options = [
      { id = "posterior", title = "posterior" },
      { id = "anterior", title = "anterior" },
      { id = "both", title = "no preference" },
    ]

    [[sections.fields]]
    id = "height"
    title = "Upper and lower"
    kind = "choice"
    required = true
    when = { field = "opacities", is = ["present"] }
    options = [
      { id = "lower", title = "lower" },
      { id = "upper", title = "upper" },
      { id = "both", title = "no preference" },
    ]

    [[sections.fields]]
    id = "lobes"
    title = "Lobes involved"
    kind = "choices"
    required = true
    when = { field = "opacities", is = ["present"] }
    options = [
      { id = "RUL", title = "right upper" },
      { id = "RML", title = "middle" },
      { id = "RLL", title = "right lower" },
      { id = "LUL", title = "left upper" },
      { id = "LLL", title = "left lower" },
    ]

    [[sections.fields]]
    id = "predominance"
    title = "Predominance"
    kind = "yes-no"
    when = { field = "opacities", is = ["present"] }
    help = "For ScanCovIA's report score alone, whose source does not say what it is; without it, no such score."

    [[sections]]
    id = "extent"
    title = "Extent"

    [[sections.fields]]
    id = "extent-visual"
    title = "Extent by eye"
    kind = "choice"
    scale = "extent-class"
    required = true
    normal = "0"
    beside = "extent-computed"
    discordance = 2
    help = "Part of both lungs, by eye. Two classes or more from the computed one are flagged: look at both again."

    [[sections.fields]]
    id = "extent-computed"
    title = "Extent computed"
    kind = "computed"
    fact = "extent.class"
    bands = [
      { from = 0, title = "absent" },
      { from = 1, title = "minimal" },
      { from = 2, title = "moderate" },
      { from = 3, title = "extended" },
      { from = 4, title = "severe" },
      { from = 5, title = "critical" },
    ]

    [[sections.fields]]
    id = "extent-percent"
    title = "Of both lungs"
    kind = "computed"
    fact = "extent.percent"
    unit = "%"
    digits = 1

    [[sections.fields]]
    id = "extent-right"
    title = "Of the right lung"
    kind = "computed"
    fact = "extent.right"
    unit = "%"
    digits = 1

    [[sections.fields]]
    id = "extent-left"
    title = "Of the left lung"
    kind = "computed"
    fact = "extent.left"
    unit = "%"
    digits = 1

    [[sections.fields]]
    id = "extent-ct-score"
    title = "Whole-lung CT score (1-5)"
    kind = "computed"
    fact = "extent.whole-lung"

    [[sections.fields]]
    id = "extent-zonal"
    title = "Six zones (0-24)"
    kind = "computed"
    fact = "extent.zonal"

    [[sections]]
    id = "other-lung"
    title = "Other lung"

    [[sections.fields]]
    id = "emphysema"
    title = "Emphysema"
    kind = "choice"
    required = true
    normal = "none"
    options = [
      { id = "none", title = "none", key = "0", points = 0 },
      { id = "trace", title = "trace", key = "1", points = 1 },
      { id = "mild", title = "mild", key = "2", points = 2 },
      { id = "moderate", title = "moderate", key = "3", points = 3 },
      { id = "confluent", title = "confluent", key = "4", points = 4 },
      { id = "advanced", title = "advanced destructive", key = "5", points = 5 },
    ]

    [[sections.fields]]
    id = "laa950"
    title = "Lung at or below -950 HU"
    kind = "computed"
    fact = "lung.laa950"
    unit = "%"
    digits = 1
    bands = [
      { from = 0, title = "usual" },
      { from = 5, title = "mild" },
      { from = 10, title = "more" },
    ]

    [[sections.fields]]
    id = "fibrosis"
    title = "Fibrosis"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"
    help = "Reticulation, honeycombing or traction bronchiectasis of before."

    [[sections.fields]]
    id = "nodules"
    title = "Nodules, tree-in-bud"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "cavity"
    title = "Cavity"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "mass"
    title = "Mass"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections]]
    id = "pleura"
    title = "Pleura and mediastinum"

    [[sections.fields]]
    id = "effusion"
    title = "Pleural effusion"
    kind = "choice"
    scale = "side"
    required = true
    normal = "none"

    [[sections.fields]]
    id = "effusion-size"
    title = "Size of the effusion"
    kind = "choice"
    required = true
    when = { field = "effusion", is = ["right", "left", "both"] }
    options = [
      { id = "small", title = "small" },
      { id = "moderate", title = "moderate" },
      { id = "large", title = "large" },
    ]

    [[sections.fields]]
    id = "pneumothorax"
    title = "Pneumothorax"
    kind = "choice"
    scale = "side"
    required = true
    normal = "none"

    [[sections.fields]]
    id = "pneumomediastinum"
    title = "Pneumomediastinum"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections.fields]]
    id = "adenopathy"
    title = "Adenopathy"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"
    help = "A node of 15 mm or more across."

    [[sections.fields]]
    id = "pericardial"
    title = "Pericardial effusion"
    kind = "choice"
    scale = "presence"
    required = true
    normal = "absent"

    [[sections]]
    id = "arteries"
    title = "Arteries"

    [[sections.fields]]
    id = "calcium"
    title = "Coronary calcium"
    kind = "grid"
    regions = "coronaries"
    scale = "calcium"
    required = true
    normal = "0"
    help = "By eye, for each artery: the part of its length that is calcified."

    [[sections.fields]]
    id = "calcium-sum"
    title = "Shemesh (0-12)"
    kind = "computed"
    formula = "shemesh"
    inputs = { arteries = "calcium" }
    bands = [
      { from = 0, title = "group 0" },
      { from = 1, title = "group 1-3" },
      { from = 4, title = "group 4-6" },
      { from = 7, title = "group 7-12" },
    ]

    [[sections.fields]]
    id = "agatston"
    title = "Agatston, ungated estimate"
    kind = "computed"
    fact = "agatston.total"
    when = { field = "contrast", is = ["no"] }
    help = """
    Within ellipses and polygons on axial slices named LM, LAD, LCX or RCA (me or mp, then :measure-name LAD)."""
    bands = [
      { from = 0, title = "0" },
      { from = 1, title = "1-100" },
      { from = 101, title = "101-400" },
      { from = 401, title = "> 400" },
    ]

    [[sections.fields]]
    id = "aortic-calcium"
    title = "Aortic calcification"
    kind = "choice"
    required = true
    normal = "0"
    options = [
      { id = "0", title = "none" },
      { id = "1", title = "mild" },
      { id = "2", title = "moderate" },
      { id = "3", title = "severe" },
    ]

    [[sections.fields]]
    id = "mpa"
    title = "Main pulmonary artery"
    kind = "number"
    unit = "mm"
    range = [5, 80]
    from = "length.MPA"
    help = """
    Across, where the right pulmonary artery leaves. A ruler named MPA is offered (mr, then :measure-name MPA). Usual \
    up to 29 mm in men, 27 mm in women."""

    [[sections.fields]]
    id = "aorta"
    title = "Ascending aorta"
    kind = "number"
    unit = "mm"
    range = [5, 120]
    from = "length.AO"
    help = "Across, on the same slice. A ruler named AO is offered."

    [[sections.fields]]
    id = "mpa-aorta"
    title = "Pulmonary artery / aorta"
    kind = "computed"
    formula = "ratio"
    inputs = { numerator = "mpa", denominator = "aorta" }
    digits = 2
    bands = [
      { from = 0, title = "usual" },
      { from = 0.9, title = "above the 90th percentile" },
      { from = 1.0, title = "pulmonary artery wider than aorta" },
    ]

    [[sections.fields]]
    id = "embolism"
    title = "Pulmonary embolism"
    kind = "choice"
    scale = "presence"
    required = true
    when = { field = "contrast", is = ["yes"] }

    [[sections]]
    id = "body"
    title = "Body"

    [[sections.fields]]
    id = "skin-truncated"
    title = "Field of view cuts the skin"
    kind = "yes-no"
    normal = "no"
    help = "Fat and muscle are not to be measured where it does."

    [[sections.fields]]
    id = "fat-right"
    title = "Chest-wall fat, right"
    kind = "number"
    unit = "mm"
    range = [0, 200]
    from = "length.fat right"
    help = """
    Skin to pectoralis major, at the height of the aortic arch, mid-clavicular. A ruler named "fat right" is offered."""

    [[sections.fields]]
    id = "fat-left"
    title = "Chest-wall fat, left"
    kind = "number"
    unit = "mm"
    range = [0, 200]
    from = "length.fat left"

    [[sections.fields]]
    id = "fat-area-right"
    title = "Fat area, right"
    kind = "number"
    unit = "cm²"
    range = [0, 2000]
    from = "fat-area.fat right"
    help = """
    Subcutaneous fat within an outline named "fat right" just above the aortic arch: its voxels in the band of fat."""

    [[sections.fields]]
    id = "fat-area-left"
    title = "Fat area, left"
    kind = "number"
    unit = "cm²"
    range = [0, 2000]
    from = "fat-area.fat left"

    [[sections.fields]]
    id = "muscle-area-right"
    title = "Pectoral area, right"
    kind = "number"
    unit = "cm²"
    range = [0, 500]
    from = "muscle-area.pectoral right"
    help = "Within an outline named \"pectoral right\": its voxels in the band of muscle."

    [[sections.fields]]
    id = "muscle-area-left"
    title = "Pectoral area, left"
    kind = "number"
    unit = "cm²"
    range = [0, 500]
    from = "muscle-area.pectoral left"

    [[sections.fields]]
    id = "muscle-mean-right"
    title = "Pectoral density, right"
    kind = "number"
    unit = "HU"
    range = [-100, 200]
    from = "muscle-mean.pectoral right"

    [[sections.fields]]
    id = "muscle-mean-left"
    title = "Pectoral density, left"
    kind = "number"
    unit = "HU"
    range = [-100, 200]
    from = "muscle-mean.pectoral left"

    [[sections.fields]]
    id = "liver"
    title = "Liver density"
    kind = "number"
    unit = "HU"
    range = [-100, 200]

    # What is known of the patient: all of it may stay open. Nothing here identifies anybody.
    [[sections]]
    id = "clinical"
    title = "Clinical"

    [[sections.fields]]
    id = "age"
    title = "Age"
    kind = "number"
    unit = "years"
    range = [0, 120]
    whole = true

    [[sections.fields]]
    id = "sex"
    title = "Sex"
    kind = "choice"
    options = [
      { id = "female", title = "female", key = "0", points = 0 },
      { id = "male", title = "male", key = "1", points = 1 },
    ]

    [[sections.fields]]
    id = "bmi"
    title = "Body-mass index"
    kind = "number"
    unit = "kg/m²"
    range = [8, 100]

    [[sections.fields]]
    id = "stature"
    title = "Stature"
    kind = "number"
    unit = "cm"
    range = [40, 250]

    [[sections.fields]]
    id = "days"
    title = "Days since first symptoms"
    kind = "number"
    unit = "days"
    range = [0, 365]
    whole = true

    [[sections.fields]]
    id = "spo2"
    title = "SpO2"
    kind = "number"
    unit = "%"
    range = [30, 100]

    [[sections.fields]]
    id = "oxygen"
    title = "Oxygen"
    kind = "number"
    unit = "L/min"
    range = [0, 100]
    help = "0 on room air."

    [[sections.fields]]
    id = "respiratory-rate"
    title = "Respiratory rate"
    kind = "number"
    unit = "/min"
    range = [0, 100]
    whole = true

    [[sections.fields]]
    id = "heart-rate"
    title = "Heart rate"
    kind = "number"
    unit = "/min"
    range = [0, 300]
    whole = true

    [[sections.fields]]
    id = "systolic"
    title = "Systolic pressure"
    kind = "number"
    unit = "mmHg"
    range = [0, 350]
    whole = true

    [[sections.fields]]
    id = "temperature"
    title = "Temperature"
    kind = "number"
    unit = "°C"
    range = [25, 45]

    [[sections.fields]]
    id = "gcs"
    title = "Glasgow Coma Scale"
    kind = "number"
    unit = ""
    range = [3, 15]
    whole = true

    [[sections.fields]]
    id = "alert"
    title = "Alert"
    kind = "yes-no"

    [[sections.fields]]
    id = "comorbidities"
    title = "Comorbidities"
    kind = "choices"
    help = "As 4C counts them; obesity as the clinician says."
    options = [
      { id = "cardiac", title = "chronic cardiac disease" },
      { id = "respiratory", title = "chronic respiratory disease" },
      { id = "renal", title = "chronic renal disease" },
      { id = "liver", title = "liver disease" },
      { id = "neurological", title = "chronic neurological disease" },
      { id = "connective", title = "connective tissue disease" },
      { id = "diabetes", title = "diabetes" },
      { id = "cancer", title = "malignant disease" },
      { id = "obesity", title = "obesity" },
    ]

    [[sections.fields]]
    id = "urea"
    title = "Urea"
    kind = "number"
    unit = "mmol/L"
    range = [0, 150]

    [[sections.fields]]
    id = "platelets"
    title = "Platelets"
    kind = "number"
    unit = "G/L"
    range = [0, 3000]

    [[sections.fields]]
    id = "crp"
    title = "C-reactive protein"
    kind = "number"
    unit = "mg/L"
    range = [0, 1500]

    [[sections.fields]]
    id = "ldh"
    title = "Lactate dehydrogenase"
    kind = "number"
    unit = "U/L"
    range = [0, 20000]

    [[sections.fields]]
    id = "scancovia"
    title = "ScanCovIA, clinic and report"
    kind = "computed"
    formula = "scancovia-clinical-report"
    digits = 3
    [sections.fields.inputs]
    spo2 = "spo2"
    extent = "extent-visual"
    age = "age"
    male = "sex"
    platelets = "platelets"
    urea = "urea"

    [[sections.fields]]
    id = "scancovia-report"
    title = "ScanCovIA, report alone"
    kind = "computed"
    formula = "scancovia-report"
    digits = 3
    [sections.fields.inputs]
    opacity = "ggo"
    crazy-paving = "crazy-paving"
    consolidation = "consolidation"
    subpleural = "axial"
    predominance = "predominance"
    extent = "extent-visual"

    [[sections.fields]]
    id = "four-c"
    title = "4C mortality (0-21)"
    kind = "computed"
    formula = "4c-mortality"
    bands = [
      { from = 0, title = "low" },
      { from = 4, title = "intermediate" },
      { from = 9, title = "high" },
      { from = 15, title = "very high" },
    ]
    [sections.fields.inputs]
    age = "age"
    male = "sex"
    comorbidities = "comorbidities"
    respiratory-rate = "respiratory-rate"
    spo2 = "spo2"
    gcs = "gcs"
    urea = "urea"
    crp = "crp"

    [[sections.fields]]
    id = "news2"
    title = "NEWS2 (0-20)"
    kind = "computed"
    formula = "news2"
    bands = [
      { from = 0, title = "low" },
      { from = 5, title = "medium" },
      { from = 7, title = "high" },
    ]
    [sections.fields.inputs]
    respiratory-rate = "respiratory-rate"
    spo2 = "spo2"
    oxygen = "oxygen"
    systolic = "systolic"
    heart-rate = "heart-rate"
    alert = "alert"
    temperature = "temperature"

    # Scores that need lobes or segments are read by eye: they are asked for only when the reader wants them.
    [[sections]]
    id = "manual"
    title = "Scores by eye"

    [[sections.fields]]
    id = "by-eye"
    title = "Which scores"
    kind = "choices"
    normal = []
    options = [
      { id = "pan", title = "Pan, 5 lobes" },
      { id = "tss", title = "TSS, 5 lobes" },
      { id = "yang", title = "Yang, 20 regions" },
    ]

    [[sections.fields]]
    id = "pan"
    title = "Pan"
    kind = "grid"
    regions = "lobes"
    scale = "pan"
    when = { field = "by-eye", is = ["pan"] }

    [[sections.fields]]
    id = "pan-sum"
    title = "Pan CTSS (0-25)"
    kind = "computed"
    formula = "pan-ctss-25"
    inputs = { lobes = "pan" }
    when = { field = "by-eye", is = ["pan"] }
    bands = [
      { from = 0, title = "below 18" },
      { from = 18, title = "18 or more" },
    ]

    [[sections.fields]]
    id = "tss"
    title = "TSS"
    kind = "grid"
    regions = "lobes"
    scale = "tss"
    when = { field = "by-eye", is = ["tss"] }

    [[sections.fields]]
    id = "tss-sum"
    title = "Total severity score (0-20)"
    kind = "computed"
    formula = "tss"
    inputs = { lobes = "tss" }
    when = { field = "by-eye", is = ["tss"] }
    bands = [
      { from = 0, title = "below 7.5" },
      { from = 7.5, title = "7.5 or more" },
    ]

    [[sections.fields]]
    id = "yang"
    title = "Yang"
    kind = "grid"
    regions = "segments"
    scale = "yang"
    when = { field = "by-eye", is = ["yang"] }
    help = "The left apicoposterior and the left anteromedial basal segment count as two regions each."

    [[sections.fields]]
    id = "yang-sum"
    title = "Yang CT-SS (0-40)"
    kind = "computed"
    formula = "yang-ct-ss"
    inputs = { regions = "yang" }
    when = { field = "by-eye", is = ["yang"] }
    bands = [
      { from = 0, title = "below 19.5" },
      { from = 19.5, title = "19.5 or more" },
    ]

    [[sections]]
    id = "remarks"
    title = "Remarks"

    [[sections.fields]]
    id = "remarks"
    title = "Remarks"
    kind = "text"
    help = "No names, numbers or dates of the patient."

    """#
}
