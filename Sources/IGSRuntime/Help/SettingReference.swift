import IGSScript

/// `help settings`: the settings, their values and defaults.
enum SettingReference {
    @Sendable static func text() -> String {
        let rows = Setting.all.map { setting in
            [
                setting.name, setting.read(Settings()) ?? setting.unsetText,
                setting.summary + HelpPages.values(of: setting.type),
            ]
        }
        return TextTable.render([["setting", "default", "what it is"]] + rows, within: 80)
            + "\n\n'set NAME VALUE' changes one, 'unset NAME' resets it."
    }
}
