/// File sizes as people read them: `412 kB`.
package enum ByteCountText {
    /// Returns a number of bytes in decimal units, with three significant digits at most.
    package static func format(_ count: Int) -> String {
        var value = Double(count)
        var unit = "bytes"
        for next in ["kB", "MB", "GB"] where value >= 1_000 {
            value /= 1_000
            unit = next
        }
        if unit == "bytes" { return count == 1 ? "1 byte" : "\(count) bytes" }
        let rounded = value < 10 ? (value * 10).rounded() / 10 : value.rounded()
        let text = rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
        return "\(text) \(unit)"
    }
}
