extension String {
    /// The text in lower case, without blanks, underscores and hyphens: `task_id`, `taskId` and `Task-ID` are one word.
    ///
    /// Keys and codes of replies are compared in this form: every client has seen another spelling of them.
    var plainWord: String {
        guard utf8.allSatisfy({ $0 < 0x80 }) else {
            return lowercased().filter { $0 != "_" && $0 != "-" && !$0.isWhitespace }
        }
        guard !utf8.allSatisfy(\.isPlain) else { return self }
        return String(unsafeUninitializedCapacity: utf8.count) { word in
            var count = 0
            for byte in utf8 where byte.isPlain || byte.isUpperCaseLetter {
                word[count] = byte.isUpperCaseLetter ? byte | 0x20 : byte
                count += 1
            }
            return count
        }
    }

    /// Whether the text contains another one, byte for byte. `contains(_:)` would compare characters, which takes a
    /// hundred times as long and finds no part of one.
    func mentions(_ word: String) -> Bool {
        utf8.withContiguousStorageIfAvailable { text in
            word.utf8.withContiguousStorageIfAvailable { word in
                guard text.count >= word.count else { return false }
                return (0...text.count - word.count).contains { start in
                    text[start..<start + word.count].elementsEqual(word)
                }
            } ?? false
        } ?? false
    }
}

private extension UInt8 {
    /// Whether a byte of ASCII stands in a plain word.
    var isPlain: Bool {
        let isBlank = self == 0x20 || (0x09...0x0D).contains(self)
        return !isBlank && !isUpperCaseLetter && self != UInt8(ascii: "_")
            && self != UInt8(ascii: "-")
    }
}
