internal import IGSClient
package import IGSJobs
internal import IGSRuntime

/// What `igs clean` removes, or would remove, in plain lines.
package struct CleaningText: Sendable {
    private let isRehearsal: Bool

    /// - Parameter isRehearsal: Whether nothing is removed.
    package init(isRehearsal: Bool) {
        self.isRehearsal = isRehearsal
    }

    /// Returns the line that names an unsaved picture.
    package func line(for picture: UnsavedPicture) -> String {
        let time = picture.job.map { $0.completedAt ?? $0.createdAt } ?? picture.touchedAt
        let date = LocalTime(time).date
        let size = ByteCountText.format(picture.byteCount)
        let name = picture.path.split(separator: "/").suffix(3).joined(separator: "/")
        let what =
            switch (picture.kind, picture.job) {
            case (.picture, let job?): Self.title(of: job)
            case (.picture, nil): "no job knows \(name)"
            case (.damagedPicture, let job?): "damaged: \(Self.title(of: job))"
            case (.damagedPicture, nil): "no job knows \(name)"
            case (.reference, let job?): "reference of \(Self.title(of: job))"
            case (.reference, nil): "no job knows \(name)"
            }
        return "unsaved  \(date)  \(Self.padded(size))  \(what)"
    }

    /// Returns the lines that sum up.
    ///
    /// - Parameter sandbox: What became of the embedded sandbox's tasks; nil if there are none.
    package func lines(
        for outcome: CleanedStore, sandbox: SandboxCleaning.Outcome?
    ) -> [String] {
        var lines: [String] = []
        var byteCount = 0
        func add(_ count: Int, _ one: String, _ many: String, _ bytes: Int) {
            guard count > 0 else { return }
            byteCount += bytes
            lines.append(
                "\(verb) \(Self.count(count, one, many)), \(ByteCountText.format(bytes))")
        }
        for kind in CleanedStore.Kind.allCases {
            guard let amount = outcome.removed[kind] else { continue }
            let (one, many) = Self.words(for: kind)
            add(amount.count, one, many, amount.byteCount)
        }
        if let sandbox {
            add(
                sandbox.tasks + sandbox.references,
                "task or reference of the sandbox", "tasks and references of the sandbox",
                sandbox.bytes)
        }
        lines.append(
            lines.isEmpty
                ? "there is nothing to remove"
                : "\(isRehearsal ? "would free" : "freed") \(ByteCountText.format(byteCount))")
        let left = outcome.unsavedLeft
        if left.count > 0 {
            lines.append(
                "\(Self.count(left.count, "unsaved file stays", "unsaved files stay")), "
                    + "\(ByteCountText.format(left.byteCount)): save what you need ('jobs --all' lists it), "
                    + "'--unsaved' removes the rest")
        }
        if sandbox?.isInUse == true {
            lines.append("the sandbox is running: its tasks stay")
        }
        for (path, byteCount) in outcome.setAside {
            lines.append(
                "set aside, and yours to remove: \(path), \(ByteCountText.format(byteCount))")
        }
        return lines
    }

    private var verb: String { isRehearsal ? "would remove" : "removed" }

    private static func words(for kind: CleanedStore.Kind) -> (one: String, many: String) {
        switch kind {
        case .saved: ("picture that is saved elsewhere", "pictures that are saved elsewhere")
        case .unsaved: ("unsaved file", "unsaved files")
        case .reference:
            ("reference that is kept elsewhere", "references that are kept elsewhere")
        case .leftover: ("unfinished download", "unfinished downloads")
        }
    }

    private static func title(of job: Job) -> String {
        let prompt = job.request.prompt.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ")
        let excerpt = prompt.count > 50 ? prompt.prefix(49) + "…" : prompt[...]
        return job.name.map { "\($0): \(excerpt)" } ?? String(excerpt)
    }

    private static func count(_ number: Int, _ one: String, _ many: String) -> String {
        "\(number) \(number == 1 ? one : many)"
    }

    private static func padded(_ text: String) -> String {
        String(repeating: " ", count: max(0, 9 - text.count)) + text
    }
}
