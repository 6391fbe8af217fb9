import StyletCore
