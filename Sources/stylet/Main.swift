import StyletCore
@main struct Main { static func main() { print("stylet") } }
