package import IGSClient
package import IGSRuntime
import IGSScript

/// The service that a session works with: chosen by the arguments, the key that is found, and `IGS_BASE_URL`.
package enum ServiceSelection: Sendable {
    /// The embedded sandbox.
    case sandbox
    /// The service that a key is for, reached through a proxy if the environment names one.
    case live(Service, key: Secret, proxy: Proxy?)

    /// What the user asked for with `--service`.
    package enum Wish: String, CaseIterable, Sendable {
        case sandbox
        case live
    }

    /// The variable that holds the key, with the name that other clients of the service use.
    package static let keyVariable = "AIREITER_API_KEY"
    package static let addressVariable = "IGS_BASE_URL"
    package static let dialectVariable = "IGS_DIALECT"
    package static let modelVariable = "IGS_MODEL"

    /// Selects a service: live if a key is found, else the sandbox.
    ///
    /// The key comes from the environment, else from the file if the file's key is for this service. The file is not
    /// read if the environment has a key, or if the sandbox is asked for.
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

    /// Returns the live service that the environment names.
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

    /// The service's name in the ledger.
    package var serviceName: String {
        switch self {
        case .sandbox: "sandbox"
        case .live(let service, _, _): service.origin
        }
    }

    var isSandbox: Bool { if case .sandbox = self { true } else { false } }

    /// The proxy for the service's requests.
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
