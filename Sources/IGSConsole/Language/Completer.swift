internal import Glibc
import IGSClient
import IGSJobs
import IGSRuntime
import IGSScript

/// Finds completions for the word at the end of a text, from the commands' declarations and a
/// session's state.
struct Completer: Sendable {
    let vocabulary: Vocabulary
    let snapshot: SessionSnapshot
    /// The home folder, for `~/`.
    var home = ""
    /// The folders of programs, in the order in which they are searched.
    var programFolders: [String] = []
    var isProgram: @Sendable (String) -> Bool = { access($0, X_OK) == 0 }
    var listFolder: @Sendable (String) -> [FolderListing.Entry] = FolderListing.entries

    /// Returns what the word at the end of `text`, the text before the cursor, can be completed to.
    func complete(_ text: String) -> Completion {
        if let line = PromptInput(text).parts().last?.text, ShellEscape.begins(line) {
            return completeShellWord(line, from: text.utf8.count - line.utf8.count)
        }
        let place = OpenStatement(endOf: text)
        let typed = place.current?.typed(in: text) ?? ""
        if place.current?.quote != .single, let expansion = OpenExpansion(endOf: typed) {
            return completion(
                text.utf8.count - expansion.text.utf8.count, expansion.candidates(snapshot))
        }
        let value = place.current.map { $0.literal ?? typed } ?? ""
        let candidates: [CandidateValue]
        if let request = request(for: place.words, value) {
            // The value in `--name=value` and `name=value` begins behind the `=`.
            let prefix = request.prefix
            let rest = String(value.dropFirst(prefix.count))
            let values = Self.those(values(of: request, rest, place.words), beginningWith: rest)
            candidates = prefix.isEmpty ? values : values.map { $0.prefixed(prefix) }
        } else {
            candidates = Self.those(openings(place.words, value), beginningWith: value)
        }
        var completion = completion(place.start, candidates.map(\.candidate))
        completion.isQuoted = place.current?.quote == .double
        return completion
    }

    /// Returns the values that fit. They are compared byte by byte: there may be very many.
    private static func those(
        _ values: [CandidateValue], beginningWith text: String
    ) -> [CandidateValue] {
        text.isEmpty ? values : values.filter { $0.value.utf8.starts(with: text.utf8) }
    }

    private func completion(
        _ start: Int, _ candidates: [Completion.Candidate]
    ) -> Completion {
        var known: Set<String> = []
        known.reserveCapacity(candidates.count)
        return Completion(
            start: start, candidates: candidates.filter { known.insert($0.insertion).inserted })
    }
}

// MARK: - What is expected

extension Completer {
    /// A value that is expected at the cursor.
    struct Request {
        let type: ValueType
        let name: String
        /// The text before the value in the same word.
        var prefix = ""
    }

    /// Returns the value that the word after `words` must be; nil if it is the name of a command or
    /// an option, or if it can be anything.
    func request(for words: [Word], _ current: String) -> Request? {
        guard let call = OpenCall(words, vocabulary) else { return keywordRequest(words, current) }
        if current.hasPrefix("--"), let equals = current.firstIndex(of: "=") {
            let name = current[..<equals].dropFirst(2)
            guard let option = call.signature.option(named: name), let type = option.type else {
                return nil
            }
            return Request(type: type, name: option.name, prefix: String(current[...equals]))
        }
        if let option = call.pendingOption, let type = option.type {
            return Request(type: type, name: option.name)
        }
        guard !current.hasPrefix("-") || call.endsOptions, let parameter = call.parameter else {
            return nil
        }
        if parameter.type.role == .settingValue, let name = call.arguments.first,
            let setting = Setting.named(name)
        {
            return Request(type: setting.type, name: setting.name)
        }
        return Request(type: parameter.type, name: parameter.name)
    }

