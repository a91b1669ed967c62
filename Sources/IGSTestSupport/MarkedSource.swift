package import IGSScript

/// A source with marks in it, so that a test can name positions without counting columns.
///
/// The marks are `1️⃣` to `9️⃣`; they are removed from the text.
package struct MarkedSource {
    /// The source without its marks.
    package let file: SourceFile
    /// The byte offset of each mark in the text.
    package let marks: [String: Int]

    /// Reads a text with marks.
    package init(_ text: String, name: String = "test.igs", origin: SourceFile.Origin = .file) {
        var bytes: [UInt8] = []
        var marks: [String: Int] = [:]
        for character in text {
            if character.unicodeScalars.last == "\u{20E3}" {
                marks[String(character)] = bytes.count
            } else {
                bytes += Array(String(character).utf8)
            }
        }
        file = SourceFile(name: name, origin: origin, bytes: bytes)
        self.marks = marks
    }
}
