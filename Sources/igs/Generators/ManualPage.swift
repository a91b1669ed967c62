import ArgumentParser
import IGSConsole
import IGSRuntime
import IGSScript

/// `man igs`, generated from the declarations of the parser, the commands and the settings.
enum ManualPage {
    static var text: String {
        var page = Roff()
        page.title("igs", section: 1, version: Igs.version)
        page.section("NAME")
        page.paragraph("igs - the image generation shell")
        page.section("SYNOPSIS")
        page.verbatim(trimmed(Run.configuration.usage ?? ""))
        page.section("DESCRIPTION")
        page.paragraph(Run.configuration.abstract)
        page.paragraph(joined(Run.configuration.discussion))
        addOptions(to: &page)
        addCommands(to: &page)
        addSurroundings(to: &page)
        page.section("SEE ALSO")
        page.paragraph("chafa(1), editrc(5)")
        return page.text
    }

    private static func addOptions(to page: inout Roff) {
        page.section("OPTIONS")
        for option in OptionList.of(Run.self) {
            page.item(option.synopsis ?? "", option.abstract ?? "")
        }
        page.section("VERBS")
        for verb in Verb.allCases.map(\.command) {
            page.item(
                trimmed(String(verb.usageString().trimmingPrefix("Usage:"))),
                verb.configuration.abstract)
            for option in OptionList.of(verb) where option.synopsis != "-h, --help" {
                page.item("  " + (option.synopsis ?? ""), option.abstract ?? "")
            }
        }
    }

    private static func addCommands(to page: inout Roff) {
        page.section("COMMANDS")
        page.paragraph("'help NAME' explains a command in full, with examples.")
        let signatures = CommandTable.vocabulary.signatures
        for category in Signature.Category.allCases {
            let members = signatures.filter { $0.category == category }
            guard !members.isEmpty else { continue }
            page.subsection(category.rawValue)
            for signature in members { page.item(signature.synopsis, signature.summary) }
        }
        page.section("SETTINGS")
        page.paragraph("'set NAME VALUE' changes one, 'unset NAME' resets it.")
        let standard = Settings()
        for setting in Setting.all {
            page.item(
                "\(setting.name) \(setting.type.placeholder)",
                "\(setting.summary) (\(setting.read(standard) ?? setting.unsetText))")
        }
    }

    private static func addSurroundings(to page: inout Roff) {
        page.section("ENVIRONMENT")
        for (name, meaning) in variables { page.item(name, meaning) }
        page.section("FILES")
        for (name, meaning) in files { page.item(name, meaning) }
        page.section("EXIT STATUS")
        for status in ExitStatus.allCases { page.item("\(status.rawValue)", status.meaning) }
        page.section("EXAMPLES")
        page.verbatim(
            """
            igs
            igs poster.igs --title "Night Market"
            igs plan poster.igs
            igs -c 'gen a red kite -n 2 --as kite; wait; save all kites/'
            """)
    }

    private static let variables = [
        (
            ServiceSelection.keyVariable,
            "The key of the live service; takes precedence over 'igs login'."
        ),
        ("IGS_BASE_URL", "Another address of the service: https, or http on this machine."),
        ("IGS_DIALECT", "The service's dialect: openapi or images."),
        ("IGS_MODEL", "The model's name at a reseller; only in the dialect images."),
        ("IGS_HOME", "The folder for all that igs keeps."),
        (
            "HTTPS_PROXY, ALL_PROXY, NO_PROXY",
            "The proxy for the live service (http, https, socks4 or socks5), and the hosts that bypass it."
        ),
        ("NO_COLOR", "If it has a value, nothing is coloured."),
        ("XDG_CONFIG_HOME, XDG_STATE_HOME", "Where the folders below are."),
    ]

    private static let files = [
        ("~/.config/igs/igsrc", "Commands that run first at the prompt."),
        ("~/.config/igs/key", "The key that 'igs login' keeps, readable by its owner alone."),
        ("~/.local/state/igs/ledger.sqlite", "Every job: what was asked for, and what came of it."),
        ("~/.local/state/igs/store", "The pictures, as received."),
        ("~/.local/state/igs/history", "The lines of the prompt."),
        ("~/.editrc", "The keys of the prompt: see editrc(5)."),
    ]

    /// Returns a text without the spaces at the starts and ends of its lines.
    private static func trimmed(_ text: String) -> String {
        text.split(separator: "\n").map { line in
            var line = line.drop { $0 == " " }
            while line.last == " " { line.removeLast() }
            return String(line)
        }.joined(separator: "\n")
    }

    /// Returns a text of several lines as one line.
    private static func joined(_ text: String) -> String {
        text.split(separator: "\n").joined(separator: " ")
    }
}

extension ExitStatus {
    /// What it means to the caller of igs.
    fileprivate var meaning: String {
        switch self {
        case .success: "Success."
        case .failure: "A command or a task failed."
        case .usage: "The command line was wrong."
        case .invalidScript: "The script does not parse or check; nothing was sent."
        case .expectation: "An expect did not hold."
        case .unauthorized: "Not authorised, or no credits."
        case .rejected: "Refused by the safety review."
        case .timedOut: "The time was up."
        case .interrupted:
            "Interrupted. When a signal ends igs, igs dies by that signal, which shells show as 129 (HUP), "
                + "130 (INT), 131 (QUIT) or 143 (TERM); as process 1 it exits so."
        }
    }
}
