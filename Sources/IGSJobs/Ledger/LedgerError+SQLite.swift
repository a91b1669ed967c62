import GRDB

extension LedgerError {
    /// The meaning of what went wrong in the database at `path`.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as LedgerError:
            self = error
        case let error as DatabaseError:
            self.init(
                code: Self.code(of: error.resultCode), path: path, message: error.message ?? "",
                underlying: error)
        default:
            self.init(code: .failed, path: path, message: "\(error)", underlying: error)
        }
    }

    private static func code(of resultCode: ResultCode) -> Code {
        switch resultCode {
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .unwritable
        case .SQLITE_FULL: .full
        case .SQLITE_IOERR: .disk
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: .corrupt
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        default: .failed
        }
    }
}
