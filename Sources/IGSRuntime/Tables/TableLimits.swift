/// What a table may have at most, so that no file makes igs use much memory.
enum TableLimits {
    static let columnCount = 1_000
    static let headerByteCount = 1_000
    static let cellByteCount = 1 << 20
    static let rowByteCount = 16 << 20
}
