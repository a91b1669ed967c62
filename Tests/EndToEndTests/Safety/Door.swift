import Foundation
import IGSTestSupport
import Testing

/// A way into one of the programs, with a place for a value of the caller's: `$E` in a line of the shell.
struct Door: Sendable {
    /// What is done with a value of text that a terminal would act upon.
    enum Answer: Sendable {
        /// The program ends with this code, and shows the value, made visible.
        case shown(Int32)
        /// The program ends with this code, and does not show the value.
        case silent(Int32)
    }

    /// The call, in which `$E` is the value.
    let call: String
    let answer: Answer
    /// What a refusal names of a value that is not UTF-8; nil: the number of the argument.
    var name: String?
    /// The code and the identifier of that refusal.
    var refusal: (code: Int32, id: String) = (2, "not UTF-8")

    /// How a call of the shell ended.
    struct Outcome: Sendable, CustomStringConvertible {
        let call: String
        let code: Int32
        let output: [UInt8]
        let errors: [UInt8]

        var bytes: [UInt8] { output + errors }
        var text: String { String(decoding: bytes, as: UTF8.self) }
        var description: String { "\(call)\nexit \(code)\n\(text.debugDescription)" }

        /// Whether a terminal gets nothing from it but text: no control character but newline and tab, none that changes
        /// the direction of writing or ends lines, and no byte that is not UTF-8.
        var isPlain: Bool {
            guard let text = String(validating: bytes, as: UTF8.self) else { return false }
            return text.unicodeScalars.allSatisfy { scalar in
                switch scalar.value {
                case 0x09, 0x0A: true
                case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E,
                    0x2066...0x2069:
                    false
                default: true
                }
            }
        }
    }
}

extension Bench {
    /// Makes calls one after the other, in one shell: each with the built programs, and nothing on its input.
    ///
    /// - Parameters:
    ///   - preparation: lines of the shell that run first.
    ///   - value: what `$E` is, as `printf` writes it.
    func outcomes(
        of calls: [String], value: String = "", preparation: String = ""
    ) async throws -> [Door.Outcome] {
        let answers = folder + "/answers"
        var lines = ["mkdir '\(answers)'", "E=\"$(printf '\(value)')\"", preparation]
        for (number, call) in calls.enumerated() {
            let answer = "\(answers)/\(number)"
            lines.append("( \(call) ) > '\(answer).out' 2> '\(answer).err' < /dev/null")
            lines.append("echo $? > '\(answer).code'")
        }
        try write(lines.joined(separator: "\n") + "\n", to: "../calls.sh")
        let whole = try await shell(". '\(folder)/calls.sh'", within: .seconds(120))
        #expect(whole.exitCode == 0 && whole.errors.isEmpty, "\(whole.story)")
        return try calls.indices.map { number in
            let code = try #require(bytes(of: "\(answers)/\(number).code"))
            let digits = String(decoding: code, as: UTF8.self).dropLast()
            return Door.Outcome(
                call: calls[number], code: try #require(Int32(digits)),
                output: try #require(bytes(of: "\(answers)/\(number).out")),
                errors: try #require(bytes(of: "\(answers)/\(number).err")))
        }
    }

    /// The billing journals below all folders of this test: what any sandbox was sent.
    var journals: [String] {
        Self.contents(of: folder).filter { $0.hasSuffix("journal.jsonl") }
    }
}
