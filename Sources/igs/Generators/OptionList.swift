import ArgumentParser
import FoundationEssentials

/// The options of a command, as ArgumentParser describes them to other programs.
struct OptionList: Decodable {
    struct Option: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let shouldDisplay: Bool
        let names: [Name]?
        let valueName: String?
        let kind: String
        let abstract: String?

        /// `-c commands`, `--json`; nil for anything that is not an option.
        var synopsis: String? {
            guard shouldDisplay, let names, !names.isEmpty else { return nil }
            let spellings = names.map { $0.kind == "long" ? "--\($0.name)" : "-\($0.name)" }
            let value = kind == "option" ? valueName.map { " \($0)" } ?? "" : ""
            return spellings.joined(separator: ", ") + value
        }
    }

    private struct Command: Decodable {
        let arguments: [Option]?
    }

    private let command: Command

    /// Returns the options of a command that users see; none if they cannot be read.
    static func of(_ type: any ParsableCommand.Type) -> [Option] {
        let list = try? JSONDecoder().decode(Self.self, from: Data(type._dumpHelp().utf8))
        return list?.command.arguments?.filter { $0.synopsis != nil } ?? []
    }
}
