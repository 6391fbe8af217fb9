extension ChestStandards {
  /// Samples/standards/chest-ct.toml, word for word; a test compares them.
  static let builtInText = #"""
    # Bands, limits and scales by which Stylet judges a chest CT.
    #
    # Nothing here is a norm for patients: conventions differ between papers, and each entry says where it comes from.
    # "read" is a published source whose text was read; "customary" is what the field uses, not checked in a paper;
    # "ours" is a rule of this project. A change of any number is a new version.
    #
    # A band or a grade ends as its words say: `from` and `to` belong to it, `above` and `below` do not. What has no
    # upper end goes on for ever.

    id = "chest-ct"
    version = 1

    # HU; what is beyond is taken for the nearest of these before anything is computed. Customary.
    values = { from = -1024, to = 3071 }

    [bands]
    # HU. What a lesion consists of, by value: customary in quantitative Covid-19 CT; the end of consolidation is given
    # as +50 or +100. Negroni 2022 (read) has -700 to -250 for ground glass.
    ground_glass = { from = -750, to = -300 }
    consolidation = { above = -300, to = 100 }
    # Percentage of high opacity: Chaganti 2020, PMC7392373 (the threshold is customary).
    high_opacity = { from = -200 }
    # High attenuation areas: Podolanczuk 2016, ERJ 48:1442 (read).
    high_attenuation = { from = -600, to = -250 }
    # Well-aerated lung: Colombi 2020, PMC7233411 (cut-offs read, the band customary).
    well_aerated = { from = -950, to = -700 }
    # Compromised lung: Lanza 2020 (customary).
    compromised = { from = -500, to = 100 }
    # Low attenuation areas, %LAA-950 and %LAA-910 (read).
    low_attenuation_950 = { to = -950 }
    low_attenuation_910 = { to = -910 }
    # Lung mass: values are taken for the nearest of these (customary; the method: Protti 2014, PMC4512984, read).
    mass = { from = -1000, to = 100 }
    # Gas: the voxels that hold any (customary).
    gas = { from = -1000, to = 0 }
    # Fat and muscle: MESA and Besutti 2021 (read); visceral fat is sometimes taken narrower (read).
    fat = { from = -190, to = -30 }
    visceral_fat = { from = -150, to = -50 }
    muscle = { from = -29, to = 150 }

    # Aeration of the lung in ARDS: Gattinoni 2001 (customary; usually written -1000...-901, -900...-501, -500...-101).
    [[aeration]]
    name = "hyperinflated"
    from = -1000
    below = -900

    [[aeration]]
    name = "normally aerated"
    from = -900
    below = -500

    [[aeration]]
    name = "poorly aerated"
    from = -500
    below = -100

    [[aeration]]
    name = "not aerated"
    from = -100
    to = 100

    # Percentile of the lung's values that stands for its density; density in g/L is 1000 more (read).
    [density]
    percentile = 15

    # Extent of pneumonia, % of both lungs: the classes of the report of the SFR and SIT, numbered as ScanCovIA has them
    # (read). Which class owns a bound is not said there: ours.
    [scales.sfr]
    name = "SFR/SIT"
    grades = [
      { grade = 0, name = "absent", to = 0 },
      { grade = 1, name = "minimal", below = 10 },
      { grade = 2, name = "moderate", below = 25 },
      { grade = 3, name = "extended", below = 50 },
      { grade = 4, name = "severe", to = 75 },
      { grade = 5, name = "critical" },
    ]

    # CT severity score of the whole lung, % of both lungs: EPJ Plus 2023, s13360-023-03896-4 (read).
    [scales.whole_lung]
    name = "Whole-lung CT score"
    grades = [
      { grade = 0, name = "none", to = 0 },
      { grade = 1, name = "under 5 %", below = 5 },
      { grade = 2, name = "5 to 25 %", below = 25 },
      { grade = 3, name = "25 to 50 %", below = 50 },
      { grade = 4, name = "50 to 75 %", below = 75 },
      { grade = 5, name = "75 % or more" },
    ]

    # Of each of six zones, % of the zone; the sum is 0 to 24: bio-protocol r8704683 (read).
    [scales.zonal]
    name = "Six zones"
    grades = [
      { grade = 0, name = "none", to = 0 },
      { grade = 1, name = "under 25 %", below = 25 },
      { grade = 2, name = "25 to 50 %", below = 50 },
      { grade = 3, name = "50 to 75 %", below = 75 },
      { grade = 4, name = "75 % or more" },
    ]

    # Of each of five lobes, by eye; the sum is 0 to 25: Pan 2020 (read).
    [scales.pan]
    name = "Pan"
    grades = [
      { grade = 0, name = "none", to = 0 },
      { grade = 1, name = "under 5 %", below = 5 },
      { grade = 2, name = "5 to 25 %", to = 25 },
      { grade = 3, name = "26 to 49 %", below = 50 },
      { grade = 4, name = "50 to 75 %", to = 75 },
      { grade = 5, name = "over 75 %" },
    ]

    # Of each of five lobes, by eye; the sum is 0 to 20: total severity score, Chung 2020 (customary).
    [scales.tss]
    name = "TSS"
    grades = [
      { grade = 0, name = "none", to = 0 },
      { grade = 1, name = "1 to 25 %", to = 25 },
      { grade = 2, name = "26 to 50 %", to = 50 },
      { grade = 3, name = "51 to 75 %", to = 75 },
      { grade = 4, name = "76 to 100 %" },
    ]

    # Of each of twenty regions, by eye; the sum is 0 to 40: Yang 2020 (read).
    [scales.yang]
    name = "Yang"
    grades = [
      { grade = 0, name = "none", to = 0 },
      { grade = 1, name = "under 50 %", below = 50 },
      { grade = 2, name = "50 % or more" },
    ]

    # %LAA-950 of lung without lesion: as COPDGene reads it (customary).
    [scales.emphysema]
    name = "%LAA-950"
    grades = [
      { grade = 0, name = "normal", below = 5 },
      { grade = 1, name = "mild", to = 10 },
      { grade = 2, name = "more" },
    ]

    # Weight of a calcification by its highest value, HU: Agatston 1990, Siemens manual (read).
    [scales.calcium_weight]
    name = "Agatston weight"
    grades = [
      { grade = 0, name = "none", below = 130 },
      { grade = 1, name = "130 to 199 HU", below = 200 },
      { grade = 2, name = "200 to 299 HU", below = 300 },
      { grade = 3, name = "300 to 399 HU", below = 400 },
      { grade = 4, name = "400 HU or more" },
    ]

    # Categories of the Agatston score (read), and those of CAC-DRS (customary).
    [scales.agatston]
    name = "Agatston"
    grades = [
      { grade = 0, name = "0", to = 0 },
      { grade = 1, name = "1 to 100", to = 100 },
      { grade = 2, name = "101 to 400", to = 400 },
      { grade = 3, name = "over 400" },
    ]

    [scales.cac_drs]
    name = "CAC-DRS"
    grades = [
      { grade = 0, name = "A0", to = 0 },
      { grade = 1, name = "A1", below = 100 },
      { grade = 2, name = "A2", below = 300 },
      { grade = 3, name = "A3" },
    ]

    # Groups of the visual sum 0 to 12 over four arteries, with cardiovascular death in 1.2, 1.8, 5.0 and 5.3 %: Shemesh
    # 2010 (read).
    [scales.shemesh]
    name = "Shemesh"
    grades = [
      { grade = 0, name = "0", to = 0 },
      { grade = 1, name = "1 to 3", to = 3 },
      { grade = 2, name = "4 to 6", to = 6 },
      { grade = 3, name = "7 to 12" },
    ]

    # Automatic opacity that no reader has confirmed is class 0 below either of these. Ours.
    [unconfirmed]
    percent = 0.5
    millilitres = 5

    # Poor inspiration makes lung look like ground glass: lungs below this volume, or lung without lesion above this
    # mean. For adults. Ours.
    [inspiration]
    millilitres = 2500
    mean_hu = -650

    # What makes densities less comparable. Slices beyond `emphysema_mm` lower %LAA, those beyond `thick_mm` and sharp
    # kernels make it doubtful (PMC4000020, read; the limits customary); calibrations hold at `kilovolts`. A kernel is
    # sharp when its name, without regard to case, contains one of the words, or is one of the letters followed by a
    # number from the one given: Siemens' B60 up and its successors, Canon's FC50 up; GE's and Philips' by their names
    # (customary).
    [acquisition]
    emphysema_mm = 1.5
    thick_mm = 2.5
    kilovolts = 120
    sharp_words = ["lung", "bone", "edge", "sharp", "detail"]
    sharp_series = [
      { letters = "B", from = 60 },
      { letters = "I", from = 60 },
      { letters = "Bl", from = 60 },
      { letters = "Br", from = 60 },
      { letters = "Bf", from = 60 },
      { letters = "FC", from = 50 },
    ]

    # Lesions: automatic ones below `minimum_ml` are left out, peripheral is what lies within `peripheral_mm` of the
    # pleura (ours); RECIST 1.1: measurable from `measurable_mm`, nodes by their short axis from `node_mm`, on slices up
    # to `slice_mm` (customary).
    [lesions]
    minimum_ml = 0.1
    peripheral_mm = 20
    measurable_mm = 10
    node_mm = 15
    slice_mm = 5

    # Coronary calcium: from `threshold_hu`, parts of a slice from `minimum_mm2`, weighted as for contiguous slices of
    # `slice_mm` (Agatston 1990, Siemens manual, read); the threshold holds at `kilovolts` and for slices up to
    # `slice_mm`.
    [calcium]
    threshold_hu = 130
    minimum_mm2 = 1
    slice_mm = 3
    kilovolts = 120

    # Upper limits of the main pulmonary artery, mm, and of its ratio to the ascending aorta: Framingham, PMC3275437
    # (read); a ratio above 1 goes with pulmonary hypertension (customary).
    [vessels]
    pulmonary_artery_men_mm = 29
    pulmonary_artery_women_mm = 27
    ratio = 0.9
    ratio_hypertension = 1

    # What scores and shares were reported to go with.
    [reported]
    # Extent over this in 68 % of severe and 26 % of other patients: Guillo 2020, PMC7414360 (read).
    extent_severe = 25
    # Opacity of healthy lungs, % : below this in 98 of 100, Chaganti 2020 (read).
    opacity_healthy = 1
    # Pan's score: mortality from the first (Francone 2020, read); poor from the second, good up to the third (Angeli
    # 2020, read).
    pan_mortality = 18
    pan_poor = 15
    pan_good = 6
    # TSS, severe from (customary); Yang, severe from (read).
    tss_severe = 7.5
    yang_severe = 19.5
    # Well-aerated lung, % by eye and by software, and litres of it, that are poor when below: Colombi 2020 (read).
    well_aerated_visual = 73
    well_aerated_software = 71
    well_aerated_litres = 2.9
    # Compromised lung, %: oxygen from the first, intubation above the second: Lanza 2020 (customary).
    compromised_oxygen = 6
    compromised_intubation = 23
    # High attenuation areas of healthy never-smokers, median %: Podolanczuk 2016 (read).
    high_attenuation_healthy = 4.3
    """#
}
