//! [`Palette`] and [`Terminal`]: colour and width, decided once at the edge and passed in as values.

use anstyle::{AnsiColor, Style};
use std::io::IsTerminal;

/// Columns of a page where the terminal does not tell.
pub const DEFAULT_WIDTH: usize = 80;
/// The narrowest page, in columns: below it a chain of telling no longer fits.
pub const MIN_WIDTH: usize = 40;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Also into files and pipes, and whatever NO_COLOR says.
    Always,
    /// Not at all.
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// The styles of everything printed for people. Colour never carries a meaning alone: the words say it too.
#[derive(Clone, Copy, Debug, Default)]
pub struct Palette {
    /// Titles and speakers.
    pub strong: Style,
    /// Paths, rules of the tree, hints.
    pub faint: Style,
    /// Cues and the root of a chain.
    pub accent: Style,
    /// Known first hand.
    pub good: Style,
    /// Needs a second look: a stance other than stating, hedges, "at least".
    pub care: Style,
    /// Errors.
    pub bad: Style,
}

impl Palette {
    /// No styles at all.
    pub fn plain() -> Self {
        Self::default()
    }

    /// The sixteen colours that every terminal has, in the user's own scheme.
    pub fn colour() -> Self {
        let colour = |c: AnsiColor| c.on_default();
        Self {
            strong: Style::new().bold(),
            faint: Style::new().dimmed(),
            accent: colour(AnsiColor::Cyan),
            good: colour(AnsiColor::Green),
            care: colour(AnsiColor::Yellow),
            bad: colour(AnsiColor::Red).bold(),
        }
    }

    /// Colour or none.
    pub fn when(colour: bool) -> Self {
        if colour { Self::colour() } else { Self::plain() }
    }
}

/// What is known of where the output goes.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Columns to fill.
    pub width: usize,
    /// Styles of standard output.
    pub out: Palette,
    /// Styles of standard error.
    pub err: Palette,
    /// Whether it prints UTF-8, by its language settings; where they say nothing, it does.
    pub unicode: bool,
    /// Whether a person watches standard output: then it is shown as it comes.
    pub shown: bool,
    /// Whether a person watches standard error: only then is progress shown.
    pub watched: bool,
}

impl Terminal {
    /// Asks the system and the environment (NO_COLOR, CLICOLOR, TERM).
    pub fn detect(color: Color) -> Self {
        let (out, err) = (std::io::stdout(), std::io::stderr());
        let choose = |auto: anstream::ColorChoice| match color {
            Color::Auto => auto != anstream::ColorChoice::Never,
            Color::Always => true,
            Color::Never => false,
        };
        Self {
            width: columns(),
            unicode: unicode(),
            out: Palette::when(choose(anstream::AutoStream::choice(&out))),
            err: Palette::when(choose(anstream::AutoStream::choice(&err))),
            shown: out.is_terminal(),
            watched: err.is_terminal(),
        }
    }
}

/// Whether the language settings ask for UTF-8: the first of them that is set decides.
fn unicode() -> bool {
    let set =
        ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty()));
    set.is_none_or(|v| {
        let v = v.to_ascii_lowercase();
        v.contains("utf-8") || v.contains("utf8")
    })
}

/// The terminal's columns if standard output is one, else the default.
fn columns() -> usize {
    let out = std::io::stdout();
    if !out.is_terminal() {
        return DEFAULT_WIDTH;
    }
    terminal_size::terminal_size().map_or(DEFAULT_WIDTH, |(w, _)| usize::from(w.0)).max(MIN_WIDTH)
}
