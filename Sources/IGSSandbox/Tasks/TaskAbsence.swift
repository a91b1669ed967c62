/// A time during which no query finds a task, fixed when the task is accepted: seconds since 1970.
package struct TaskAbsence: Hashable, Codable, Sendable {
    package let from: Double
    package let until: Double

    /// Makes an absence.
    ///
    /// - Parameters:
    ///   - seconds: The service's seconds since acceptance.
    ///   - speed: How many times faster than the service the sandbox is.
    init(_ seconds: Range<Double>, acceptedAt: Double, speed: Double) {
        from = acceptedAt + seconds.lowerBound / speed
        until = acceptedAt + seconds.upperBound / speed
    }

    func contains(_ moment: Double) -> Bool { moment >= from && moment < until }
}
