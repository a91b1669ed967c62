import IGSClient
import IGSRuntime
import IGSScript

/// The messages about the selection of a service: the identifiers `E05xx`.
enum ServiceMessages {
    /// Returns the failure for a live service without a key.
    ///
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
            "it is the proxy's address: http://HOST:PORT, or https, socks4 or socks5")
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
        case .notURL: reason = "is not a URL"
        case .notHTTPS: reason = "is neither https, nor http on this machine"
        case .userInfo: reason = "contains a user name"
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
