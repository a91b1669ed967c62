/// The arguments after a fault's word: every text has been accepted by its parameter.
struct FaultArguments: Sendable {
    private let parameters: [FaultParameter]
    private var texts: [String: String] = [:]

    /// Makes an empty list: everything has its default.
    init(for fault: Fault) {
        parameters = fault.parameters
    }

    /// Uses a word for the first parameter that accepts it and has none yet.
    ///
    /// - Returns: Whether there was one.
    mutating func take(_ text: some StringProtocol) -> Bool {
        let open = parameters.first { texts[$0.name] == nil && $0.accepts(text) }
        guard let open else { return false }
        texts[open.name] = String(text)
        return true
    }

    /// Returns the text of a parameter, or its default.
    func text(_ name: String) -> String {
        texts[name] ?? parameters.first { $0.name == name }?.defaultText ?? ""
    }

    func integer(_ name: String) -> Int { Int(text(name)) ?? 0 }

    /// Returns the seconds of a parameter of that kind.
    func seconds(_ name: String) -> Double { FaultParameter.seconds(text(name)) ?? 0 }

    /// Whether a flag was given.
    func has(_ flag: String) -> Bool { texts[flag] != nil }

    /// How the parameter `END` ends the connection.
    var end: ConnectionEnd { ConnectionEnd(rawValue: text("END")) ?? .fin }

    /// The given arguments as they could have been written.
    var words: [String] { parameters.compactMap { texts[$0.name] } }
}

extension FaultParameter {
    /// How a connection ends: read by ``FaultArguments/end``.
    static let end = FaultParameter(
        "END", .choice(ConnectionEnd.allCases.map(\.rawValue)), default: ConnectionEnd.fin.rawValue)

    static let bytes = FaultParameter("BYTES", .integer(0...1 << 40), default: "0")

    /// A task is accepted, and charged, all the same.
    static let charged = flag("charged")
}
