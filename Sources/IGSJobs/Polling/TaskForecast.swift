import Glibc
import IGSClient

/// How long a task is likely to take, and so when to ask about it: learned from the times of earlier tasks of its kind.
///
/// The longer a query is put off, the later its news; the sooner it comes, the more queries there are. If a task that
/// is not done yet will be done within the next second with probability *h* (the hazard rate), then intervals of
/// *k* / √*h* have the least mean delay for their number. So the next query comes when the integral of √*h* / *k* has
/// grown by one. The factor *k* makes the expected delay that of the documented schedule, the first query after 10 s
/// and then one every 4 s: asking is worth no more and no less than it was, there are only fewer queries.
///
/// Five things keep a wrong history from doing harm:
/// - Weights halve every 50 tasks, and a trend towards shorter times is continued: asking too late costs more than
///   asking too early.
/// - A task that the first query found done was done at some time before. Its time is spread over what comes before the
///   query; otherwise nothing would show that the service became faster.
/// - Doubt mixes in the documented schedule and a wide version of the documented times: much of them while few tasks
///   are known, and again when first queries keep finding tasks done.
/// - Where times vary so much that little can be won, queries come a little sooner than the rest of this demands.
/// - Once a task has lasted longer than nearly all before it, the history does not hold for it: it is asked about at
///   the documented interval, and more rarely only in proportion to its age.
///
/// All times in here are seconds at the live service.
public struct TaskForecast: Sendable {
    /// The documented schedule (Protocol, "Polling"), which also bounds what is learned.
    enum Documented {
        static let first = 10.0
        static let interval = 4.0
        static let leastInterval = 3.0
    }

    /// When to ask first: when a few tasks in a hundred may be done, and not before the documented time.
    let firstQuery: Double
    /// For each bin of the grid, how many queries to make a second.
    private let rates: [Double]
    /// For each edge of the grid, the probability that the task is done by then.
    private let done: [Double]

    /// Creates a forecast.
    ///
    /// - Parameters:
    ///   - times: the times of earlier tasks of the same kind, the newest first.
    ///   - documented: the documented times, which count while few others are known.
    init(from times: some Sequence<CompletionTime>, documented: TypicalTime) {
        let guess = Self.guess(documented)
        let history = History(times)
        let doubt = history?.doubt ?? 1
        let learned = history?.shares ?? guess
        let mixed = zip(learned, guess).map { (1 - doubt) * $0 + doubt * $1 }
        let model = Distribution(shares: mixed)
        let past = Distribution(shares: learned)
        done = model.cumulative
        // The fewer times are known, the less is a late first query worth its risk.
        let trust = max(0.4, (1 - doubt) * (1 - doubt))
        firstQuery = max(
            Documented.first,
            min(
                model.time(ofShare: Self.firstShare * trust),
                model.time(ofDelay: Self.firstDelay * trust)))
        rates = Self.rates(
            roots: model.hazards.map { $0.squareRoot() }, past: past, doubt: doubt,
            knowledge: history?.knowledge ?? 0,
            first: firstQuery)
    }

    /// Returns the time until the next query about a task that was not done yet at some age.
    func pause(at age: Double) -> Double {
        var place = Grid.place(of: min(max(age, 0), Self.oldest))
        Self.advance(&place, by: rates)
        return place.time - min(max(age, 0), Self.oldest)
    }

    /// Returns the time by which a task is done with some probability.
    ///
    /// - Parameter timeScale: how many times faster than the live service its service is.
    public func duration(ofShare share: Double, timeScale: Double) -> Duration {
        let scale = PollSchedule.timeScale(of: Pacing(timeScale: timeScale))
        return .seconds(Distribution.time(of: share, in: done) / scale)
    }
}

