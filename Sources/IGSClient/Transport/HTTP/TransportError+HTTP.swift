import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

import Glibc

extension TransportError {
    /// Reads an error of async-http-client, or of what lies beneath it.
    init(_ error: any Error, mayHaveArrived: Bool) {
        let code = Code(error)
        self.init(
            code: code, mayHaveArrived: mayHaveArrived && !code.isBeforeSending,
            message: Self.message(of: error), underlying: error is ReferenceError ? error : nil)
    }

    /// Returns what the system said, without the types' own wrapping.
    private static func message(of error: any Error) -> String {
        switch error {
        case let error as IOError:
            String(cString: strerror(error.errnoCode))
        case let error as NIOConnectionError:
            error.connectionErrors.first.map { message(of: $0.error) }
                ?? "no address for \(error.host)"
        case let error as HTTPClientError: error.shortDescription
        case is ReferenceError, is CancellationError: ""
        default: "\(error)"
        }
    }
}

extension TransportError.Code {
    fileprivate init(_ error: any Error) {
        self =
            switch error {
            case let error as HTTPClientError: Self(error)
            case let error as NIOConnectionError: Self(error)
            case let error as NIOSSLError: Self(error)
            case let error as IOError: Self(error)
            case is NIOSSLExtraError, is PeerName.Mismatch: .untrusted
            case is ReferenceError: .body
            case is CancellationError: .cancelled
            default: .broken
            }
    }

    /// Whether the error can only happen before a request is given to a connection.
    fileprivate var isBeforeSending: Bool {
        switch self {
        case .unresolved, .outOfReach, .badRequest, .body: true
        case .notConnected, .untrusted, .notEncrypted, .timedOut, .broken, .cancelled: false
        }
    }

    private init(_ error: HTTPClientError) {
        self =
            switch error {
            case .connectTimeout, .getConnectionFromPoolTimeout, .invalidProxyResponse,
                .proxyAuthenticationRequired, .httpProxyHandshakeTimeout:
                .notConnected
            case .tlsHandshakeTimeout: .notEncrypted
            case .readTimeout, .writeTimeout, .deadlineExceeded: .timedOut
            case .cancelled, .alreadyShutdown, .requestStreamCancelled: .cancelled
            case .invalidURL, .emptyHost, .emptyScheme: .badRequest
            default: .broken
            }
    }

    private init(_ error: NIOConnectionError) {
        let isUnresolved =
            error.connectionErrors.isEmpty
            && (error.dnsAError != nil || error.dnsAAAAError != nil)
        self = isUnresolved ? .unresolved : .notConnected
    }

    private init(_ error: NIOSSLError) {
        switch error {
        case .handshakeFailed(let reason):
            let isUntrusted = "\(reason)".contains("CERTIFICATE_VERIFY_FAILED")
            self = isUntrusted ? .untrusted : .notEncrypted
        case .unableToValidateCertificate, .failedToLoadCertificate:
            self = .untrusted
        default:
            self = .broken
        }
    }

    private init(_ error: IOError) {
        switch error.errnoCode {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, ENETDOWN, EADDRNOTAVAIL, EACCES, EMFILE,
            ENFILE:
            self = .notConnected
        case ETIMEDOUT:
            self = .timedOut
        default:
            self = .broken
        }
    }
}
