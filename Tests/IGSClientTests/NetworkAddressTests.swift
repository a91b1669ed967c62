@testable import IGSClient
import Testing

@Suite struct NetworkAddressTests {
    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
        "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255",
        "172.32.0.0", "192.0.1.0", "192.0.3.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
        "198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0",
        "223.255.255.255", "2606:4700:4700::1111", "2001:200::1", "2001:db9::1", "2003::1",
        "2a00:1450:4001:81b::200e", "3ffe::1", "::ffff:1.1.1.1", "64:ff9b::808:808",
    ])
    func `an address of the public internet is one`(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.isPublic)
        #expect(!address.isLoopback)
    }

    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255",
        "127.0.0.1", "127.255.255.255", "169.254.0.0", "169.254.169.254", "172.16.0.0",
        "172.31.255.255", "192.0.0.0", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.0",
        "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::2",
        "::127.0.0.1", "::1.1.1.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808", "100::1", "2001::1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1", "2001:10::1", "2001:20::1",
        "2001:db8::1", "2001:db8:ffff::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1",
        "3fff:fff::1", "4000::1", "5f00::1", "fc00::1", "fd12:3456::1", "fe80::1", "febf::1",
        "fec0::1", "ff02::1", "ffff::1",
    ])
    func `any other address is not`(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(!address.isPublic)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.9.8.7", true), ("::1", true), ("::ffff:127.0.0.1", true),
        ("126.0.0.1", false), ("0.0.0.0", false), ("::", false), ("10.0.0.1", false),
        ("::2", false), ("::127.0.0.1", false),
    ])
    func `this machine is told from others`(text: String, isLoopback: Bool) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.isLoopback == isLoopback)
    }

    @Test(arguments: [
        "", "localhost", "127.1", "127.0.0.1.", "0x7f.0.0.1", "2130706433", "017700000001",
        "256.0.0.1", "1.2.3.4.5", "[::1]", "::1%lo", "1.2.3.4\0", "1.2.3.4 ", ":::",
    ])
    func `a text in no usual notation is none`(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test(arguments: ["192.0.2.1", "255.255.255.255", "2001:db8::1", "::", "::ffff:1.2.3.4"])
    func `an address can be read again from its description`(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(NetworkAddress(address.description) == address)
    }
}
