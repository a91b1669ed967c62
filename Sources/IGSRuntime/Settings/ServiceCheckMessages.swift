package import IGSClient
package import IGSScript

/// What checking says with knowledge of the service and the session: the rest of the catalogue of
/// the identifiers `E02xx`.
package enum ServiceCheckMessages {
    /// A pair of ratio and resolution that the service does not have.
    package static func impossiblePair(_ ratio: AspectRatio, _ resolution: Resolution) -> Diagnostic
    {
        Diagnostic(
            .error, id: "E0203", "\(ratio) has no \(resolution)",
            notes: [
                "\(ratio) exists in \(list(ratio.resolutions.map(\.rawValue))); "
                    + "\(resolution) exists for \(list(resolution.ratios.map(\.rawValue)))"
            ])
    }

    /// The same as a note, where it is a setting only and nothing is sent yet.
    static func impossiblePairNote(_ ratio: AspectRatio, _ resolution: Resolution) -> Diagnostic {
        Diagnostic(
            .note,
            "\(ratio) has no \(resolution); it exists for \(list(resolution.ratios.map(\.rawValue)))"
        )
    }

    /// - Parameter value: What it was to be set to; `nil` where that is not known.
    static func unknownSetting(_ name: String, value: String? = nil) -> Diagnostic {
        let parts = name.split(separator: "=", maxSplits: 1).map(String.init)
        let isBinding = parts.count == 2 && Setting.named(parts[0]) != nil
        let alike = Setting.alike(name)
        // What does not take the value was not meant.
        let setting = alike.first { setting in value.map(setting.type.isValid) ?? true }
        let meant = isBinding ? parts.joined(separator: " ") : setting?.name
        let advice = setting == nil ? value.flatMap(PixelHabit.advice) : nil
        return Diagnostic(
            .error, id: "E0230", "there is no setting '\(name)'",
            correction: Correction(of: name, to: meant),
            notes: (advice.map { [$0] } ?? []) + [
                "the settings are \(list(Setting.all.map(\.name)))",
                "'help settings' explains them",
            ])
    }

    /// Whether a finding, or its like as a warning, is that a spec means no job.
    static func isAboutUnknownJob(_ finding: Diagnostic) -> Bool {
        finding.id?.dropFirst() == unknownJob("", known: []).id?.dropFirst()
    }

    /// A finding, with a note if the job that it misses is one that the input makes later, or may make.
    static func explained(_ finding: Diagnostic, given: Set<String>) -> Diagnostic {
        guard isAboutUnknownJob(finding),
            let name = given.first(where: {
                finding.message.hasSuffix("'\($0)'") || finding.message.hasSuffix("'%\($0)'")
            })
        else { return finding }
        var finding = finding
        finding.notes = [
            "'\(name)' is named later in this input; earlier sessions' jobs of that name are not used"
        ]
        return finding
    }

    static func unknownJob(_ spec: String, known: [String]) -> Diagnostic {
        let name = String(spec.drop { $0 == "%" })
        return Diagnostic(
            .error, id: "E0231", "there is no job '\(spec)'",
            correction: Correction(
                of: name, to: Suggestion.nearest(to: name, in: known + ["all", "last", "failed"])),
            notes: ["'jobs' lists the jobs of this session, 'jobs --all' those of earlier ones too"]
        )
    }

    static func unknownReference(_ text: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .error, id: "E0232", "there is no reference '\(text)'",
            correction: Correction(of: text, to: Suggestion.nearest(to: text, in: known)),
            notes: ["'ref list' lists the references, 'ref add' adds one"])
    }

    static func tooManyReferences() -> Diagnostic {
        Diagnostic(
            .error, id: "E0233",
            "the reference set is full: it holds \(ReferenceImage.maximumCount)",
            notes: ["'ref remove NAME' or 'ref clear' makes room"])
    }

    static func unusableReference(_ error: ReferenceError) -> Diagnostic {
        let subject = error.subject
        let limit = ReferenceImage.maximumByteCount / 1_000_000
        let (message, note) =
            switch error.code {
            case .missing:
                ("there is no file '\(subject)'", "paths are relative to the current folder")
            case .unreadable:
                ("'\(subject)' cannot be read", "is it yours to read?")
            case .isFolder: ("'\(subject)' is a folder", "name one picture in it")
            case .notRegular: ("'\(subject)' is not a regular file", "name a picture")
            case .notAnImage:
                (
                    error.format.map {
                        $0.isPicture
                            ? "'\(subject)' is \($0.name), not a PNG, JPEG or WebP one"
                            : "'\(subject)' is not a picture: it is \($0.name)"
                    } ?? "'\(subject)' is not a picture",
                    error.format?.advice ?? "PNG, JPEG and WebP are, by what the file holds"
                )
            case .truncated:
                ("'\(subject)' is cut off", "the rest of the picture is missing: copy it again")
            case .damaged:
                ("'\(subject)' is damaged", "a checksum in it is wrong: copy it again")
            case .tooBig(let count):
                (
                    "'\(subject)' is too big: \(ByteCountText.format(count))",
                    "a picture may have \(limit) MB at most"
                )
            case .changed: ("'\(subject)' changed while it was read", "add it again")
            case .badDataURI:
                (
                    "'\(subject)…' is no data URI",
                    "it starts with data:image/png;base64, or the like"
                )
            case .notHTTPS:
                ("'\(subject)' is no https URL", "references are files, https URLs and data URIs")
            }
        return Diagnostic(.error, id: "E0234", message, notes: [note])
    }

    static func emptyPrompt() -> Diagnostic {
        Diagnostic(
            .error, id: "E0235", "the prompt is empty", notes: ["say what to draw: gen a castle"])
    }

    static func contradiction(_ one: String, _ other: String) -> Diagnostic {
        Diagnostic(.error, id: "E0236", "'\(one)' and '\(other)' exclude each other")
    }

    static func unknownTopic(_ topic: String, known: [String]) -> Diagnostic {
        Diagnostic(
            .error, id: "E0237", "there is no help for '\(topic)'",
            correction: Correction(of: topic, to: Suggestion.nearest(to: topic, in: known)),
            notes: ["'help' lists what there is"])
    }

    static func badRequest(_ error: RequestError) -> Diagnostic {
        switch error.code {
        case .emptyPrompt: emptyPrompt()
        case .impossiblePair(let ratio, let resolution): impossiblePair(ratio, resolution)
        case .tooManyReferences: tooManyReferences()
        }
    }

    /// `a, b and c`.
    static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " and " + last
    }
}
