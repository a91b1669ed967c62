/// Finds facts within the words of an error's message (Protocol, "Errors").
enum ErrorText {
    /// Returns the categories in `safety_violations=[violence, …]`, in order; at most 20.
    static func categories(in message: String) -> [String] {
        guard let list = after("safety_violations=", in: message), list.first == "[",
            let end = list.firstIndex(of: "]")
        else { return [] }
        return list[..<end].dropFirst().split(separator: ",").prefix(20).compactMap { item in
            let name = item.filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
            return name.isEmpty ? nil : String(name.prefix(64))
        }
    }

    /// Returns the token after `request id`, which support asks for.
    static func requestID(in message: String) -> String? {
        for mark in ["request id", "request_id", "requestid"] {
            guard let rest = after(mark, in: message) else { continue }
            let token = rest.drop { " :='\"".contains($0) }
                .prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
            // A word that happens to follow is not an id.
            if token.count >= 6, token.contains(where: \.isNumber) {
                return String(token.prefix(128))
            }
        }
        return nil
    }

    /// Returns what follows the first `mark` (lower-case ASCII), in whatever case it is written.
    static func after(_ mark: String, in text: String) -> Substring? {
        let bytes = Array(text.utf8)
        let wanted = Array(mark.utf8)
        guard bytes.count >= wanted.count else { return nil }
        let start = (0...bytes.count - wanted.count).first { start in
            zip(bytes[start...], wanted).allSatisfy { byte, wanted in
                (byte.isUpperCaseLetter ? byte | 0x20 : byte) == wanted
            }
        }
        guard let start else { return nil }
        return text[text.utf8.index(text.startIndex, offsetBy: start + wanted.count)...]
    }
}
