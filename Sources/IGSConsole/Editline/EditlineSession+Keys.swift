internal import CEditline

/// The keys that do what libedit does not.
///
/// They change its line as a command of libedit's, which it calls where it awaits one: between the
/// keys of another command, vi's `d` and a motion, say, it holds places in the line.
extension EditlineSession {
    /// What such a key does.
    enum Action {
        case paste([UInt8])
        /// Where vi's `ESC` has just put the cursor on the last character, behind that.
        case insertNewline(atEnd: Bool)
        case complete
        /// To an older entry of the history, or up a row of the text.
        case goUp
        case goDown
        /// Over characters as libedit counts them, back where negative.
        case move(Int)
        case delete(Int)
        case takeHint(wordOnly: Bool)
        case beginSearch
        case search(Key)
        /// Takes the last change back, and then the one before it.
        case undo
        /// Puts the last word of the line before into this one, and then that of the one before that.
        case insertLastWord
        /// Goes on in an editor of the user's own.
        case editElsewhere
    }

    static let newline: wchar_t = 0x0A
    static let escape: wchar_t = 0x1B
    static let tab: wchar_t = 0x09
    static let quoteNext: wchar_t = 0x16
    static let controlX: wchar_t = 0x18

    /// What a key does; nil where it is libedit's.
    func action(for key: Key) -> Action? {
        if search != nil { return .search(key) }
        // The next key is for libedit as it is.
        guard previous != Self.quoteNext else { return nil }
        switch key {
        case .paste(let bytes): return .paste(bytes)
        case .character(let character):
            // With emacs' keys `ESC` and a character are one; with vi's it was a key of its own.
            guard !isInSequence else { return nil }
            return action(for: character)
        case .editing(.up): return .goUp
        case .editing(.down): return .goDown
        case .editing(.right):
            return canTakeHint ? .takeHint(wordOnly: false) : step(1, deletes: false)
        case .editing(.wordRight): return canTakeHint ? .takeHint(wordOnly: true) : nil
        case .editing(.left): return step(-1, deletes: false)
        case .editing(.delete): return step(1, deletes: true)
        case .editing(.home): return rowEdge(-1)
        case .editing(.end): return rowEdge(1)
        case .editing, .undecodable, .interrupt, .suspend, .clearScreen: return nil
        }
    }

    private func action(for character: wchar_t) -> Action? {
        switch character {
        case 0x0A, 0x0D:
            aids.isComplete(currentLine.text)
                ? nil : .insertNewline(atEnd: previous == Self.escape)
        case Self.tab: .complete
        case 0x06 where canTakeHint: .takeHint(wordOnly: false)
        case 0x01 where hasEmacsKeys: rowEdge(-1)
        case 0x05 where hasEmacsKeys: rowEdge(1)
        case 0x02 where hasEmacsKeys: step(-1, deletes: false)
        case 0x06 where hasEmacsKeys: step(1, deletes: false)
        case 0x08 where hasEmacsKeys, 0x7F where hasEmacsKeys: step(-1, deletes: true)
        case 0x12: .beginSearch
        case 0x1F where hasEmacsKeys: .undo
        case Self.escape where canTakeHint && reader.take(.character(0x66)):
            .takeHint(wordOnly: true)
        default: nil
        }
    }

    /// What a character does as the last of a command that libedit has several keys for, or, with vi's
    /// keys, perhaps an argument: it is libedit that knows whether it is one.
    func sequenceAction(for character: wchar_t) -> Action? {
        guard hasEmacsKeys else { return character == Self.editWithVi ? .editElsewhere : nil }
        return Self.sequences.first { $0.keys == [previous, character] }?.action
    }

    /// The commands of two keys with emacs' keys.
    static let sequences: [(keys: [wchar_t], action: Action)] = [
        ([controlX, 0x05], .editElsewhere), ([controlX, 0x15], .undo),
        ([escape, wchar_t(UInt8(ascii: "."))], .insertLastWord),
        ([escape, wchar_t(UInt8(ascii: "_"))], .insertLastWord),
    ]

