import FoundationEssentials

/// Reads the JSON of requests.
enum WireJSON {
    /// A body as a value, whose properties are named like the fields, but for the underscores; nil where it is none.
    static func read<Value: Decodable>(_ bytes: [UInt8]) -> Value? {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try? decoder.decode(Value.self, from: Data(bytes))
    }
}
