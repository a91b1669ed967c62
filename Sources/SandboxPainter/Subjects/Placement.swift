/// A subject with its position in the frame.
struct Placement: Hashable, Sendable {
    let subject: Scene.Subject
    /// Its number among several of its kind, from 0; nil if the subject is drawn as usual.
    var index: Int?
    var foot: Spot
    var height: Double
    /// How much of the frame's width it fills, if it can fill all of it.
    var width: Double
}