    /// `v`, in vi's command mode.
    static let editWithVi = wchar_t(UInt8(ascii: "v"))

    /// Whether the next key belongs to one that libedit has got already.
    var isInSequence: Bool { hasEmacsKeys && [Self.escape, Self.controlX].contains(previous) }

    var hasEmacsKeys: Bool { editline_has_emacs_keys(editline) != 0 }

    /// A step over a character that is several to libedit; nil where libedit takes it as well.
    private func step(_ direction: Int, deletes: Bool) -> Action? {
        let (text, cursor) = currentLine
        let scalars = text.unicodeScalars
        let place = scalars.index(scalars.startIndex, offsetBy: cursor)
        let count =
            direction < 0
            ? text[..<place].last?.unicodeScalars.count
            : text[place...].first?.unicodeScalars.count
        guard let count, count > 1 else { return nil }
        return deletes ? .delete(direction * count) : .move(direction * count)
    }

    /// To the start or the end of the cursor's row; nil where the text has one row.
    private func rowEdge(_ direction: Int) -> Action? {
        let (text, cursor) = currentLine
        let scalars = Array(text.unicodeScalars)
        guard scalars.contains("\n") else { return nil }
        let count =
            direction < 0
            ? scalars[..<cursor].reversed().prefix { $0 != "\n" }.count
            : scalars[cursor...].prefix { $0 != "\n" }.count
        return .move(direction * count)
    }

    private var canTakeHint: Bool { presentHint != nil }

    /// The hint that can be taken, where the line has not changed since it was shown.
    private var presentHint: Hint? {
        guard let hint, hint.hint.canBeTaken else { return nil }
        let line = currentLine
        return line.text == hint.of && line.cursor == line.text.unicodeScalars.count
            ? hint.hint : nil
    }

    func perform(_ action: Action) {
        if case .complete = action {} else { list = nil }
        switch action {
        case .paste(let bytes): paste(bytes)
        case .insertNewline(let atEnd):
            if let remark = aids.remark(currentLine.text) { display.interpose(remark + "\n") }
            if atEnd { el_cursor(editline, .max) }
            insert("\n")
        case .complete: complete()
        case .goUp: if !moveRow(-1) { walkHistory { $0.older() } }
        case .goDown: if !moveRow(1) { walkHistory { $0.newer() } }
        case .move(let count): el_cursor(editline, Int32(clamping: count))
        case .delete(let count):
            if count > 0 { el_cursor(editline, Int32(clamping: count)) }
            el_deletestr(editline, Int32(clamping: abs(count)))
        case .takeHint(let wordOnly): takeHint(wordOnly: wordOnly)
        case .beginSearch: search = HistorySearch(entries: history.entries)
        case .search(let key): searchHistory(key)
        case .undo: undo()
        case .insertLastWord: insertLastWord()
        case .editElsewhere: editElsewhere()
        }
    }

    /// Puts text at the cursor.
    func insert(_ text: String) {
        guard !text.isEmpty else { return }
        el_winsertstr(editline, wideCharacters(text))
    }

    /// Puts a text in the place of the line, and the cursor at its end.
    func replaceLine(_ text: String) {
        let line = currentLine
        let count = line.text.unicodeScalars.count
        el_cursor(editline, Int32(clamping: count - line.cursor))
        el_deletestr(editline, Int32(clamping: count))
        insert(text)
    }

    private func paste(_ bytes: [UInt8]) {
        note(badByte: CallerText.badByte(in: bytes))
        let text = TerminalText.entered(bytes)
        if text.contains("\n") { hasPastedLines = true }
        insert(text)
    }

    private func undo() {
        guard let line = undoLog.back(from: currentLine.text) else { return }
        replaceLine(line.text)
        el_cursor(editline, Int32(clamping: line.cursor - line.text.unicodeScalars.count))
    }
}

// MARK: - Hints, history

extension EditlineSession {
    private func takeHint(wordOnly: Bool) {
        guard let hint = presentHint else { return }
        let blanks = hint.text.prefix { $0.isWhitespace }
        let word = hint.text.dropFirst(blanks.count).prefix { !$0.isWhitespace }
        insert(wordOnly ? String(blanks + word) : hint.text)
        self.hint = nil
    }

