/// A parameter of a command, and the key to its value in a call.
///
/// It is declared once: it stands in the ``Signature``, and reads what a call gives the parameter. So a command cannot ask
/// for a name that it does not declare, nor for another type.
///
///     static let task = ParameterKey<TaskID>("task", .taskID, "the task")
///     static let jobs = ParameterKey<[String]>("job", .job, "jobs")
///     …
///     call[Self.task]  // TaskID?
///     call[Self.jobs]  // [String]
public struct ParameterKey<Value>: ParameterDeclaration {
    /// The declaration.
    public let parameter: Parameter
}

extension ParameterKey where Value: WordValue {
    /// Makes a parameter of one word.
    public init(_ name: String, _ type: ValueType, _ summary: String) {
        self.init(name, type, .one, summary)
    }

    /// Makes a parameter with one value: that of its word, or of all its words as one text.
    public init(_ name: String, _ type: ValueType, _ arity: Parameter.Arity, _ summary: String) {
        parameter = Parameter(name, type, arity, summary)
    }
}

extension ParameterKey {
    /// Makes a parameter of any number of words, none included.
    public init<Element: WordValue>(
        _ name: String, _ type: ValueType, _ summary: String
    ) where Value == [Element] {
        parameter = Parameter(name, type, .many, summary)
    }
}

/// What declares a parameter: the declaration itself, or a key that holds it.
public protocol ParameterDeclaration: Sendable {
    /// The declaration.
    var parameter: Parameter { get }
}

extension Parameter: ParameterDeclaration {
    /// The declaration itself.
    public var parameter: Parameter { self }
}

extension Call {
    /// The value of a parameter, where it is there and known.
    public subscript<Value: WordValue>(key: ParameterKey<Value>) -> Value? {
        let text = key.parameter.arity == .text ? text(of: key) : firstValue(of: key.parameter)
        return text.flatMap(Value.init(word:))
    }

    /// The known values of a parameter, in order.
    public subscript<Element: WordValue>(key: ParameterKey<[Element]>) -> [Element] {
        arguments(of: key).compactMap { $0.value.flatMap(Element.init(word:)) }
    }
}
