import Glibc

extension TaskForecast {
    /// What the times of earlier tasks say about the next.
    struct History {
        /// How likely the next task is to be done within each bin of the grid.
        let shares: [Double]
        /// How little to trust that, from 0 to 1.
        let doubt: Double
        /// How much it rests on, from 0 for no times to 1 for very many.
        let knowledge: Double

        /// Reads the newest times; nil if there are none.
        ///
        /// - Parameter times: the newest first.
        init?(_ times: some Sequence<CompletionTime>) {
            var samples = times.prefix(Self.mostTimes).enumerated().map { age, time in
                Sample(
                    log: log(max(time.seconds, 1)), weight: exp2(-Double(age) / Self.halfLife),
                    isUpperBound: time.isUpperBound)
            }
            guard !samples.isEmpty else { return nil }
            Self.followTrend(&samples)
            let surprise = Self.surprise(samples)
            var bins = Self.smoothed(samples)
            Self.spreadBounds(of: samples, surprise, over: &bins)
            let sum = bins.reduce(0, +)
            shares = bins.map { $0 / sum }

            let weight = samples.reduce(0) { $0 + $1.weight }
            let count = weight * weight / samples.reduce(0) { $0 + $1.weight * $1.weight }
            let ignorance = Self.fewTimes / (Self.fewTimes + count)
            let doubt = max(Self.leastDoubt, ignorance * ignorance)
            knowledge = 1 - ignorance
            self.doubt = 1 - (1 - doubt) * (1 - surprise)
        }
    }
}

/// The numbers that were tuned against the simulation of `LearnedPollingTests`.
extension TaskForecast.History {
    /// How many times to look at; older ones weigh less than a fifth.
    static let mostTimes = 120
    private static let halfLife = 50.0
    private static let trendHalfLife = 30.0
    /// A trend counts if it is this often as large as its error would make it.
    private static let trendFloor = 1.5
    /// With this many times, a quarter of what is asked is still as documented.
    private static let fewTimes = 10.0
    private static let leastDoubt = 0.01
    private static let narrowest = 0.05
    private static let widest = 0.4
    /// The share of a bound's weight that may lie anywhere before it; the rest lies within `nearBound`.
    private static let farShare = 0.05
    private static let nearBound = 5
    private static let surpriseHalfLife = 1.5
}

extension TaskForecast.History {
    private typealias Grid = TaskForecast.Grid

    /// A time on the logarithmic scale.
    private struct Sample {
        var log: Double
        let weight: Double
        let isUpperBound: Bool
    }

    /// Moves older times to where they would be today if times become shorter. If they become longer, queries come too
    /// early for a while, which does less harm.
    private static func followTrend(_ samples: inout [Sample]) {
        guard samples.count > 8 else { return }
        let weights = samples.indices.map { exp2(-Double($0) / trendHalfLife) }
        let sum = weights.reduce(0, +)
        let middle = zip(weights.indices, weights).reduce(0) { $0 + Double($1.0) * $1.1 } / sum
        let mean = zip(samples, weights).reduce(0) { $0 + $1.0.log * $1.1 } / sum
        var (spread, slope) = (0.0, 0.0)
        for (age, weight) in weights.enumerated() {
            let distance = Double(age) - middle
            spread += weight * distance * distance
            slope += weight * distance * (samples[age].log - mean)
        }
        slope /= spread
        guard slope > 0 else { return }
        var (deviation, error) = (0.0, 0.0)
        for (age, weight) in weights.enumerated() {
            let distance = Double(age) - middle
            let rest = samples[age].log - mean - slope * distance
            deviation += weight * rest * rest
            error += weight * weight * distance * distance
        }
        error *= deviation / sum / (spread * spread)
        let trend = slope * max(0, 1 - trendFloor * trendFloor * error / (slope * slope))
        for age in samples.indices where !samples[age].isUpperBound {
            samples[age].log -= min(trend * Double(age), 1)
        }
    }

    /// Returns how much the newest tasks contradict the history, from 0 to 1: by having been done at the first query,
    /// although it came late.
    private static func surprise(_ samples: [Sample]) -> Double {
        let decay = exp2(-1 / surpriseHalfLife)
        var (weight, found) = (1 - decay, 0.0)
        for sample in samples.prefix(12) {
            if sample.isUpperBound { found += weight * min(max((exp(sample.log) - 14) / 45, 0), 1) }
            weight *= decay
        }
        return min(1, max(0, (found - 0.08) * 1.8))
    }

    /// Returns the kernel density of the times that are known, with Silverman's width.
    private static func smoothed(_ samples: [Sample]) -> [Double] {
        var bins = [Double](repeating: 0, count: Grid.count)
        let known = samples.filter { !$0.isUpperBound }
        guard !known.isEmpty else { return bins }
        let sum = known.reduce(0) { $0 + $1.weight }
        let mean = known.reduce(0) { $0 + $1.log * $1.weight } / sum
        let deviation =
            (known.reduce(0) { $0 + ($1.log - mean) * ($1.log - mean) * $1.weight } / sum)
            .squareRoot()
        let squares = known.reduce(0) { $0 + $1.weight * $1.weight }
        let spread = min(deviation, quartileDistance(known, sum) / 1.34)
        let width =
            known.count < 2
            ? widest : min(max(1.2 * spread * pow(sum * sum / squares, -0.2), narrowest), widest)
        // The kernel widens what it smooths; moving the times together first keeps their deviation.
        let ratio = deviation > width ? width / deviation : 0
        let shrink = max(0.5, (1 - ratio * ratio).squareRoot())
        for sample in known {
            bins[Grid.bin(ofLog: mean + (sample.log - mean) * shrink)] += sample.weight
        }
        return convolved(bins, width)
    }

    private static func quartileDistance(_ samples: [Sample], _ sum: Double) -> Double {
        let sorted = samples.sorted { $0.log < $1.log }
        func quantile(_ share: Double) -> Double {
            var left = share * sum
            for sample in sorted {
                left -= sample.weight
                if left <= 0 { return sample.log }
            }
            return sorted.last?.log ?? 0
        }
        return quantile(0.75) - quantile(0.25)
    }

    private static func convolved(_ bins: [Double], _ width: Double) -> [Double] {
        let reach = min(Grid.count, Int(4 * width / Grid.step) + 1)
        var kernel = (0...reach).map { distance in
            exp(
                -0.5 * (Double(distance) * Grid.step / width)
                    * (Double(distance) * Grid.step / width))
        }
        let sum = 2 * kernel.reduce(0, +) - kernel[0]
        for index in kernel.indices { kernel[index] /= sum }
        var smooth = [Double](repeating: 0, count: bins.count)
        for (bin, weight) in bins.enumerated() where weight > 0 {
            for other in max(0, bin - reach)...min(bins.count - 1, bin + reach) {
                smooth[other] += weight * kernel[abs(other - bin)]
            }
        }
        return smooth
    }

    /// Spreads the weight of the times that are only bounds over the bins before them: mostly the bins just before, but
    /// evenly over all if there are surprises.
    private static func spreadBounds(
        of samples: [Sample], _ surprise: Double, over bins: inout [Double]
    ) {
        let far = max(farShare, surprise)
        for sample in samples where sample.isUpperBound {
            let last = Grid.bin(ofLog: sample.log)
            let near = max(0, last - nearBound)
            for bin in 0...last { bins[bin] += sample.weight * far / Double(last + 1) }
            for bin in near...last {
                bins[bin] += sample.weight * (1 - far) / Double(last + 1 - near)
            }
        }
    }
}
