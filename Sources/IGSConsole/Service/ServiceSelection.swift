package import IGSClient
package import IGSRuntime
import IGSScript

/// Which service a session works with: by the arguments, the key that is found, and `IGS_BASE_URL`.
package enum ServiceSelection: Sendable {
    /// The embedded sandbox.
    case sandbox
    /// A service that a key is for.
    case live(Service, key: Secret)

    /// What the user asked for with `--service`.
    package enum Wish: String, CaseIterable, Sendable {
        case sandbox
        case live
    }

    /// The variable that holds the key, as other clients of the service have it.
    package static let keyVariable = "AIREITER_API_KEY"
    package static let addressVariable = "IGS_BASE_URL"
    package static let dialectVariable = "IGS_DIALECT"

    /// Selects a service: live when a key is found, else the sandbox.
    ///
    /// - Throws: ``Failure`` for a live service without a key, a bad address or a bad dialect.
    package init(
        wish: Wish?, dialect: Dialect?, environment: [String: String]
    ) throws(Failure) {
        func variable(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let text = variable(Self.keyVariable)
        guard wish != .sandbox, text != nil || wish == .live else {
            self = .sandbox
            return
        }
        guard let text else { throw ServiceMessages.noKey() }
        guard let key = Secret(text) else { throw ServiceMessages.badKey() }
        var selected = dialect ?? .openapi
        if dialect == nil, let name = variable(Self.dialectVariable) {
            guard let named = Dialect(rawValue: name) else {
                throw ServiceMessages.badDialect(name)
            }
            selected = named
        }
        do throws(ServiceURLError) {
            let address = variable(Self.addressVariable) ?? Service.live.baseURL
            self = .live(try Service(baseURL: address, dialect: selected), key: key)
        } catch {
            throw ServiceMessages.badAddress(error)
        }
    }
}

/// What is said about the selection of a service: the identifiers `E05xx`.
enum ServiceMessages {
    static func noKey() -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0501", "there is no key for the live service",
                notes: [
                    "AIREITER_API_KEY holds it: export AIREITER_API_KEY=…",
                    "without a key, 'igs --service sandbox' is free and offline",
                ]), code: .unauthorized)
    }

    static func badKey() -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0502", "AIREITER_API_KEY does not hold a key",
                notes: ["a key is one word of visible ASCII characters"]), code: .unauthorized)
    }

    static func badDialect(_ name: String) -> Failure {
        Failure(
            Diagnostic(
                .error, id: "E0503", "there is no dialect '\(name)'",
                notes: ["IGS_DIALECT is openapi or images"]), code: .usage)
    }

    static func badAddress(_ error: ServiceURLError) -> Failure {
        let reason =
            switch error.code {
            case .notURL: "is no URL"
            case .notHTTPS: "is neither https, nor http on this machine"
            case .userInfo: "holds a user name"
            case .queryOrFragment: "has a query or a fragment"
            case .badHost: "has no valid host and port"
            }
        // A user name may come with a password, which must not be shown.
        let subject = error.code == .userInfo ? "the address" : "'\(error.subject)'"
        return Failure(
            Diagnostic(
                .error, id: "E0504", "\(subject) in IGS_BASE_URL \(reason)",
                notes: ["it is the service's address: https://aireiter.com"]), code: .usage)
    }
}
