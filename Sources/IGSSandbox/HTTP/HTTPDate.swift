import Glibc

/// Dates as in HTTP's headers.
enum HTTPDate {
    /// Writes a date.
    ///
    /// - Parameter moment: Seconds since 1970; a value that is not a moment becomes 1970.
    static func text(_ moment: Double) -> String {
        var time = time_t(moment.isFinite ? min(max(moment, 0), 1e11) : 0)
        var parts = tm()
        gmtime_r(&time, &parts)
        var buffer = [CChar](repeating: 0, count: 64)
        let count = strftime(&buffer, buffer.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
