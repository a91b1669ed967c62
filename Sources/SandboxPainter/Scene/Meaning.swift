/// What a word of a prompt adds to a scene.
enum Meaning: Hashable, Sendable {
    case hour(Scene.Hour)
    case weather(Scene.Weather)
    case season(Scene.Season)
    case ground(Scene.Ground)
    case subject(Scene.Subject)
    case style(Scene.Style)
    case extra(Scene.Extra)
    case colour(UInt32)

    /// Whether numbers can say how many of it there are.
    var isCountable: Bool {
        switch self {
        case .subject, .extra(.birds): true
        default: false
        }
    }
}
