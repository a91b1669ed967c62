/// A subject that has its place in the frame.
struct Placement: Hashable, Sendable {
    let subject: Scene.Subject
    /// The place among several of its kind, from 0; nil if the subject is drawn as it usually is.
    var index: Int?
    var foot: Spot
    var height: Double
    /// How much of the frame's width it fills, if it can fill all of it.
    var width: Double
}