    private func keywordRequest(_ words: [Word], _ current: String) -> Request? {
        switch words.first?.bare {
        case "with":
            guard let equals = current.firstIndex(of: "="),
                let setting = Setting.named(String(current[..<equals]))
            else { return nil }
            return Request(
                type: setting.type, name: setting.name, prefix: String(current[...equals]))
        case "source" where words.count == 1, "plan" where words.count == 1:
            return Request(type: Self.script, name: "script")
        case "expect" where words.count == 1: return Request(type: .job, name: "job")
        case "expect" where words.count == 2: return Request(type: Self.property, name: "property")
        default: return nil
        }
    }

    static let script = ValueType.text("FILE")
    /// What a job can be tested for: a field, or a state.
    private static let property = ValueType.choice(
        "FIELD", (JobField.allCases.map(\.rawValue) + JobStateWord.words).map { .init($0) })
}

// MARK: - What there is

extension Completer {
    private func values(
        of request: Request, _ typed: String, _ words: [Word]
    ) -> [CandidateValue] {
        let type = request.type
        if type === Self.script { return files(typed) { $0.hasSuffix(".igs") } }
        switch type.role {
        case .job:
            return jobs(typed) + (takesDestination(words) ? files(typed) { _ in false } : [])
        case .reference: return snapshot.references.map { .init($0.name, $0.origin) }
        case .image:
            if typed.hasPrefix("%") { return jobs(typed) }
            let isOpen = typed.isEmpty && !snapshot.jobs.entries.isEmpty
            return (isOpen ? jobs(typed).filter { $0.value.hasPrefix("%") } : [])
                + files(typed, where: Self.isImage)
        case .file: return files(typed) { _ in true }
        case .destination: return files(typed) { _ in false }
        case .table: return files(typed, where: TableFile.isTable)
        case .setting:
            return Setting.all.map { .init($0.name, $0.summary) }
        case .topic: return CommandTable.help.topics.map { .init($0, "") }
        case .newName, .settingValue: return []
        case .plain:
            return type.candidates.filter { exists($0.value, request.name, words) }
                .map { .init($0.value, $0.summary) }
        }
    }

    /// Whether a command for jobs also accepts the place to save them, as its last word.
    private func takesDestination(_ words: [Word]) -> Bool {
        OpenCall(words, vocabulary)?.signature.parameters.last?.type.role == .destination
    }

    /// Whether a ratio exists at the resolution of the same statement, else at the session's.
    /// Values of other settings do.
    private func exists(_ value: String, _ name: String, _ words: [Word]) -> Bool {
        guard name == "ratio",
            let resolution = OpenCall(words, vocabulary)?.values["resolution"]
                ?? Self.setting("resolution", in: words) ?? snapshot.settings["resolution"]
        else { return true }
        return RatioChoice.exists(value, at: resolution)
    }

