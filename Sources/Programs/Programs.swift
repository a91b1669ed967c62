// Both programs in one build: `swift build --target Programs` builds what this target depends on, and links nothing
// to it. `swift build --product` takes one program at a time.
