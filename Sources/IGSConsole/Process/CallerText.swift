internal import Glibc

/// What the caller of this process passed to it, byte by byte.
///
/// Swift repairs arguments that are not UTF-8. But a repaired prompt would be paid for, and a
/// repaired path is a different path.
package enum CallerText {
    /// Returns an argument by its position from 1; the program's name is not counted.
    package static func argument(_ number: Int) -> [UInt8]? {
        guard number > 0, number < Int(CommandLine.argc) else { return nil }
        return CommandLine.unsafeArgv[number].map(bytes)
    }

    /// The number of arguments.
    package static var argumentCount: Int { max(0, Int(CommandLine.argc) - 1) }

    /// Returns a variable of the environment.
    package static func variable(_ name: String) -> [UInt8]? { getenv(name).map(bytes) }

    /// Returns the first byte that is not UTF-8; nil if all are.
    package static func badByte(in bytes: [UInt8]) -> UInt8? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var parser = UTF8.ForwardParser()
        var rest = bytes.makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &rest) {
            case .valid(let scalar): offset += scalar.count
            case .error: return bytes.indices.contains(offset) ? bytes[offset] : nil
            case .emptyInput: return nil
            }
        }
    }

    private static func bytes(_ text: UnsafeMutablePointer<CChar>) -> [UInt8] {
        UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) }
    }
}
