# Stylet. `make demo` and `make test` do all the set-up that a fresh Debian machine with a Swift toolchain needs.

SWIFT   ?= swift
PREFIX  ?= /usr/local
CONFIG  ?= release
BINARY  := .build/$(CONFIG)/stylet
# What is checked is built apart: optimised, since some tests look for lungs in whole scans, but with every assertion and
# bounds check of a debug build. SwiftPM keeps one data base in a scratch folder, and so neither build can make the other
# out of date.
CHECKED := .build-tests/release/stylet
RUNTEST := .build-tests/release/styletPackageTests.xctest --testing-library swift-testing
CHECKS  := -c release -Xswiftc -enable-testing -Xswiftc -assert-config -Xswiftc Debug
TESTS   := --scratch-path .build-tests $(CHECKS)

# What building and running needs, and what the tests need besides.
BUILD_PACKAGES := libncursesw5-dev zlib1g-dev
TEST_PACKAGES  := tmux ncurses-term
# JPEG 2000 and JPEG-LS; a faster gzip. Where they are not to be had the build goes on without (package traits Codecs
# and FastInflate).
CODEC_PACKAGES := libopenjp2-7-dev libcharls-dev
FAST_PACKAGES  := libisal-dev
# An archive to test against, and dcmtk's programs. Tests that need them say so by name where they cannot be had.
ARCHIVE_PACKAGES := orthanc orthanc-dicomweb dcmtk libcurl4 openssl

# A cluster to test against.
CLUSTER_PACKAGES := slurm-wlm munge

HAS_CODECS = printf 'import COpenJPEG\nimport CCharLS\n' | \
  $(SWIFT)c -typecheck -I Sources/COpenJPEG -I Sources/CCharLS - >/dev/null 2>&1
HAS_FAST = printf 'import CISAL\n' | $(SWIFT)c -typecheck -I Sources/CISAL - >/dev/null 2>&1
# All traits are on unless one is named.
FIND_TRAITS = traits=$$($(HAS_CODECS) && printf ,Codecs; $(HAS_FAST) && printf ,FastInflate); case "$$traits" in \
  ,Codecs,FastInflate) ;; "") echo --disable-default-traits ;; *) echo "--traits $${traits\#,}" ;; esac
# Found out once, by the first recipe that builds: setup has run by then.
TRAITS = $(eval TRAITS := $(shell $(FIND_TRAITS)))$(TRAITS)
# SwiftPM puts the traits' flags in the order of a hash table; in another order all would be built anew.
BUILD = SWIFT_DETERMINISTIC_HASHING=1 $(SWIFT) build $(TRAITS)

# Line numbers for debuggers cost a tenth of the build, and nobody debugs what is optimised. What the tests run has them.
LEAN := $(if $(filter release,$(CONFIG)),-debug-info-format none)

.PHONY: all demo build test tests conformance clinical clinical-test fidelity picture effort bench sessions graph fuzz \
  sanitize sanitize-address sanitize-thread install clean setup setup-test swift-present

all: build

demo: build
	@$(BINARY) demo

build: setup
	@$(BUILD) -c $(CONFIG) $(LEAN) --product stylet 1>&2

test: tests
	@$(RUNTEST)

# The tests and the program that they run: always by this command. Another one, `swift test --skip-build` too, plans with
# other flags, after which all of it is built anew.
tests: setup-test
	@$(BUILD) $(TESTS) --build-tests 1>&2

# Every file of ../shared/data (or STYLET_CONFORMANCE_DATA) against independent readers; skipped by name without them.
conformance: tests
	@sh Tests/Conformance/run.sh "$(CHECKED)"

# Lungs and proposals on the scans of Tests/Clinical/manifest.toml and on hard variants of them; a table. Words for it:
# make clinical CLINICAL="--only lungs --scan medseg1". The trainer makes models that have not seen what they are held to.
clinical: build
	@$(BUILD) -c $(CONFIG) $(LEAN) --product stylet-train 1>&2
	@sh Tests/Clinical/run.sh "$(BINARY)" $(CLINICAL)

# The suite itself, and a small phantom through all of it.
clinical-test: tests
	@sh Tests/Clinical/run.sh "$(CHECKED)" --self-test

# How near pictures come to the slices they show, by rung and window, beside chafa's best where it is installed; a table.
# Words for it: make fidelity FIDELITY="--quick --scan lidc --png /tmp/pictures".
fidelity: build
	@sh Tests/Fidelity/run.sh "$(BINARY)" $(FIDELITY)

# The pictures of the README, from the program's own screen in a terminal (tmux). To look at every view on every rung:
# make picture PICTURE="--sheet /tmp/pictures".
PICTURE ?= --out docs
picture: build
	@sh Tests/Fidelity/run.sh "$(BINARY)" pictures $(PICTURE)

# Readers, projects, journals, texts and keys under libFuzzer and the address sanitizer, each for TIME seconds:
# make fuzz TIME=600 FUZZ="scan series"
TIME ?= 60
# gold, the usual linker of some toolchains, fails on what the sanitizers add.
LINKER := -Xswiftc -use-ld=lld
fuzz: setup
	@STYLET_FUZZ_BUILD=1 $(BUILD) -c release --scratch-path .build-fuzz --product stylet-fuzz \
	  -Xswiftc -sanitize=fuzzer,address -Xswiftc -assert-config -Xswiftc Debug $(LINKER) 1>&2
	@sh Tests/Fuzz/fuzz.sh .build-fuzz/release/stylet-fuzz $(TIME) $(FUZZ)

