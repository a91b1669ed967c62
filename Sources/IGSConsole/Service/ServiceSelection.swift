package import IGSClient
package import IGSRuntime
import IGSScript

/// Which service a session works with: by the arguments, the key that is found, and `IGS_BASE_URL`.
package enum ServiceSelection: Sendable {
    /// The embedded sandbox.
    case sandbox
    /// A service that a key is for, reached through a proxy where the environment names one.
    case live(Service, key: Secret, proxy: Proxy?)

    /// What the user asked for with `--service`.
    package enum Wish: String, CaseIterable, Sendable {
        case sandbox
        case live
    }

    /// The variable that holds the key, as other clients of the service have it.
    package static let keyVariable = "AIREITER_API_KEY"
    package static let addressVariable = "IGS_BASE_URL"
    package static let dialectVariable = "IGS_DIALECT"
    package static let modelVariable = "IGS_MODEL"

    /// Selects a service: live when a key is found, else the sandbox.
    ///
    /// The key is that of the environment, else that of the file where the file's is for this service. The file is not
    /// looked at where the environment has one, or the sandbox is asked for.
    ///
    /// - Throws: ``Failure`` for a live service without a key, a key file that must not be used, a bad address, a bad
    ///   dialect or a bad proxy.
    package init(
        wish: Wish?, dialect: Dialect?, environment: [String: String], keyFile: KeyFile
    ) throws(Failure) {
        self = .sandbox
        guard wish != .sandbox else { return }
        let text = Self.variable(Self.keyVariable, environment)
        let kept = text == nil ? try Self.content(of: keyFile) : nil
        guard text != nil || kept != nil || wish == .live else { return }
        let service = try Self.service(dialect: dialect, environment: environment)
        guard let text else {
            guard let kept, kept.origin == service.origin else {
                guard wish == .live || kept != nil else { return }
                throw ServiceMessages.noKey(for: service.origin, file: keyFile.path, kept?.origin)
            }
            self = .live(service, key: kept.key, proxy: try Self.proxy(environment))
            return
        }
        guard let key = Secret(text) else { throw ServiceMessages.badKey() }
        self = .live(service, key: key, proxy: try Self.proxy(environment))
    }

    /// The live service that the environment names.
    ///
    /// - Throws: ``Failure`` for a bad address, a bad dialect or a bad model.
    package static func service(
        dialect: Dialect? = nil, environment: [String: String]
    ) throws(Failure) -> Service {
        var selected = dialect ?? .openapi
        if dialect == nil, let name = variable(dialectVariable, environment) {
            guard let named = Dialect(rawValue: name) else {
                throw ServiceMessages.badDialect(name)
            }
            selected = named
        }
        let model = variable(modelVariable, environment)
        if let model {
            guard selected == .images else { throw ServiceMessages.modelIsFixed(model) }
            guard model.utf8.count <= 100, model.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else { throw ServiceMessages.badModel(model) }
        }
        do throws(ServiceURLError) {
            let address = variable(addressVariable, environment) ?? Service.live.baseURL
            return try Service(baseURL: address, dialect: selected, model: model)
        } catch {
            throw ServiceMessages.badAddress(error)
        }
    }

    /// What the service's requests go through.
    var proxy: Proxy? {
        switch self {
        case .sandbox: nil
        case .live(_, _, let proxy): proxy
        }
    }
}

extension ServiceSelection {
    private static func variable(_ name: String, _ environment: [String: String]) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func content(of file: KeyFile) throws(Failure) -> KeyFile.Content? {
        do throws(KeyFileError) {
            return try file.read()
        } catch {
            throw KeyMessages.badFile(error)
        }
    }

    private static func proxy(_ environment: [String: String]) throws(Failure) -> Proxy? {
        do throws(ProxyError) {
            return try Proxy(environment: environment)
        } catch {
            throw ServiceMessages.badProxy(error)
        }
    }
}

/// What is said about the selection of a service: the identifiers `E05xx`.
enum ServiceMessages {
    /// - Parameter kept: The origin that the file's key is for.
    static func noKey(for origin: String, file: String, _ kept: String?) -> Failure {
        var notes = [
            "run 'igs login', or set AIREITER_API_KEY",
            "without a key, 'igs --service sandbox' is free and offline",
        ]
        if let kept { notes.insert("the key in '\(file)' is for \(kept) alone", at: 0) }
        return Failure(
            Diagnostic(
                .noKey, "there is no key for the live service \(origin)",
                notes: notes))
    }

    /// The address is not shown: it may hold a password.
    static func badProxy(_ error: ProxyError) -> Failure {
        usage(
            .badProxy, "\(error.variable) does not name a proxy that igs can use",
            "it is the proxy's address: http://HOST:PORT")
    }

    static func badKey() -> Failure {
        Failure(
            Diagnostic(
                .badKey, "AIREITER_API_KEY does not hold a key",
                notes: ["a key is one word of visible ASCII characters"]))
    }

    static func badDialect(_ name: String) -> Failure {
        usage(.badDialect, "there is no dialect '\(name)'", "IGS_DIALECT is openapi or images")
    }

    static func modelIsFixed(_ name: String) -> Failure {
        usage(
            .modelIsFixed, "IGS_MODEL '\(name)' works only with '--dialect images'",
            "in openapi the model is always \(Service.live.model); unset IGS_MODEL")
    }

    static func badModel(_ name: String) -> Failure {
        usage(
            .badModel, "'\(name)' in IGS_MODEL is not a valid model name",
            "use one word of up to 100 visible ASCII characters, such as gpt-image-2")
    }

    static func badAddress(_ error: ServiceURLError) -> Failure {
        var note = "it is the service's address: https://aireiter.com"
        let reason: String
        switch error.code {
        case .notURL: reason = "is no URL"
        case .notHTTPS: reason = "is neither https, nor http on this machine"
        case .userInfo: reason = "holds a user name"
        case .queryOrFragment: reason = "has a query or a fragment"
        case .badHost: reason = "has no valid host and port"
        case .endpoint(let path):
            reason = "must not end with '\(path)'"
            note = "igs adds the endpoint itself: \(error.subject.dropLast(path.count))"
        }
        // A user name may come with a password, which must not be shown.
        let subject = error.code == .userInfo ? "the address" : "'\(error.subject)'"
        return usage(.badServiceAddress, "\(subject) in IGS_BASE_URL \(reason)", note)
    }

    private static func usage(_ id: DiagnosticID, _ message: String, _ note: String) -> Failure {
        Failure(Diagnostic(id, message, notes: [note]))
    }
}
