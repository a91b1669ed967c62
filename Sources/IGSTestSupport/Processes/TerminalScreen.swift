/// What a terminal shows after it was sent some bytes: enough of an xterm for programs that edit a
/// line.
///
/// It has its own table of character widths, so that it cannot agree with a program by sharing its
/// mistakes.
package struct TerminalScreen: Sendable {
    package private(set) var columns: Int
    package private(set) var rowCount: Int
    /// Where the next character goes, from 0.
    package private(set) var cursor: (row: Int, column: Int) = (0, 0)

    fileprivate var cells: [[Cell]]
    private var isWrapPending = false
    private var insertsCharacters = false
    private var pending: [UInt8] = []

    fileprivate enum Cell: Sendable {
        case text(String)
        /// The right half of a wide character.
        case rightHalf

        static let blank = Cell.text(" ")
    }

    package init(columns: Int, rows: Int) {
        self.columns = columns
        rowCount = rows
        cells = Array(repeating: Array(repeating: .blank, count: columns), count: rows)
    }

    /// The rows, without the blanks at their ends.
    package var rows: [String] {
        cells.map { row in
            var text = ""
            for case .text(let part) in row { text += part }
            while text.last == " " { text.removeLast() }
            return text
        }
    }

    /// The rows, joined by newlines, without the empty ones at the end.
    package var text: String {
        var rows = rows
        while rows.last == "" { rows.removeLast() }
        return rows.joined(separator: "\n")
    }

    /// The row of the cursor.
    package var currentRow: String { rows[cursor.row] }

    /// Changes the size. What does not fit is cut off, as xterm does; the rows at the top go first.
    package mutating func resize(columns: Int, rows: Int) {
        for row in cells.indices {
            cells[row] = Array(cells[row].prefix(columns))
            cells[row] += Array(repeating: .blank, count: columns - cells[row].count)
        }
        let surplus = max(0, cursor.row + 1 - rows)
        cells.removeFirst(surplus)
        cells = Array(cells.prefix(rows))
        while cells.count < rows { cells.append(Array(repeating: .blank, count: columns)) }
        cursor = (cursor.row - surplus, min(cursor.column, columns - 1))
        (self.columns, rowCount) = (columns, rows)
        isWrapPending = false
    }

    /// Shows what a program sent. A character or sequence may be cut anywhere; the next bytes
    /// complete it.
    package mutating func show(_ bytes: some Sequence<UInt8>) {
        pending.append(contentsOf: bytes)
        var rest = pending[...]
        while let length = showFirst(of: rest) { rest = rest.dropFirst(length) }
        pending = Array(rest)
    }
}

// MARK: - Bytes

extension TerminalScreen {
    /// Shows the first unit of `bytes`, and returns its length; nil if it is incomplete.
    private mutating func showFirst(of bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        if first == 0x1B { return showSequence(bytes) }
        if first < 0x20 || first == 0x7F {
            control(first)
            return 1
        }
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard bytes.count >= length else { return nil }
        for scalar in String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars {
            put(scalar)
        }
        return length
    }

    private mutating func control(_ byte: UInt8) {
        switch byte {
        case 0x08:
            move(row: cursor.row, column: cursor.column - 1)
        case 0x09:
            move(row: cursor.row, column: cursor.column / 8 * 8 + 8)
        case 0x0A:
            isWrapPending = false
            lineFeed()
        case 0x0D:
            move(row: cursor.row, column: 0)
        default:
            break
        }
    }

    private mutating func showSequence(_ bytes: ArraySlice<UInt8>) -> Int? {
        let body = bytes.dropFirst(2)
        switch bytes.dropFirst().first {
        case nil:
            return nil
        case UInt8(ascii: "["):
            guard let end = body.firstIndex(where: { (0x40...0x7E).contains($0) }) else {
                return nil
            }
            perform(body[..<end], body[end])
            return end + 1 - bytes.startIndex
        case UInt8(ascii: "]"):
            guard let end = body.firstIndex(where: { $0 == 0x07 || $0 == UInt8(ascii: "\\") })
            else { return nil }
            return end + 1 - bytes.startIndex
        // Graphics, which are not shown.
        case UInt8(ascii: "P"), UInt8(ascii: "_"):
            var start = body.startIndex
            while let end = body[start...].firstIndex(of: 0x1B) {
                guard end + 1 < body.endIndex else { return nil }
                if body[end + 1] == UInt8(ascii: "\\") { return end + 2 - bytes.startIndex }
                start = end + 1
            }
            return nil
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            return body.isEmpty ? nil : 3
        default:
            return 2
        }
    }

