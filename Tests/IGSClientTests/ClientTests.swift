import IGSClient
import IGSTestSupport
import Testing

@Suite struct ClientTests {
    static let accepted = ScriptedTransport.Step.json(
        #"{"code":200,"data":[{"task_id":"task_1"}]}"#)
    static let running = ScriptedTransport.Step.json(
        #"{"code":200,"data":{"task_id":"task_1","status":"running"}}"#)
    static let noSuchTask = ScriptedTransport.Step.json(
        #"{"ok":true,"statusCode":400,"message":"api task not found"}"#)

    @Test func `a submission in the openapi dialect has the documented body`() async throws {
        let transport = ScriptedTransport([Self.accepted])
        let request = try GenerationRequest(
            prompt: "a \"castle\"\n\u{1}城\\", ratio: .sixteenByNine, resolution: .twoK,
            quality: .high,
            references: [
                ReferenceImage(url: "https://pictures.example/1.png"),
                ReferenceImage(dataURI: Pictures.dataURI(Pictures.png(3, 2))),
            ])
        let acceptance = try await Client.scripted(transport).submit(request, id: .test)
        #expect(acceptance.taskID == .test && acceptance.report == nil)
        let received = try #require(transport.received.first)
        #expect(received.method == "POST")
        #expect(received.url == "https://service.example/api/openapi/submit")
        #expect(received.headers["Content-Type"] == "application/json")
        #expect(received.wantsFreshConnection)
        #expect(
            received.text == #"{"model":"gpt_image_2_official","params":{"#
                + #""prompt":"a \"castle\"\u000a\u0001城\\","aspect_ratio":"16:9","resolution":"2K","#
                + #""quality":"high","image_url":["https://pictures.example/1.png","#
                + "\"\(Pictures.dataURI(Pictures.png(3, 2)))\"]},"
                + #""out_task_id":"igs_test"}"#)
    }

    @Test func `what a request leaves open is left out`() async throws {
        let transport = ScriptedTransport([Self.accepted])
        let request = try GenerationRequest(prompt: "a")
        _ = try await Client.scripted(transport).submit(request, id: .test)
        #expect(
            transport.received.first?.text == #"{"model":"gpt_image_2_official","params":{"#
                + #""prompt":"a","aspect_ratio":"1:1","resolution":"1K"},"out_task_id":"igs_test"}"#
        )
    }

    @Test func `a submission in the images dialect is flat`() async throws {
        let transport = ScriptedTransport([Self.accepted])
        let request = try GenerationRequest(
            prompt: "a", ratio: .twoByOne, resolution: .fourK, quality: .low,
            references: [ReferenceImage(url: "https://pictures.example/1.png")])
        _ = try await Client.scripted(transport, dialect: .images).submit(request, id: .test)
        let received = try #require(transport.received.first)
        #expect(received.url == "https://service.example/v1/images/generations")
        #expect(
            received.text == #"{"model":"gpt-image-2-official","prompt":"a","size":"2:1","#
                + #""resolution":"4k","quality":"low","#
                + #""image_urls":["https://pictures.example/1.png"],"n":1}"#)
    }

    @Test(arguments: Dialect.allCases)
    func `every call carries the key, and a user agent of its own`(dialect: Dialect) async throws {
        let transport = ScriptedTransport { request in
            request.url.hasSuffix("balance")
                ? .json(#"{"data":{"credits":1},"remain_credits":1}"#)
                : request.method == "GET" ? Self.running : Self.accepted
        }
        let client = try Client.scripted(
            transport, baseURL: "https://service.example/prefix/", dialect: dialect)
        _ = try await client.submit(GenerationRequest(prompt: "a"), id: .test)
        _ = try await client.query(TaskSubject(task: .test, id: .test))
        _ = try await client.balance()
        #expect(transport.received.count == 3)
        for received in transport.received {
            #expect(received.url.hasPrefix("https://service.example/prefix/"))
            #expect(received.key == "sk-canary-4711")
            #expect(received.headers["User-Agent"] == "igs/0.2 (+image generation shell)")
            #expect(!received.url.contains("canary") && !received.text.contains("canary"))
        }
    }

    @Test func `a task's id is encoded in the path`() async throws {
        let transport = ScriptedTransport([Self.running])
        let client = try Client.scripted(transport)
        // What it answers is about another task.
        _ = try? await client.query(TaskSubject(task: TaskID(rawValue: "../a b?c#ü"), id: .test))
        #expect(
            transport.received.first?.url
                == "https://service.example/v1/tasks/..%2Fa%20b%3Fc%23%C3%BC")
    }

    @Test func `without a task's id the task is asked for by our own`() async throws {
        let transport = ScriptedTransport([Self.running, Self.noSuchTask])
        let client = try Client.scripted(transport)
        _ = try await client.query(TaskSubject(task: nil, id: .test))
        let error = await errorThrown { () async throws(ServiceError) in
            _ = try await client.query(TaskSubject(task: nil, id: .test))
        }
        #expect(error?.kind == .noSuchTask)
        for received in transport.received {
            #expect(received.url == "https://service.example/api/openapi/query")
            #expect(received.text == #"{"out_task_id":"igs_test"}"#)
        }
        #expect(transport.received.count == 2)
    }

    @Test func `the images dialect cannot be asked by our own id`() async throws {
        let transport = ScriptedTransport([Self.running])
        let client = try Client.scripted(transport, dialect: .images)
        #expect(!client.service.dialect.canProbe)
        let error = await errorThrown { () async throws(ServiceError) in
            _ = try await client.query(TaskSubject(task: nil, id: .test))
        }
        #expect(error?.kind == .unsupported)
        #expect(transport.received.isEmpty)
    }

    @Test func `a reseller's word for the model is sent in the images dialect`() async throws {
        let transport = ScriptedTransport([Self.accepted])
        let key = try #require(Secret("sk-canary"))
        let service = try Service(
            baseURL: "https://service.example", dialect: .images, model: "gpt-image-2")
        let client = Client(service: service, key: key, transport: transport)
        _ = try await client.submit(GenerationRequest(prompt: "a"), id: .test)
        #expect(transport.received.first?.text.hasPrefix(#"{"model":"gpt-image-2","#) == true)
    }

    /// Each route of the images dialect, where none of those before it is there.
    @Test(arguments: [
        "/poll/me?full=1", "/v1/tasks/task_1", "/v1/images/generations/task_1",
        "/v1/images/tasks/task_1",
    ])
    func `the images dialect finds the route that a service has`(path: String) async throws {
        let transport = ScriptedTransport { request in
            request.url.hasSuffix(path) ? Self.running : .page("<html>hello</html>")
        }
        let client = try Client.scripted(transport, dialect: .images)
        let subject = TaskSubject(task: .test, id: .test, pollPath: "/poll/me?full=1")
        for _ in 0..<2 { _ = try await client.query(subject) }
        let last = transport.received.suffix(2).map(\.url)
        #expect(last.allSatisfy { $0 == "https://service.example" + path }, "\(last)")
    }

    @Test(arguments: [400, 403, 404, 405, 500])
    func `a refusal that the service did not sign means that the route is not there`(
        status: Int
    ) async throws {
        let transport = ScriptedTransport {
            $0.method == "GET" ? .page("no", status: status) : Self.running
        }
        let client = try Client.scripted(transport)
        let report = try await client.query(TaskSubject(task: .test, id: .test))
        #expect(report.status == .running(unknownWord: nil))
        #expect(transport.received.map(\.method) == ["GET", "POST"])
    }

    @Test func `pages alone are not a service until it has once answered in JSON`() async throws {
        let transport = ScriptedTransport([
            .page("<html>hello</html>"), .page("<html>hello</html>"), Self.running,
            .page("<html>hello</html>"),
        ])
        let client = try Client.scripted(transport)
        let subject = TaskSubject(task: .test, id: .test)
        var kinds: [ServiceError.Kind?] = []
        for _ in 0..<3 {
            kinds.append(
                await errorThrown { () async throws(ServiceError) in
                    _ = try await client.query(subject)
                }?.kind)
        }
        #expect(kinds == [.noService, nil, .unreadable])
    }

    static let missingRoutes: [ScriptedTransport.Step] = [
        .page("no", status: 404), .page("no", status: 405), .page("<html>welcome</html>"),
        .json(#"{"detail":"Not Found"}"#, status: 404), .page("", status: 302),
        .json(#"{"statusCode":404,"message":"Cannot GET /v1/tasks/task_1"}"#, status: 404),
    ]

    @Test(arguments: missingRoutes)
    func `where the route by path is not there, the other is asked, and remembered by all copies`(
        missing: ScriptedTransport.Step
    ) async throws {
        let transport = ScriptedTransport { $0.method == "GET" ? missing : Self.running }
        let client = try Client.scripted(transport)
        let copy = client
        _ = try await client.query(TaskSubject(task: .test, id: .test))
        _ = try await client.query(TaskSubject(task: .test, id: .test))
        _ = try await copy.query(TaskSubject(task: .test, id: .test))
        #expect(transport.received.map(\.method) == ["GET", "POST", "POST", "POST"])
        #expect(transport.received.last?.text == #"{"task_id":"task_1"}"#)
    }

    @Test func `where the route by path is there, its word counts`() async throws {
        let transport = ScriptedTransport([Self.running, Self.noSuchTask])
        let client = try Client.scripted(transport)
        _ = try await client.query(TaskSubject(task: .test, id: .test))
        let error = await errorThrown { () async throws(ServiceError) in
            _ = try await client.query(TaskSubject(task: .test, id: .test))
        }
        #expect(error?.kind == .noSuchTask)
        #expect(transport.received.map(\.method) == ["GET", "GET"])
    }

    @Test func `a task that neither route knows does not exist`() async throws {
        let transport = ScriptedTransport {
            $0.method == "GET" ? Self.noSuchTask : .page("", status: 404)
        }
        let client = try Client.scripted(transport)
        let error = await errorThrown { () async throws(ServiceError) in
            _ = try await client.query(TaskSubject(task: .test, id: .test))
        }
        #expect(error?.kind == .noSuchTask)
    }

    @Test func `a passing trouble with one route teaches nothing`() async throws {
        let transport = ScriptedTransport([.page("", status: 502), Self.running, Self.running])
        let client = try Client.scripted(transport)
        let error = await errorThrown { () async throws(ServiceError) in
            _ = try await client.query(TaskSubject(task: .test, id: .test))
        }
        #expect(error?.kind == .transient)
        _ = try await client.query(TaskSubject(task: .test, id: .test))
        #expect(transport.received.map(\.method) == ["GET", "GET"])
    }

    @Test(arguments: [
        (ScriptedTransport.Step.refuse, ServiceError.Kind.unsent, ServiceError.Kind.unsent),
        (.hangUp, .ambiguous, .transient), (.cut(status: 200, body: []), .ambiguous, .transient),
    ])
    func `what a broken exchange means depends on what was asked`(
        step: ScriptedTransport.Step, submitting: ServiceError.Kind, asking: ServiceError.Kind
    ) async throws {
        let transport = ScriptedTransport([step])
        let client = try Client.scripted(transport)
        let request = try GenerationRequest(prompt: "a")
        let submission = await errorThrown { () async throws(ServiceError) in
            _ = try await client.submit(request, id: .test)
        }
        #expect(submission?.kind == submitting)
        let query = await errorThrown { () async throws(ServiceError) in
            _ = try await client.query(TaskSubject(task: .test, id: .test))
        }
        #expect(query?.kind == asking)
        let balance = await errorThrown { () async throws(ServiceError) in
            _ = try await client.balance()
        }
        #expect(balance?.kind == asking)
    }

    @Test func `a submission cancelled before it is sent was not sent`() async throws {
        let transport = ScriptedTransport([Self.accepted])
        let client = try Client.scripted(transport)
        let request = try GenerationRequest(prompt: "a")
        let submission = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await errorThrown { () async throws(ServiceError) in
                _ = try await client.submit(request, id: .test)
            }
        }
        #expect(await submission.value?.kind == .cancelled)
        #expect(transport.received.isEmpty)
    }

    @Test func `a submission cancelled while it is under way is ambiguous`() async throws {
        let transport = ScriptedTransport([.silence])
        let client = try Client.scripted(transport)
        let request = try GenerationRequest(prompt: "a")
        let submission = Task {
            await errorThrown { () async throws(ServiceError) in
                _ = try await client.submit(request, id: .test)
            }
        }
        while transport.received.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        submission.cancel()
        #expect(await submission.value?.kind == .ambiguous)
    }

    @Test func `a reply without end is not read to it`() async throws {
        let chunk = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20)
        let transport = ScriptedTransport([
            .reply(status: 200, body: Array(repeating: chunk, count: 80))
        ])
        let client = try Client.scripted(transport)
        let error = await errorThrown { () async throws(ServiceError) in
            _ = try await client.balance()
        }
        #expect(error?.kind == .tooLarge)
    }
}
