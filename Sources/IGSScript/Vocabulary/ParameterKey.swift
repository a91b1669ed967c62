/// A parameter of a command, and the key to its value in a call.
///
/// It is declared once: it is part of the ``Signature``, and reads the value that a call gives the parameter. So a
/// command cannot ask for a name that it does not declare, nor for another type.
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
    ///
    /// - Parameter substitute: The option that may be given instead.
    public init(
        _ name: String, _ type: ValueType, _ arity: Parameter.Arity, _ summary: String,
        or substitute: (any OptionDeclaration)? = nil
    ) {
        parameter = Parameter(name, type, arity, summary, or: substitute?.option)
    }
}

extension ParameterKey {
    /// Makes a parameter of any number of words, including none.
    public init<Element: WordValue>(
        _ name: String, _ type: ValueType, _ summary: String
    ) where Value == [Element] {
        parameter = Parameter(name, type, .many, summary)
    }
}

/// Something that declares a parameter: the declaration itself, or a key that holds it.
public protocol ParameterDeclaration: Sendable {
    /// The declaration.
    var parameter: Parameter { get }
}

extension Parameter: ParameterDeclaration {
    /// The declaration itself.
    public var parameter: Parameter { self }
}
