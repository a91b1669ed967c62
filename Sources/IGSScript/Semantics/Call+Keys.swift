/// What a call gives the parameters and options that keys stand for.
extension Call {
    /// The value of a parameter, if it is given and known.
    public subscript<Value: WordValue>(key: ParameterKey<Value>) -> Value? {
        let text = key.parameter.arity == .text ? text(of: key) : firstValue(of: key.parameter)
        return text.flatMap(Value.init(word:))
    }

    /// The text of a parameter, if it is given and known.
    public subscript(key: ParameterKey<String>) -> String? {
        key.parameter.arity == .text ? text(of: key) : firstValue(of: key.parameter)
    }

    /// The known values of a parameter, in order.
    public subscript<Element: WordValue>(key: ParameterKey<[Element]>) -> [Element] {
        arguments(of: key).compactMap { $0.value.flatMap(Element.init(word:)) }
    }

    /// The last value given to an option, if it is known.
    public subscript<Value: WordValue>(key: OptionKey<Value>) -> Value? {
        arguments(of: key).last?.value.flatMap(Value.init(word:))
    }

    /// The known values given to an option, in order.
    public subscript<Element: WordValue>(key: OptionKey<[Element]>) -> [Element] {
        arguments(of: key).compactMap { $0.value.flatMap(Element.init(word:)) }
    }

    /// Whether a flag was given.
    public subscript(key: OptionKey<Bool>) -> Bool { has(key) }
}