/// The numbers that were tuned against the simulation of `LearnedPollingTests`.
extension TaskForecast {
    /// The first query comes when this share of the tasks may be done,
    private static let firstShare = 0.07
    /// or when waiting for it has cost the average task this many seconds, whichever is sooner.
    private static let firstDelay = 0.3
    /// How much less than the documented schedule's the expected delay is to be, for what the model does not know; up to
    /// twice as much in doubt.
    private static let reserve = 0.21
    /// How much more than `reserve` that is, as a share, if times are spread so widely that nothing can be won: then a
    /// trend is hard to tell from chance.
    private static let wideReserve = 0.8
    /// How widely the documented times are spread: nobody has measured them.
    private static let documentedSpread = 1.2
    /// A task is older than nearly all before it once fewer of them than this lasted so long.
    private static let rest = 0.01
    /// The longest interval between queries, while the history holds.
    private static let longestInterval = 12.0
    /// The older a task that the history does not hold for, the longer the interval: this share of its age.
    private static let ageShare = 0.02
    /// Older tasks are treated as this old.
    private static let oldest = 1e6

    /// Returns the documented times as shares of the grid's bins.
    private static func guess(_ documented: TypicalTime) -> [Double] {
        let centre = log(max(documented.median.inSeconds, 1))
        let sum = Grid.edges.map { edge in
            (1 + erf((log(edge) - centre) / documentedSpread / 2.0.squareRoot())) / 2
        }
        return (0..<Grid.count).map { bin in
            (bin + 1 == Grid.count ? 1 : sum[bin + 1]) - (bin == 0 ? 0 : sum[bin])
        }
    }

    /// Returns the rate of queries for each bin: as the hazard rates demand, with the factor that makes the expected
    /// delay that of the documented schedule.
    private static func rates(
        roots: [Double], past: Distribution, doubt: Double, knowledge: Double,
        first: Double
    ) -> [Double] {
        let allowed =
            past.delay(first: Documented.first) { $0.time += Documented.interval }
            - reserve * (1 + doubt + wideReserve * past.wideness * pow(knowledge, 3))
        func rates(_ factor: Double) -> [Double] {
            roots.indices.map { bin in
                let age = Grid.edges[bin]
                var rate = min(
                    max(roots[bin] / factor, 1 / longestInterval), 1 / Documented.leastInterval)
                let disproved = max(0, 1 - (1 - past.cumulative[bin]) / rest)
                rate += disproved * max(0, 1 / oldInterval(at: age) - rate)
                return rate + doubt * (1 / Documented.interval - rate)
            }
        }
        // A smaller factor means more queries, and less delay.
        var (low, high) = (log(0.05), log(50.0))
        for _ in 0..<12 {
            let middle = (low + high) / 2
            let rates = rates(exp(middle))
            let delay = past.delay(first: first) { advance(&$0, by: rates) }
            if delay > allowed { high = middle } else { low = middle }
        }
        return rates(exp(low))
    }

    /// Returns the interval between queries about a task that is older than nearly all before it.
    private static func oldInterval(at age: Double) -> Double {
        max(Documented.interval, age * ageShare)
    }

    /// Moves on to the time of the next query.
    private static func advance(_ place: inout Grid.Place, by rates: [Double]) {
        var due = 1.0
        while place.bin < Grid.count {
            let edge = Grid.edges[place.bin + 1]
            let gain = (edge - place.time) * rates[place.bin]
            guard gain < due else {
                place.time += due / rates[place.bin]
                return
            }
            due -= gain
            place.time = edge
            place.bin += 1
        }
        place.time += due * oldInterval(at: place.time)
    }
}

extension TaskForecast {
    /// The bins that ages are sorted into: from 5 s to 14 min, each 4 % wider than the one before. What is shorter or
    /// longer is in the first or last bin.
    enum Grid {
        static let count = 128
        static let step = 0.04
        static let least = log(5.0)
        static let edges = (0...count).map { exp(least + step * Double($0)) }

        /// A time, and the bin that it is in.
        struct Place {
            var time: Double
            var bin: Int
        }

