import NIOSSL

extension TLSConfiguration {
    /// A server's side with a certificate that it signed by itself.
    static func testServer() throws -> TLSConfiguration {
        let certificate = try NIOSSLCertificate.test()
        let key = try NIOSSLPrivateKey(bytes: Array(testKey.utf8), format: .pem)
        return .makeServerConfiguration(
            certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
    }

    /// Made for this test alone; it guards nothing.
    private static let testKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBRxQeHm7y0/D42Pf
        mEXBTsePbJOtY9yBZx4/51dilWWhRANCAAQPyVAFbF84fnaNQ5lj38N+LGygj+Jp
        MDyDDOnjthAz/3N0GFrtZgDc+dbfDWEhNN3PMlVrLxIHKKYl/hzUjjyK
        -----END PRIVATE KEY-----
        """

}

extension NIOSSLCertificate {
    /// The certificate of `localhost` and 127.0.0.1.
    static func test() throws -> NIOSSLCertificate {
        try NIOSSLCertificate(bytes: Array(testCertificate.utf8), format: .pem)
    }

    private static let testCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBmjCCAUGgAwIBAgIUQ/4+MgXzWhzFV7p7s2kw0BFFO8gwCgYIKoZIzj0EAwIw
        FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjE4MzI1OFoYDzIxMjYxMDI5
        MTgzMjU4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
        PQMBBwNCAAQPyVAFbF84fnaNQ5lj38N+LGygj+JpMDyDDOnjthAz/3N0GFrtZgDc
        +dbfDWEhNN3PMlVrLxIHKKYl/hzUjjyKo28wbTAdBgNVHQ4EFgQUqknQ+a+p3DRV
        bE/iS0tPrSNLFPowHwYDVR0jBBgwFoAUqknQ+a+p3DRVbE/iS0tPrSNLFPowDwYD
        VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
        zj0EAwIDRwAwRAIgfOQgYP/zLq4zKnr/C63fv0KC19dqWyijyQZIwzksSAUCIBFb
        7BbBM3SAw1HucI63pbcMbccd35rOcB+jYnOzSIIL
        -----END CERTIFICATE-----
        """
}
