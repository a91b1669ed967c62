package import IGSScript

/// Looks up by name what the commands read by keys, because the vocabularies of tests have no keys.
extension Call {
    /// Returns the words of a parameter, in order; none if the command has no such parameter.
    package func arguments(of parameter: String) -> [Argument] {
        declaration(of: parameter).map { arguments(of: $0) } ?? []
    }

    /// Returns the first word of a parameter.
    package func argument(of parameter: String) -> Argument? { arguments(of: parameter).first }

    /// Returns the known values of a parameter, in order.
    package func values(of parameter: String) -> [String] {
        arguments(of: parameter).compactMap(\.value)
    }

    /// Returns the known value of a parameter of one word.
    package func value(of parameter: String) -> String? { argument(of: parameter)?.value }

    /// Returns the words of a parameter as one text; `nil` if a word has still to be computed.
    package func text(of parameter: String) -> String? {
        declaration(of: parameter).flatMap { text(of: $0) }
    }

    /// Returns the words given to an option, in order; none if it has no value.
    package func arguments(ofOption name: String) -> [Argument] {
        signature.option(named: name).map { arguments(of: $0) } ?? []
    }

    /// Returns the last value given to an option, if it is known.
    package func value(ofOption name: String) -> String? { arguments(ofOption: name).last?.value }

    /// Whether an option was given.
    package func has(_ name: String) -> Bool {
        signature.option(named: name).map { has($0) } ?? false
    }

    private func declaration(of parameter: String) -> Parameter? {
        signature.parameters.first { $0.name == parameter }
    }
}
