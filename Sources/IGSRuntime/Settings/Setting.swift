import IGSClient
package import IGSScript

/// The declaration of one setting: `set`, `unset`, the checker, help and completion derive from it.
package final class Setting: Sendable {
    /// The name that `set` uses.
    package let name: String
    /// The type of its values.
    package let type: ValueType
    /// A description of a few words.
    package let summary: String
    /// The names that people know from elsewhere.
    package let habits: [String]
    /// The text for the value if nobody has chosen one: who or what decides then.
    package let unsetText: String
    /// Whether the engine has to know it.
    let isForEngine: Bool
    /// Returns the value as it is typed; `nil` if nobody has chosen one: see ``unsetText``.
    package let read: @Sendable (Settings) -> String?
    /// Sets a value that the type accepts; `nil` restores the default.
    package let write: @Sendable (inout Settings, String?) -> Void

    private init(
        _ name: String, _ type: ValueType, _ summary: String, unsetText: String = "",
        habits: [String] = [], isForEngine: Bool = false,
        read: @escaping @Sendable (Settings) -> String?,
        write: @escaping @Sendable (inout Settings, String?) -> Void
    ) {
        self.name = name
        self.type = type
        self.summary = summary
        self.habits = habits
        self.unsetText = unsetText
        self.isForEngine = isForEngine
        self.read = read
        self.write = write
    }
}

extension Setting {
    /// All settings, in the order in which they are listed.
    package static let all: [Setting] = [
        Setting(
            "ratio", .ratio, "the aspect ratio of new pictures",
            habits: ["ar", "aspect", "aspect-ratio", "size"],
            read: { $0.ratio.rawValue },
            write: { $0.ratio = $1.flatMap { ratios[$0] } ?? Settings.standard.ratio }),
        Setting(
            "resolution", .resolution, "the resolution of new pictures", habits: ["res", "size"],
            read: { $0.resolution.rawValue },
            write: { $0.resolution = $1.flatMap(Resolution.init) ?? Settings.standard.resolution }),
        Setting(
            "quality", .quality, "the quality of new pictures", unsetText: "the service's own",
            read: { $0.quality?.rawValue }, write: { $0.quality = $1.flatMap(Quality.init) }),
        Setting(
            "outdir", .text("DIR", role: .destination),
            "the folder for pictures saved without a destination",
            habits: ["output", "out", "dir"],
            read: \.outdir, write: { $0.outdir = $1 ?? Settings.standard.outdir }),
        Setting(
            "template", .template, "the name of pictures saved into a folder",
            read: \.template, write: { $0.template = $1 ?? Settings.standard.template }),
        Setting(
            "concurrency", .integer("N", in: 1...256), "how many jobs run at a time",
            habits: ["parallel"], isForEngine: true, read: { String($0.concurrency) },
            write: { $0.concurrency = $1.flatMap { Int($0) } ?? Settings.standard.concurrency }),
        Setting(
            "poll-after", .duration("TIME", in: .milliseconds(10)...(.seconds(600))),
            "how long to wait before first asking about a job", unsetText: learned,
            read: { $0.pollAfter.map(DurationText.format) },
            write: { $0.pollAfter = $1.flatMap(DurationText.parse) }),
        Setting(
            "poll-every", .duration("TIME", in: .milliseconds(10)...(.seconds(600))),
            "how often to ask after that", unsetText: learned, habits: ["poll", "interval"],
            read: { $0.pollEvery.map(DurationText.format) },
            write: { $0.pollEvery = $1.flatMap(DurationText.parse) }),
        Setting(
            "timeout", .duration("TIME", in: .seconds(1)...(.seconds(86_400))),
            "when to stop following a job; it continues at the service",
            unsetText: "3m; 5m for high at 2K and 4K",
            read: { $0.timeout.map(DurationText.format) },
            write: { $0.timeout = $1.flatMap(DurationText.parse) }),
        Setting(
            "autosave", .onOff, "whether pictures are saved as they complete",
            read: { $0.autosave ? "on" : "off" },
            write: { $0.autosave = $1.map { $0 == "on" } ?? Settings.standard.autosave }),
        Setting(
            "preview", .preview, "whether pictures are shown in the terminal as they complete",
            habits: ["previews", "thumbnails"],
            read: { $0.preview.rawValue },
            write: {
                $0.preview = $1.flatMap(Settings.Preview.init) ?? Settings.standard.preview
            }),
        Setting(
            "hints", .onOff, "whether the prompt shows hints and colours",
            habits: ["colour", "color", "colours", "highlight"],
            read: { $0.hints ? "on" : "off" },
            write: { $0.hints = $1.map { $0 == "on" } ?? Settings.standard.hints }),
        Setting(
            "budget", AmountText.type, "the most that later jobs may cost together, in US dollars",
            unsetText: "no limit", habits: ["cap", "max-cost", "limit"],
            read: { $0.budget.map { String("\($0)".dropFirst()) } },
            write: { $0.budget = $1.flatMap(AmountText.mills).map(Price.init) }),
        Setting(
            "confirm", .amountOrOff,
            "the cost above which the live prompt asks first, in US dollars",
            habits: ["ask", "confirmation", "yes"],
            read: { $0.confirm.map { String("\($0)".dropFirst()) } ?? "off" },
            write: {
                $0.confirm =
                    $1 == "off"
                    ? nil
                    : $1.flatMap(AmountText.mills).map(Price.init) ?? Settings.standard.confirm
            }),
        Setting(
            "on-error", .onError, "what a script does at an error",
            read: { $0.onError.rawValue },
            write: {
                $0.chosenOnError = $1.flatMap(Settings.OnError.init)
            }),
    ]

    private static let learned = "learned from earlier jobs"

    /// The ratios by their words. There are so many that searching them with `init(rawValue:)`
    /// slows down scripts that set them very often.
    private static let ratios = NameTable(
        AspectRatio.allCases.map { (key: $0.rawValue, value: $0) })

    private static let byName = NameTable(all.map { (key: $0.name, value: $0) })

    /// Returns the setting with a name.
    package static func named(_ name: String) -> Setting? { byName[name] }

    /// Returns the settings that the user probably meant.
    static func alike(_ name: String) -> [Setting] {
        all.filter { $0.habits.contains(name) }
            + [Suggestion.nearest(to: name, in: all.map(\.name)).flatMap(named)]
            .compactMap(\.self)
    }
}
