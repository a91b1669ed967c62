import IGSImages

/// A request's JSON. Files in it become data URIs while the request is sent.
indirect enum JSONBody: Sendable {
    case string(String)
    case integer(Int)
    case array([JSONBody])
    /// Fields in the order in which they are sent.
    case object([(key: String, value: JSONBody)])
    /// A file's bytes as a data URI.
    case file(path: String, byteCount: Int, format: ImageFormat)

    /// The body as stretches of bytes and files.
    var requestBody: RequestBody {
        var writer = Writer()
        writer.write(self)
        return RequestBody(segments: writer.finished())
    }

    /// Makes the JSON of a reference, as the service takes it.
    init(_ reference: ReferenceImage) {
        switch reference.source {
        case .url(let text), .dataURI(let text):
            self = .string(text)
        case .file(let path):
            self = .file(
                path: path, byteCount: reference.byteCount ?? 0, format: reference.format ?? .png)
        }
    }
}

extension JSONBody {
    private struct Writer {
        private var segments: [RequestBody.Segment] = []
        private var bytes: [UInt8] = []

        mutating func write(_ value: JSONBody) {
            switch value {
            case .string(let text):
                write(quoted: text)
            case .integer(let number):
                bytes += "\(number)".utf8
            case .array(let elements):
                bytes.append(UInt8(ascii: "["))
                for (index, element) in elements.enumerated() {
                    if index > 0 { bytes.append(UInt8(ascii: ",")) }
                    write(element)
                }
                bytes.append(UInt8(ascii: "]"))
            case .object(let fields):
                bytes.append(UInt8(ascii: "{"))
                for (index, field) in fields.enumerated() {
                    if index > 0 { bytes.append(UInt8(ascii: ",")) }
                    write(quoted: field.key)
                    bytes.append(UInt8(ascii: ":"))
                    write(field.value)
                }
                bytes.append(UInt8(ascii: "}"))
            case .file(let path, let byteCount, let format):
                bytes += "\"data:\(format.mimeType);base64,".utf8
                segments += [
                    .bytes(bytes), .base64(path: path, byteCount: byteCount),
                ]
                bytes = [UInt8(ascii: "\"")]
            }
        }

        func finished() -> [RequestBody.Segment] {
            segments + [.bytes(bytes)]
        }

        private mutating func write(quoted text: String) {
            bytes.append(UInt8(ascii: "\""))
            for byte in text.utf8 {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                    bytes += [UInt8(ascii: "\\"), byte]
                case 0..<0x20:
                    let digits = Array("0123456789abcdef".utf8)
                    bytes += "\\u00".utf8
                    bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                default:
                    bytes.append(byte)
                }
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