# All tests under the address sanitizer, and those without a terminal or another program under the thread sanitizer, where
# a program is ten times slower than they wait. Leaks are left to make fuzz: where the tests run programs Foundation's own
# (Process, an empty file's Data) drown all others.
sanitize: sanitize-address sanitize-thread

sanitize-thread: SKIP := --skip '^(EndToEnd|StyletTerminalTests)\.'
# Locks that the thread sanitizer sees (StyletBase/Tasks/Lock.swift).
sanitize-thread: SEEN := -Xswiftc -DSANITIZE_THREAD
sanitize-address sanitize-thread: sanitize-%: setup-test
	@$(BUILD) $(CHECKS) $(LINKER) $(SEEN) --scratch-path .build-$* --sanitize=$* --build-tests 1>&2
	@STYLET_TEST_PATIENCE=10 SWIFT_BACKTRACE=enable=no \
	  ASAN_OPTIONS=detect_leaks=0:suppressions="$(CURDIR)/Tests/Sanitize/address.txt" \
	  TSAN_OPTIONS=suppressions="$(CURDIR)/Tests/Sanitize/thread.txt" \
	  .build-$*/release/styletPackageTests.xctest --testing-library swift-testing $(SKIP)

# Key presses and Dice of the scripts in Samples/scripts: how much work a good outline is.
effort: tests
	@rm -f .build-tests/effort.txt
	@STYLET_EFFORT_TABLE="$(CURDIR)/.build-tests/effort.txt" \
	  $(RUNTEST) --filter EffortTests >.build-tests/effort.log 2>&1; status=$$?; \
	  cat .build-tests/effort.txt; [ $$status = 0 ] || cat .build-tests/effort.log >&2; exit $$status

# Modules with their floors, folders with what they use of one another, as Markdown; GRAPH=--dot for Graphviz, and
# GRAPH="StyletCore/Tools StyletCore/Edits" for the names that the first uses of the second.
graph: swift-present
	@$(BUILD) -c $(CONFIG) $(LEAN) --product source-graph 1>&2
	@.build/$(CONFIG)/source-graph $(GRAPH)

bench: setup
	@$(BUILD) -c release $(LEAN) --product stylet 1>&2
	@$(BUILD) -c release $(LEAN) --product stylet-bench 1>&2
	@.build/release/stylet-bench
	@sh Tests/Conformance/bench.sh "$(CURDIR)/.build/release"

# Twenty readers at this machine: p99 of a key, memory, bytes a second, and what SIGKILL of all of them loses. SESSIONS are
# its options, as "--study --seconds 120".
sessions: setup
	@$(BUILD) -c release $(LEAN) --product stylet 1>&2
	@python3 Tests/Sessions/sessions.py .build/release/stylet $(SESSIONS)

# Nobody looks up a symbol of a program; and relative relocations are a twentieth of it, where the C library knows them.
SMALL = -Xlinker --no-export-dynamic $(shell getconf GNU_LIBC_VERSION 2>/dev/null | \
  awk '$$2 >= 2.36 { print "-Xlinker -z -Xlinker pack-relative-relocs" }')
# A binary that carries the Swift runtime; it needs only libc, libstdc++, ncurses, zlib, ISA-L, OpenJPEG and CharLS.
install: setup
	$(BUILD) -c release $(LEAN) --product stylet --scratch-path .build-static \
	  --static-swift-stdlib $(LINKER) $(SMALL)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -s -m 755 .build-static/release/stylet "$(DESTDIR)$(PREFIX)/bin/stylet"
	install -d "$(DESTDIR)$(PREFIX)/share/stylet/keymaps"
	install -m 644 Keymaps/*.toml "$(DESTDIR)$(PREFIX)/share/stylet/keymaps/"

clean:
	rm -rf .build .build-tests .build-static .build-fuzz .build-address .build-thread .venv-conformance .venv-clinical \
	  .venv-fidelity

swift-present:
	@command -v $(SWIFT) >/dev/null || { \
	  echo "make: no Swift toolchain found; install Swift 6.1 or later from https://www.swift.org/install and put it on PATH" >&2; exit 1; }

setup: swift-present
	@sh .ci/packages.sh $(BUILD_PACKAGES)
	@sh .ci/packages.sh $(CODEC_PACKAGES) || true
	@sh .ci/packages.sh $(FAST_PACKAGES) || true
	@$(HAS_CODECS) || echo "make: OpenJPEG or CharLS is missing ($(CODEC_PACKAGES)):" \
	  "building without JPEG 2000 and JPEG-LS" >&2
	@$(HAS_FAST) || echo "make: ISA-L is missing ($(FAST_PACKAGES)): building with zlib alone, which opens .gz" \
	  "in twice the time" >&2

setup-test: setup
	@sh .ci/packages.sh $(TEST_PACKAGES)
	@sh .ci/packages.sh $(CLUSTER_PACKAGES) || echo "make: testing without a cluster ($(CLUSTER_PACKAGES))" >&2
	@sh .ci/packages.sh $(ARCHIVE_PACKAGES) || echo "make: testing without an archive ($(ARCHIVE_PACKAGES))" >&2
