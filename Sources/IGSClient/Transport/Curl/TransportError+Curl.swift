import CCurl

extension TransportError.Code {
    /// Reads a result of libcurl's.
    ///
    /// - Parameters:
    ///   - isSent: Whether a connection was given the request.
    ///   - isConnected: Whether one was made, its encryption aside.
    ///   - isEncrypted: Whether it is to be encrypted.
    init(_ code: CURLcode, isSent: Bool, isConnected: Bool, isEncrypted: Bool) {
        self =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
                CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS:
                .untrusted
            case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND,
                CURLE_USE_SSL_FAILED:
                .notEncrypted
            case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT: .badRequest
            case CURLE_OPERATION_TIMEDOUT where isSent: .timedOut
            case CURLE_OPERATION_TIMEDOUT where isConnected && isEncrypted: .notEncrypted
            case _ where !isSent: .notConnected
            default: .broken
            }
    }
}