    private func insertLastWord() {
        let line = currentLine
        var walk =
            lastWords.flatMap { $0.line == line ? $0 : nil }
            ?? LastWordWalk(entries: history.entries, from: line)
        let count = walk.word.unicodeScalars.count
        guard walk.older(aids.lastWord) else { return }
        el_deletestr(editline, Int32(clamping: count))
        insert(walk.word)
        walk.line = currentLine
        lastWords = walk
    }

    private func walkHistory(_ step: (inout HistoryWalk) -> Bool) {
        let text = currentLine.text
        var walk = self.walk ?? HistoryWalk(entries: history.entries, typed: text)
        if walk.text != text { walk = HistoryWalk(entries: history.entries, typed: text) }
        if step(&walk) { replaceLine(walk.text) }
        self.walk = walk
    }

    /// Moves the cursor to the line of the text above or below; false where there is none.
    private func moveRow(_ step: Int) -> Bool {
        let (text, cursor) = currentLine
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 1, walk?.text != text else { return false }
        var start = 0
        for (index, line) in lines.enumerated() {
            if cursor <= start + line.count {
                guard lines.indices.contains(index + step) else { return false }
                let column = cursor - start
                let target = lines[index + step]
                let targetStart =
                    step < 0 ? start - target.count - 1 : start + line.count + 1
                el_cursor(
                    editline, Int32(clamping: targetStart + min(column, target.count) - cursor))
                return true
            }
            start += line.count + 1
        }
        return false
    }

    private func searchHistory(_ key: Key) {
        guard var search else { return }
        switch key {
        case .character(0x12): search.older()
        case .character(0x08), .character(0x7F): search.removeLast()
        case .character(0x07), .interrupt:
            self.search = nil
            return
        case .character(let character) where character >= 0x20:
            search.append(Unicode.Scalar(UInt32(bitPattern: character)).map { String($0) } ?? "")
        default:
            self.search = nil
            if let match = search.match { replaceLine(match) }
            // Any other key acts on the line that was found; Enter not on one that does not show.
            let isEnter = key == .character(Self.newline) || key == .character(0x0D)
            // `ESC` alone ends it; with a key right behind it, it is Alt.
            let isAlone = key == .character(Self.escape) && !reader.hasKey
            if !isAlone, !isEnter || search.match != nil { nextKey = key }
            return
        }
        self.search = search
    }
}

// MARK: - Completion

extension EditlineSession {
    /// The candidates that Tab shows, a screenful at a time.
    struct CandidateList {
        let table: CandidateTable
        /// How many rows were shown.
        private var shown = 0

        init(_ table: CandidateTable) { self.table = table }

        var isThrough: Bool { shown == table.count }

        /// Takes as many rows as the screen has room for.
        mutating func takePage(rows count: Int) -> String {
            let page = table.rows(shown..<(shown + max(1, count)))
            shown += page.count
            let rest = table.count - shown
            return page.map { $0 + "\n" }.joined() + (rest == 0 ? "" : "… \(rest) more: Tab\n")
        }
    }

    private func complete() {
        let room = (TerminalInfo.rows(files.screen) ?? 24) - 4
        if var list, !list.isThrough {
            display.interpose(list.takePage(rows: room))
            self.list = list
            return
        }
        let line = currentLine
        let before = String(
            String.UnicodeScalarView(line.text.unicodeScalars.prefix(line.cursor)))
        let completion = aids.complete(before)
        let word = String(decoding: Array(before.utf8).dropFirst(completion.start), as: UTF8.self)
        if let insertion = completion.insertion, insertion != word {
            el_deletestr(editline, Int32(clamping: word.unicodeScalars.count))
            insert(insertion)
        } else if completion.candidates.count > 1 {
            let columns = TerminalInfo.columns(files.screen) ?? 80
            var list = CandidateList(CandidateTable(completion.candidates, columns: columns))
            display.interpose(list.takePage(rows: room))
            self.list = list
        }
    }
}
