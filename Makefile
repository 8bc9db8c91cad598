# make demo: artwork in Examples to STL, 3MF, G-code and pictures under out/
# make test: everything that is checked without a stopwatch
SWIFT ?= swift
WALLS := --explicit-target-dependency-import-check error
# One folder for each configuration, so that demo and test do not rebuild each other's modules.
RELEASE := $(SWIFT) build -c release --scratch-path .build-release $(WALLS)
IMPRESSION := .build-release/release/impression
export SWIFT_BACKTRACE = enable=no

.PHONY: demo test check build setup bench referees figures soak fuzz clean

demo: build
	Examples/demo $(IMPRESSION) out

build: setup
	$(RELEASE) --product impression

test: setup
	$(SWIFT) build --build-tests $(WALLS)
	$(SWIFT) test --skip-build --disable-xctest

# The fast part, for between two thoughts.
check:
	$(SWIFT) build --build-tests $(WALLS)
	$(SWIFT) test --skip-build --disable-xctest --skip GeometryTests

setup:
	@.ci/setup

# Every stage beside its peers, in one run; writes Docs/Benchmarks.md. FULL=1 adds what takes minutes.
bench: build
	$(RELEASE) --product region-driver
	$(RELEASE) --product benchmarks
	Tests/Benchmarks/run .build-release/release

referees: build
	$(RELEASE) --product region-driver
	Tests/Referees/run $(IMPRESSION)

# The pictures of Docs/design, drawn by our own geometry and rasteriser.
figures:
	$(RELEASE) --product figures
	.build-release/release/figures Docs/images

# Long property tests of the geometry core, optimised: more than 10⁷ random cases, an hour of one core. It tells how many they were.
# `make soak SOAK_TRIALS=10000` tries a tenth of them.
SOAK_TRIALS ?= 100000
soak:
	cd Tests/Soak && IMPRESSION_TRIALS=$(SOAK_TRIALS) nice $(SWIFT) test -c release --scratch-path .build-soak -Xswiftc -enable-testing -Xswiftc -DCHECKED --disable-xctest

# Bytes from libFuzzer as geometry, FUZZ_SECONDS (60) long.
fuzz:
	Tests/Fuzz/run

clean:
	rm -rf .build .build-release .venv-* Tests/Benchmarks/.build-benchmarks Tests/Fuzz/.build-fuzz Tests/Soak/.build-soak out
