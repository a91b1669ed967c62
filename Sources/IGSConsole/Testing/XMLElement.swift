/// An element of XML 1.0, as text.
struct XMLElement {
    /// The element with its attributes and its content, on lines of its own.
    let text: String

    /// Makes an element of elements.
    init(_ name: String, _ attributes: [(String, String)], _ children: [XMLElement]) {
        let content = children.map { "\n" + $0.text }.joined()
        text = Self.element(name, attributes, content.isEmpty ? "" : content + "\n")
    }

    /// Makes an element of text.
    init(_ name: String, _ attributes: [(String, String)], text: String) {
        self.text = Self.element(name, attributes, Self.escaped(text, inAttribute: false))
    }

    private static func element(
        _ name: String, _ attributes: [(String, String)], _ content: String
    ) -> String {
        let head = attributes.reduce(name) { head, attribute in
            "\(head) \(attribute.0)=\"\(escaped(attribute.1, inAttribute: true))\""
        }
        return content.isEmpty ? "<\(head)/>" : "<\(head)>\(content)</\(name)>"
    }

    /// Returns text with its marks as entities; characters that XML cannot hold become U+FFFD.
    private static func escaped(_ text: String, inAttribute: Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\r": result += "&#13;"
            case "\t", "\n":
                // In an attribute, they would be read as blanks.
                if inAttribute {
                    result += "&#\(scalar.value);"
                } else {
                    result.append(Character(scalar))
                }
            case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
