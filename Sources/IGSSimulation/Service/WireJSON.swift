import FoundationEssentials

/// Reads the JSON of requests.
enum WireJSON {
    /// Returns a body as a value, whose properties are named like the fields, but in camel case; nil if it is not one.
    static func read<Value: Decodable>(_ bytes: [UInt8]) -> Value? {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try? decoder.decode(Value.self, from: Data(bytes))
    }
}
