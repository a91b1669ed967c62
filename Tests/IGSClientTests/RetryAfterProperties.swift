@testable import IGSClient

/// What must hold of any bytes as a request to wait, in a header or a message.
enum RetryAfterProperties {
    /// What does not hold; nil where everything does.
    static func violation(of bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        let moments = [0, 1_763_174_708, -1e18, 1e18, Double.greatestFiniteMagnitude]
        let waits =
            moments.map { RetryAfter.duration(header: text, now: $0) } + [
                RetryAfter.duration(message: text),
                RetryAfter.duration(message: "try again in " + text),
            ]
        for case let wait? in waits where wait < .zero || wait > .seconds(86_400) {
            return "a wait of \(wait)"
        }
        if let date = HTTPDate(text),
            !(-62_135_596_800...253_402_300_800).contains(date.secondsSince1970)
        {
            return "a date of \(date.secondsSince1970)"
        }
        return nil
    }
}
