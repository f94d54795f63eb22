# `just NAME` runs one; each line also runs by itself in a shell.

# All that must hold before a change goes in.
check:
    .ci/run

# Every test, house rules and golden cases included.
test *ARGS:
    cargo test --workspace {{ARGS}}

# The golden cases alone: `just cases in-may` runs those with that in their name.
cases *NAME:
    cargo test -p firsthand-core --test cases -- {{NAME}}

# Rewrites expectations (cases, docs/cli.md); read the diff before you commit it.
bless:
    tools/bless.sh

# The documentation of the code, in a browser.
docs:
    cargo doc --workspace --no-deps --document-private-items --open

# Makes the weights anew (about half an hour), or measures them: `just train measure`. See docs/training.md.
train *ARGS="all":
    cargo run --release -p firsthand-train -- {{ARGS}}

# Speed and memory over a folder of texts.
bench FOLDER:
    tools/bench.sh {{FOLDER}}

# One fuzz target for so many seconds.
fuzz SECONDS="60" TARGET="read":
    tools/fuzz.sh {{SECONDS}} {{TARGET}}

# Everything at full count, hours; or the parts that are named: `just soak kills large`.
soak *PARTS:
    tools/soak.sh {{PARTS}}

# The static binary with checksums and licences.
dist:
    tools/dist.sh
