import IGSClient
package import IGSScript

/// The declaration of one setting: `set`, `unset`, the checker, help and completion derive from it.
package struct Setting: Sendable {
    package let name: String
    package let type: ValueType
    package let summary: String
    /// What people call it elsewhere.
    package let habits: [String]
    /// What stands for the value where it is left to the service.
    package let unsetText: String
    /// The value as it is typed; `nil` where it is left to the service.
    package let read: @Sendable (Settings) -> String?
    /// Takes a value that the type accepts; `nil` goes back to the default.
    package let write: @Sendable (inout Settings, String?) -> Void

    private init<Value: Sendable>(
        _ name: String, _ type: ValueType, _ summary: String,
        _ path: any WritableKeyPath<Settings, Value> & Sendable, unsetText: String = "",
        habits: [String] = [], parse: @escaping @Sendable (String) -> Value?,
        format: @escaping @Sendable (Value) -> String?
    ) {
        self.name = name
        self.type = type
        self.summary = summary
        self.habits = habits
        self.unsetText = unsetText
        read = { format($0[keyPath: path]) }
        write = { settings, text in
            settings[keyPath: path] = text.flatMap(parse) ?? Settings()[keyPath: path]
        }
    }
}

extension Setting {
    /// All settings, in the order in which they are listed.
    package static let all: [Setting] = [
        Setting(
            "ratio", .ratio, "the aspect ratio of new pictures", \.ratio,
            habits: ["ar", "aspect", "aspect-ratio", "size"],
            parse: { AspectRatio(rawValue: $0) }, format: \.rawValue),
        Setting(
            "resolution", .resolution, "the resolution of new pictures", \.resolution,
            habits: ["res"], parse: { Resolution(rawValue: $0) }, format: \.rawValue),
        Setting(
            "quality", .quality, "the quality of new pictures", \.quality,
            unsetText: "the service's own", parse: { Quality(rawValue: $0) },
            format: { $0?.rawValue }),
        Setting(
            "outdir", .text("DIR", role: .destination),
            "the folder for pictures saved without a destination", \.outdir,
            habits: ["output", "out", "dir"], parse: { $0 }, format: { $0 }),
        Setting(
            "template", .template, "the name of pictures saved into a folder", \.template,
            parse: { $0 }, format: { $0 }),
        Setting(
            "concurrency", .integer("N", in: 1...256), "how many jobs are on their way at a time",
            \.concurrency, habits: ["parallel"], parse: { Int($0) }, format: { String($0) }),
        Setting(
            "poll-after", .duration("TIME", in: .milliseconds(10)...(.seconds(600))),
            "when to ask for a job the first time", \.pollAfter,
            parse: DurationText.parse, format: DurationText.format),
        Setting(
            "poll-every", .duration("TIME", in: .milliseconds(10)...(.seconds(600))),
            "how often to ask afterwards", \.pollEvery,
            habits: ["poll", "interval"], parse: DurationText.parse, format: DurationText.format),
        Setting(
            "timeout", .duration("TIME", in: .seconds(1)...(.seconds(86_400))),
            "when to stop asking for a job, which goes on at the service", \.timeout,
            unsetText: "3m; 5m for high at 2K and 4K",
            parse: DurationText.parse, format: { $0.map(DurationText.format) }),
        Setting(
            "autosave", .onOff, "whether pictures are saved as they complete", \.autosave,
            parse: { $0 == "on" }, format: { $0 ? "on" : "off" }),
        Setting(
            "on-error", .onError, "what a script does at an error", \.onError,
            parse: { Settings.OnError(rawValue: $0) }, format: \.rawValue),
    ]

    /// The setting of a name.
    package static func named(_ name: String) -> Setting? {
        all.first { $0.name == name }
    }

    /// The setting that somebody probably meant.
    static func suggestion(for name: String) -> String? {
        all.first { $0.habits.contains(name) }?.name
            ?? Suggestion.nearest(to: name, in: all.map(\.name))
    }
}
