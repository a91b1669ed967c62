// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "igs",
    products: [
        .executable(name: "igs", targets: ["igs"]),
        .executable(name: "igs-sandbox", targets: ["igs-sandbox"]),
        .library(name: "IGSScript", targets: ["IGSScript"]),
        .library(name: "IGSImages", targets: ["IGSImages"]),
        .library(name: "IGSClient", targets: ["IGSClient"]),
        .library(name: "IGSJobs", targets: ["IGSJobs"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift.git", exact: "7.10.0"),
        .package(url: "https://github.com/swhitty/FlyingFox.git", exact: "0.27.1"),
    ],
    targets: [
        // What both programs stand on: a hash, and nothing that one must not take over from the other.
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
        .target(name: "SHA2", dependencies: ["CNettle"]),

        // The shell, from the language up to the terminal. Imports point one way: downwards.
        .target(name: "IGSRandom"),
        .target(name: "IGSScript"),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
        .systemLibrary(
            name: "CTurboJPEG", pkgConfig: "libturbojpeg",
            providers: [.apt(["libturbojpeg0-dev"])]),
        .target(name: "IGSImages", dependencies: ["CTurboJPEG", "CZlib"]),
        .target(name: "CLibrary"),
        .target(name: "CCurl", dependencies: ["CLibrary"]),
        .target(name: "IGSClient", dependencies: ["CCurl", "IGSImages"]),
        .target(
            name: "IGSJobs",
            dependencies: [
                "IGSClient", "IGSImages", "SHA2",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "IGSRuntime",
            dependencies: [
                "IGSClient", "IGSImages", "IGSJobs", "IGSRandom", "IGSScript", "SHA2",
            ]),
        .target(name: "CProcess"),
        .target(name: "CEditline", dependencies: ["CLibrary"]),
        .target(
            name: "IGSConsole",
            dependencies: [
                "CEditline", "CProcess", "IGSClient", "IGSImages", "IGSJobs", "IGSRuntime",
                "IGSScript",
            ]),
        // The scripts say what they build from; other builds do not know it.
        .target(
            name: "CBuild",
            cSettings: [
                .define("IGS_SOURCE", to: "\"\(Context.environment["IGS_SOURCE"] ?? "source")\"")
            ]),
        .executableTarget(
            name: "igs",
            dependencies: [
                "CBuild", "IGSClient", "IGSConsole", "IGSJobs", "IGSRuntime", "IGSScript",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // The sandbox: a program of its own, which shares nothing with the shell but SHA-256.
        .systemLibrary(
            name: "CGraphics",
            pkgConfig: "pangocairo",
            providers: [
                .apt(["libcairo2-dev", "libpango1.0-dev", "libturbojpeg0-dev", "libwebp-dev"])
            ]),
        .systemLibrary(
            name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .target(name: "SandboxPainter", dependencies: ["CDeflate", "CGraphics"]),
        .target(
            name: "IGSSandbox",
            dependencies: [
                "CDeflate", "SHA2", "SandboxPainter",
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ]),
        .executableTarget(
            name: "igs-sandbox",
            dependencies: [
                "IGSSandbox",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(name: "Programs", dependencies: ["igs", "igs-sandbox"]),

        // The simulation: the real engine, ledger and runtime in a world that a seed leads.
        .target(name: "CSimulation"),
        .target(
            name: "IGSSimulation",
            dependencies: [
                "CSimulation", "IGSClient", "IGSImages", "IGSJobs", "IGSRandom", "IGSRuntime",
                "IGSScript", "SHA2",
            ]),
        .executableTarget(
            name: "igs-simulation",
            dependencies: [
                "IGSJobs", "IGSSimulation",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        .target(
            name: "IGSTestSupport",
            dependencies: ["IGSClient", "IGSImages", "IGSJobs", "IGSRandom", "IGSScript"]),
        .testTarget(name: "SHA2Tests", dependencies: ["IGSRandom", "IGSTestSupport", "SHA2"]),
        .testTarget(
            name: "IGSScriptTests", dependencies: ["IGSRandom", "IGSScript", "IGSTestSupport"]),
        .testTarget(
            name: "IGSImagesTests", dependencies: ["IGSImages", "IGSRandom", "IGSTestSupport"]),
        .testTarget(
            name: "IGSClientTests",
            dependencies: [
                "CTurboJPEG", "IGSClient", "IGSImages", "IGSRandom", "IGSTestSupport",
            ]),
        .testTarget(
            name: "IGSJobsTests",
            dependencies: ["IGSImages", "IGSJobs", "IGSRandom", "IGSTestSupport"]),
        .testTarget(
            name: "IGSRuntimeTests",
            dependencies: ["IGSImages", "IGSRandom", "IGSRuntime", "IGSTestSupport"]),
        .testTarget(
            name: "IGSConsoleTests", dependencies: ["IGSConsole", "IGSImages", "IGSTestSupport"]),
        .testTarget(
            name: "SandboxPainterTests", dependencies: ["IGSTestSupport", "SandboxPainter"]),
        .testTarget(
            name: "IGSSandboxTests",
            dependencies: ["IGSSandbox", "IGSTestSupport", "SandboxPainter"]),
        .testTarget(
            name: "IGSSimulationTests",
            dependencies: ["IGSSimulation", "IGSTestSupport", "igs-simulation"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["IGSRandom", "IGSTestSupport", "igs", "igs-sandbox"]),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ]
    // A script runs where its session does, and a call of the service where its job is driven: to look for a better
    // executor at each step would cost more than most steps do.
    if ["IGSClient", "IGSJobs", "IGSRuntime"].contains(target.name) {
        target.swiftSettings?.append(.enableUpcomingFeature("NonisolatedNonsendingByDefault"))
    }
}
