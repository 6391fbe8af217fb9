import StyletTexts

enum CarriedRule { static var text: String { CarriedText.triageRule } }
