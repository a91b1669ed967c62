import IGSClient
import Testing

@testable import IGSJobs

/// Whose turn it is, without an engine.
@Suite struct JobQueueTests {
    private let line = Line(JobQueue(concurrency: 1, ordersAlike: false))

    @Test func `jobs begin in the order in which they were reserved`() {
        #expect(line.reserve(1, 2) == nil)
        line.add(2)
        line.add(1)
        #expect(line.begin() == [1])
        line.finish(1)
        #expect(line.begin() == [2])
    }

    @Test func `none of several is reserved if one is driven already`() {
        line.add(2)
        #expect(line.reserve(1, 2, 3) == 2)
        #expect(line.reserve(4, 4) == 4)
        #expect(line.queue.driven == [Sample.id(2)])
    }

    @Test func `a job whose commit failed leaves nothing behind`() {
        #expect(line.reserve(1) == nil)
        #expect(line.queue.driven == [Sample.id(1)] && line.queue.active.isEmpty)
        line.queue.release([Sample.id(1)])
        #expect(line.queue.driven.isEmpty)
        #expect(line.settled(1).isEmpty)
        line.add(1)
        #expect(line.begin() == [1])
    }

    @Test func `a job in doubt for long makes room for another, and takes it again`() {
        for number in 1...3 { line.add(number) }
        #expect(line.begin() == [1])
        #expect(line.weigh(1, .parked))
        #expect(line.begin() == [2])
        #expect(line.weigh(1, .running))
        line.finish(2)
        #expect(line.begin().isEmpty)
        line.finish(1)
        #expect(line.begin() == [3])
    }

    @Test(arguments: [JobLifecycle.State.running, .parked])
    func `what may be sent waits for what may have been sent`(answer: JobLifecycle.State) {
        line.queue.setConcurrency(2)
        line.queue.takeUp(Sample.entry(0, state: .uncertain))
        line.queue.enqueue(Sample.id(0))
        line.add(1)
        #expect(line.begin() == [0])
        #expect(line.weigh(0, .uncertain))
        #expect(line.begin().isEmpty)
        #expect(line.weigh(0, answer))
        #expect(line.begin() == [1])
    }

    @Test func `a doubt of this session holds nobody up`() {
        line.add(1)
        #expect(line.begin() == [1])
        #expect(!line.weigh(1, .uncertain))
        line.queue.setConcurrency(2)
        line.add(2)
        #expect(line.begin() == [2])
    }

    @Test func `of requests that are alike each knows the one before`() {
        let line = Line(JobQueue(concurrency: 2, ordersAlike: true))
        line.add(1)
        line.add(2)
        #expect(line.begin() == [1, 2])
        #expect(line.queue.predecessor(of: Sample.id(1)) == nil)
        #expect(line.queue.predecessor(of: Sample.id(2)) == Sample.id(1))
        #expect(line.queue.isToBeSent(Sample.id(1)))
        line.finish(1)
        #expect(!line.queue.isToBeSent(Sample.id(1)))
    }

    @Test func `what is taken out of the line is driven until it is settled`() {
        line.add(1)
        line.add(2)
        #expect(line.begin() == [1])
        let (drivers, submissions) = line.queue.withdraw([Sample.id(1), Sample.id(2)])
        #expect(drivers.count == 1 && submissions.isEmpty)
        #expect(line.queue.driven == [Sample.id(1), Sample.id(2)])
        #expect(line.queue.active == [Sample.id(1)])
        line.finish(1)
        #expect(line.begin().isEmpty)
        #expect(line.settle(2) == 2)
        #expect(line.settle(2) == nil)
        #expect(line.settled(2, 1) == [1, 2])
    }

    @Test func `a job is being forgotten whether it is known or not`() {
        line.add(1)
        for id in [Sample.id(1), Sample.id(2)] {
            line.queue.setForgetting(id, to: true)
            #expect(line.queue.isBeingForgotten(id))
            line.queue.setForgetting(id, to: false)
            #expect(!line.queue.isBeingForgotten(id))
        }
        #expect(line.queue.driven == [Sample.id(1)] && line.queue[Sample.id(2)] == nil)
    }
}

/// A queue whose jobs are numbers, and whose changes can stand in an expectation.
private final class Line {
    var queue: JobQueue

    init(_ queue: JobQueue) {
        self.queue = queue
    }

    func reserve(_ numbers: Int...) -> Int? {
        queue.reserve(numbers.map(Sample.id)).map(number(of:))
    }

    func add(_ number: Int) {
        queue.add(Sample.entry(number))
        queue.enqueue(Sample.id(number))
    }

    /// Begins all that may begin.
    func begin() -> [Int] {
        var begun: [Int] = []
        func drive(_ id: OutTaskID) -> Task<Void, Never> {
            begun.append(number(of: id))
            return Task {}
        }
        while queue.beginNext(drive) {}
        return begun
    }

    func weigh(_ number: Int, _ state: JobLifecycle.State) -> Bool {
        queue.weigh(Sample.lifecycle(in: state), Sample.id(number))
    }

    func settle(_ number: Int) -> Int? {
        queue.settle(Sample.id(number)).map { self.number(of: $0.id) }
    }

    func settled(_ numbers: Int...) -> [Int] {
        queue.settled(among: Set(numbers.map(Sample.id))).map { number(of: $0.id) }
    }

    func finish(_ number: Int) {
        queue.land(Sample.id(number))
        _ = settle(number)
    }

    private func number(of id: OutTaskID) -> Int {
        (0...9).first { Sample.id($0) == id } ?? -1
    }
}