    /// Returns the value that `with ratio=16:9` gives to a setting.
    private static func setting(_ name: String, in words: [Word]) -> String? {
        guard words.first?.bare == "with" else { return nil }
        return words.lazy.compactMap(\.literal).last { $0.hasPrefix(name + "=") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    /// Returns the jobs that a word may mean, newest first, and the names of several.
    private func jobs(_ typed: String) -> [CandidateValue] {
        let several: [CandidateValue] = [
            .init("%last", "the newest job"), .init("all", "all jobs"),
            .init("failed", "the jobs that failed"),
        ]
        guard typed.isEmpty || typed.hasPrefix("%") else { return several }
        let beginning = typed.utf8.dropFirst()
        var values: [CandidateValue] = []
        let entries = snapshot.jobs.entries
        // There may be very many: none is copied.
        for index in entries.indices.reversed() where !entries[index].isForgotten {
            let name = entries[index].name ?? "\(entries[index].number)"
            guard name.utf8.starts(with: beginning) else { continue }
            values.append(.init("%" + name, entries[index].job.request.prompt))
        }
        let groups = snapshot.jobs.groups.sorted { $0.name < $1.name }
        return values + groups.map { .init("%" + $0.name, "\($0.count) jobs") } + several
    }

    /// Returns the first words of a statement, the second words of a family, or options.
    private func openings(_ words: [Word], _ current: String) -> [CandidateValue] {
        if let call = OpenCall(words, vocabulary) {
            guard current.hasPrefix("-"), !call.endsOptions else { return [] }
            return call.signature.options.filter { $0.repeats || !call.given.contains($0.name) }
                .flatMap { option in
                    ([option.spelling] + (option.shortSpelling.map { [$0] } ?? []))
                        .map { .init($0, option.summary) }
                }
        }
        if words.first?.bare == "with" {
            return Setting.all.map { .init($0.name + "=", $0.summary, endsWord: false) }
        }
        if let first = words.first?.bare {
            guard words.count == 1, case .family(let members)? = vocabulary.entry(for: first) else {
                return []
            }
            return members.map { .init($0.word, $0.signature.summary) }
        }
        guard words.isEmpty else { return [] }
        var firsts: [CandidateValue] = []
        for signature in vocabulary.signatures {
            let word = signature.words.first.map(String.init) ?? signature.name
            firsts.append(.init(word, signature.summary))
        }
        return firsts + snapshot.definitions.map { .init($0, "defined in this session") }
    }

    /// Returns the wanted files, and the folders to look into.
    private func files(_ typed: String, where isWanted: (String) -> Bool) -> [CandidateValue] {
        let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
        let showsHidden = typed.dropFirst(folder.count).hasPrefix(".")
        let place = folder.hasPrefix("~/") ? home + folder.dropFirst() : folder
        let beginning = typed.dropFirst(folder.count).utf8
        let entries = listFolder(place).filter { entry in
            let name = entry.name.utf8
            return name.starts(with: beginning)
                && (showsHidden || name.first != UInt8(ascii: "."))
                && (entry.isFolder || isWanted(entry.name))
        }
        return entries.sorted { $0.name < $1.name }.map { entry in
            // Without a folder, it would be taken for an option or a job.
            let isMistakable = folder.isEmpty && ["-", "%"].contains(entry.name.first)
            let path = (isMistakable ? "./" : folder) + entry.name
            return entry.isFolder ? .init(path + "/", "folder", endsWord: false) : .init(path)
        }
    }

    /// Returns completions for the last word of a line for the system's shell.
    ///
    /// - Parameter start: Where the line begins in the text.
    private func completeShellWord(_ line: String, from start: Int) -> Completion {
        let place = ShellCompletion(endOf: line)
        let word = place.word
        let values =
            place.isProgram && !word.contains("/") ? programs(word) : files(word) { _ in true }
        return completion(start + place.start, values.map(place.candidate))
    }

    /// Returns the programs whose names begin with the typed text, each once.
    private func programs(_ typed: String) -> [CandidateValue] {
        let names = programFolders.flatMap { folder in
            listFolder(folder + "/")
                .filter { !$0.isFolder && $0.name.utf8.starts(with: typed.utf8) }
                .map(\.name).filter { isProgram("\(folder)/\($0)") }
        }
        return Set(names).sorted().map { CandidateValue($0) }
    }

    private static func isImage(_ name: String) -> Bool {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return [".png", ".jpg", ".jpeg", ".webp"].contains(name[dot...].lowercased())
    }
}

extension OpenStatement {
    /// Returns the last word of the last statement of a text, as it was typed; nil if the statement
    /// has none.
    static func lastWord(of text: String) -> String? {
        let place = OpenStatement(endOf: text)
        return (place.current ?? place.words.last)?.typed(in: text)
    }
}

private extension CommandOption {
    /// Its letter with its dash, if it also has a longer name.
    var shortSpelling: String? { name.count > 1 ? letter.map { "-\($0)" } : nil }
}

private extension Word {
    /// Returns the word as it is written in a text.
    func typed(in text: String) -> String {
        String(decoding: Array(text.utf8)[range.lowerBound..<range.upperBound], as: UTF8.self)
    }
}