    private mutating func perform(_ parameters: ArraySlice<UInt8>, _ final: UInt8) {
        let numbers = parameters.split(
            separator: UInt8(ascii: ";"), omittingEmptySubsequences: false
        )
        .map { Int(String(decoding: $0, as: UTF8.self)) }
        let first = numbers.first ?? nil
        let count = max(1, first ?? 1)
        let (row, column) = cursor
        switch Character(Unicode.Scalar(final)) {
        case "A": move(row: row - count, column: column)
        case "B": move(row: row + count, column: column)
        case "C": move(row: row, column: column + count)
        case "D": move(row: row, column: column - count)
        case "G": move(row: row, column: count - 1)
        case "d": move(row: count - 1, column: column)
        case "H", "f":
            move(row: count - 1, column: max(1, (numbers.count > 1 ? numbers[1] : nil) ?? 1) - 1)
        case "J": eraseRows(first ?? 0)
        case "K": eraseColumns(first ?? 0)
        case "P":
            cells[row].removeSubrange(column..<min(columns, column + count))
            fill(row)
        case "@":
            insertBlanks(count)
        case "X":
            erase(row, column..<min(columns, column + count))
        case "h" where first == 4: insertsCharacters = true
        case "l" where first == 4: insertsCharacters = false
        default: break
        }
    }
}

// MARK: - Cells

extension TerminalScreen {
    private mutating func put(_ scalar: Unicode.Scalar) {
        let width = Self.width(of: scalar)
        if width == 0 {
            let (row, column) = cursor
            let before = isWrapPending ? column : column - 1
            let base = before > 0 && cells[row][before].isRightHalf ? before - 1 : before
            guard base >= 0, case .text(let text) = cells[row][base] else { return }
            cells[row][base] = .text(text + String(scalar))
            return
        }
        if isWrapPending || cursor.column + width > columns {
            cursor.column = 0
            isWrapPending = false
            lineFeed()
        }
        if insertsCharacters { insertBlanks(width) }
        let (row, column) = cursor
        cells[row][column] = .text(String(scalar))
        if width == 2 { cells[row][column + 1] = .rightHalf }
        if column + width == columns {
            cursor.column = columns - 1
            isWrapPending = true
        } else {
            cursor.column += width
        }
    }

    private mutating func move(row: Int, column: Int) {
        cursor = (min(max(0, row), rowCount - 1), min(max(0, column), columns - 1))
        isWrapPending = false
    }

    private mutating func lineFeed() {
        if cursor.row + 1 < rowCount {
            cursor.row += 1
        } else {
            cells.removeFirst()
            cells.append(Array(repeating: .blank, count: columns))
        }
    }

    private mutating func insertBlanks(_ count: Int) {
        let blanks = Array(repeating: Cell.blank, count: min(count, columns - cursor.column))
        cells[cursor.row].insert(contentsOf: blanks, at: cursor.column)
        cells[cursor.row].removeLast(blanks.count)
    }

    private mutating func fill(_ row: Int) {
        cells[row] += Array(repeating: .blank, count: columns - cells[row].count)
    }

    private mutating func erase(_ row: Int, _ range: Range<Int>) {
        for column in range { cells[row][column] = .blank }
    }

    private mutating func eraseColumns(_ kind: Int) {
        switch kind {
        case 0: erase(cursor.row, cursor.column..<columns)
        case 1: erase(cursor.row, 0..<cursor.column + 1)
        default: erase(cursor.row, 0..<columns)
        }
    }

    private mutating func eraseRows(_ kind: Int) {
        eraseColumns(kind)
        let others =
            switch kind {
            case 0: cursor.row + 1..<rowCount
            case 1: 0..<cursor.row
            default: 0..<rowCount
            }
        for row in others { erase(row, 0..<columns) }
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2B50, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
            0x1F900...0x1F9FF,
            0x20000...0x3FFFD:
            return 2
        default:
            return 1
        }
    }
}

extension TerminalScreen.Cell {
    fileprivate var isRightHalf: Bool {
        if case .rightHalf = self { true } else { false }
    }
}
