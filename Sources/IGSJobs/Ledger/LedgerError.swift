import GRDB

/// Why the ledger could not be opened, read or written. Nothing is sent that is not in the ledger.
public struct LedgerError: Error, Sendable {
    /// What is wrong.
    public enum Code: String, CaseIterable, Sendable {
        /// The file or its folder cannot be created, opened or written.
        case unwritable
        /// The folder belongs to another user, or others may write to it.
        case openToOthers
        /// The file, or one of those beside it, is a link; its target is not touched.
        case link
        /// The disk is full.
        case full
        /// The disk fails.
        case disk
        /// The file was deleted, moved away or replaced while it was open.
        case replaced
        /// The file is not a ledger, or is a damaged one.
        case corrupt
        /// The ledger was written by a later version of igs.
        case newer
        /// Another process has kept the ledger locked for longer than igs waits.
        case busy
        /// The ledger already has a job with that id.
        case duplicateID
        /// The job or the run belongs to another process.
        case notOwned
        /// In the worst case, the jobs would exceed a budget; ``LedgerError/underlying`` is a ``BudgetExceeded``.
        case overBudget
        /// The ledger has no budget with that id.
        case unknownBudget
        /// A reference of the job cannot be copied into the store; ``LedgerError/underlying`` is an `ImageStoreError`.
        case reference
        /// The engine or the ledger was shut down.
        case closed
        /// Any other error of SQLite.
        case failed
    }

    /// What is wrong.
    public let code: Code
    /// The ledger's file, or the file that causes the problem.
    public let path: String
    /// The words of SQLite or the system; may be empty.
    public let message: String
    /// The underlying error, if there is one.
    public let underlying: (any Error)?

    init(code: Code, path: String, message: String = "", underlying: (any Error)? = nil) {
        self.code = code
        self.path = path
        self.message = message
        self.underlying = underlying
    }

    init(_ error: DiskError) {
        self.init(
            code: error.isFull ? .full : .unwritable, path: error.path,
            message: Disk.message(of: error.errno), underlying: error)
    }
}

extension LedgerError {
    /// Creates the error for a problem in the database at `path`.
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
