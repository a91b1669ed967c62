import IGSTestSupport
import Testing

extension FaultCase {
    /// The four bytes of a PNG's width and of its height.
    private static func sides(_ reply: Exchange) -> [Int] {
        [16, 20].map { start in
            reply.body.dropFirst(start).prefix(4).reduce(0) { $0 << 8 | Int($1) }
        }
    }

    /// What is wrong with pictures and their URLs, by the faults' words.
    static let pictures: [String: [FaultCase]] = [
        "expire-url": [
            FaultCase("download 1 expire-url") { sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                let first = try sandbox.resultURL("a")
                #expect(try Exchange("GET", first).status == 403)
                #expect(try Exchange("GET", first).status == 403)
                let second = try sandbox.resultURL("a")
                #expect(second != first)
                #expect(try Exchange("GET", second).status == 200)
            },
            FaultCase("download 1 expire-url for-good") { sandbox in
                _ = try sandbox.accepted(prompt, id: "a")
                for _ in 1...3 {
                    #expect(try Exchange("GET", sandbox.resultURL("a")).status == 403)
                }
            },
        ],
        "truncate": [
            download("truncate") { reply, whole in
                #expect(reply.status == 200 && reply.body.count == whole.body.count / 2)
                #expect(whole.body.starts(with: reply.body))
            },
            download("truncate 100") { reply, _ in #expect(reply.body.count == 100) },
        ],
        "corrupt": [
            download("corrupt") { reply, whole in
                #expect(reply.body.count == whole.body.count && reply.body != whole.body)
                #expect(reply.body.suffix(12) == whole.body.suffix(12))
            }
        ],
        "wrong-type": [
            download("wrong-type") { reply, _ in
                #expect(reply.body.starts(with: [0xFF, 0xD8, 0xFF]) && reply.body.count > 5000)
                #expect(reply.body.suffix(2) == [0xFF, 0xD9])
                #expect(reply.headers["content-type"] == "image/png")
            },
            download("wrong-type webp") { reply, _ in
                #expect(reply.body.dropFirst(8).starts(with: Array("WEBP".utf8)))
                #expect(reply.body.count > 1000)
            },
            download("wrong-type html") { reply, _ in #expect(reply.text.contains("<html>")) },
            download("wrong-type gif") { reply, _ in #expect(reply.text.hasPrefix("GIF89a")) },
            download("wrong-type text") { reply, _ in #expect(reply.text.hasPrefix("not")) },
            download("wrong-type empty") { reply, _ in #expect(reply.body.isEmpty) },
        ],
        "wrong-size": [
            download("wrong-size") { reply, whole in
                #expect(sides(reply) == [64, 64] && sides(whole) == [1024, 1024])
            },
            download("wrong-size 1x4294967295") { reply, _ in
                #expect(sides(reply) == [1, 4_294_967_295])
            },
        ],
    ]
}