        /// Returns the place of a time; past the grid, its bin is `count`.
        static func place(of time: Double) -> Place {
            let bin = time < edges[0] ? 0 : Int((log(time) - least) / step)
            return Place(time: time, bin: min(bin, count))
        }

        /// Returns the bin of a time's logarithm.
        static func bin(ofLog log: Double) -> Int {
            Int(min(max((log - least) / step, 0), Double(count - 1)))
        }
    }

    /// When a task is done, as shares of the grid's bins.
    private struct Distribution {
        /// For each edge, the probability that the task is done by then.
        let cumulative: [Double]
        /// For each edge, the integral of ``cumulative``: how long a task has been done by then, on average.
        private let delays: [Double]
        private let shares: [Double]

        init(shares: [Double]) {
            var cumulative = [0.0]
            var delays = [0.0]
            for (bin, share) in shares.enumerated() {
                let before = cumulative[bin]
                cumulative.append(min(1, before + share))
                let width = Grid.edges[bin + 1] - Grid.edges[bin]
                delays.append(delays[bin] + (before + cumulative[bin + 1]) / 2 * width)
            }
            self.cumulative = cumulative
            self.delays = delays
            self.shares = shares
        }

        /// For each bin, the rate at which tasks are done that were not done before it.
        var hazards: [Double] {
            shares.indices.map { bin in
                let rest = max(1 - cumulative[bin] - shares[bin] / 2, 1e-12)
                return shares[bin] / rest / (Grid.edges[bin + 1] - Grid.edges[bin])
            }
        }

        /// Whether times are spread so widely that little can be won: from 0, for a log-normal spread of 0.4, to 1, for
        /// 0.6.
        var wideness: Double {
            let spread = log(time(ofShare: 0.84) / time(ofShare: 0.16)) / 2
            return min(max((spread - 0.4) / 0.2, 0), 1)
        }

        /// Returns the time by which a share of the tasks is done.
        func time(ofShare share: Double) -> Double { Self.time(of: share, in: cumulative) }

        /// Returns the time by which the average task has been done for some seconds.
        func time(ofDelay delay: Double) -> Double { Self.time(of: delay, in: delays) }

        /// Returns the time at which values that grow along the edges reach a value.
        static func time(of value: Double, in values: [Double]) -> Double {
            guard let edge = values.firstIndex(where: { $0 >= value }) else {
                return Grid.edges[Grid.count]
            }
            guard edge > 0 else { return Grid.edges[0] }
            let part = (value - values[edge - 1]) / (values[edge] - values[edge - 1])
            return Grid.edges[edge - 1] + part * (Grid.edges[edge] - Grid.edges[edge - 1])
        }

        /// Returns the mean time from a task's being done to the query that finds it so.
        ///
        /// - Parameter next: moves on to the time of the next query.
        func delay(first: Double, next: (inout Grid.Place) -> Void) -> Double {
            var place = Grid.place(of: first)
            var (isDone, sum) = values(at: place)
            var delay = sum
            while place.bin < Grid.count, isDone < 0.9999 {
                let (time, wasDone, before) = (place.time, isDone, sum)
                next(&place)
                while place.bin < Grid.count, Grid.edges[place.bin + 1] <= place.time {
                    place.bin += 1
                }
                (isDone, sum) = values(at: place)
                delay += sum - before - (place.time - time) * wasDone
            }
            return delay
        }

        /// Returns the probability that the task is done by a time, and its integral.
        private func values(at place: Grid.Place) -> (isDone: Double, sum: Double) {
            let bin = min(place.bin, Grid.count - 1)
            let start = Grid.edges[bin]
            let time = min(max(place.time, start), Grid.edges[bin + 1])
            let slope = (cumulative[bin + 1] - cumulative[bin]) / (Grid.edges[bin + 1] - start)
            let isDone = cumulative[bin] + slope * (time - start)
            return (isDone, delays[bin] + (cumulative[bin] + isDone) / 2 * (time - start))
        }
    }
}
