//! [`Unit`]: lengths of time that words count in.

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    /// Counted as days are.
    Night,
    Week,
    Weekend,
    /// Two weeks.
    Fortnight,
    Month,
    Season,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit of a name in the data.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "night" => Self::Night,
            "week" => Self::Week,
            "weekend" => Self::Weekend,
            "fortnight" => Self::Fortnight,
            "month" => Self::Month,
            "season" => Self::Season,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "century" => Self::Century,
            "millennium" => Self::Millennium,
            _ => return None,
        })
    }

    /// About how many days it has.
    pub(super) fn days(self) -> f64 {
        match self {
            Self::Second | Self::Minute | Self::Hour => 0.04,
            Self::Day | Self::Night => 1.0,
            Self::Weekend => 2.0,
            Self::Week => 7.0,
            Self::Fortnight => 14.0,
            Self::Month => 30.0,
            Self::Season | Self::Quarter => 91.0,
            Self::Half => 182.0,
            Self::Year => 365.0,
            Self::Decade => 3652.0,
            Self::Century => 36525.0,
            Self::Millennium => 365_250.0,
        }
    }

    /// Whether it is part of a day.
    pub(super) fn within_a_day(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }

    /// TIMEX3's length of `count` of them: "P3Y". `count` is "X" where it is not known.
    pub(super) fn length(self, count: &str) -> String {
        let letters = match self {
            Self::Second => return format!("PT{count}S"),
            Self::Minute => return format!("PT{count}M"),
            Self::Hour => return format!("PT{count}H"),
            Self::Fortnight => return count.parse::<u32>().map_or("PXW".into(), |n| format!("P{}W", n * 2)),
            Self::Day | Self::Night => "D",
            Self::Week => "W",
            Self::Weekend => "WE",
            Self::Month => "M",
            Self::Season => "SE",
            Self::Quarter => "Q",
            Self::Half => "H",
            Self::Year => "Y",
            Self::Decade => "DE",
            Self::Century => "CE",
            Self::Millennium => "ML",
        };
        format!("P{count}{letters}")
    }
}

/// A number of units as the text counts them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Length {
    /// How many; `None` where the text does not say.
    pub(super) count: Option<Count>,
    pub(super) unit: Unit,
}

/// A count: whole, half, or between two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Count {
    Whole(i64),
    /// So many and a half.
    AndHalf(i64),
    /// From the one to the other.
    Between(i64, i64),
}

impl Length {
    /// TIMEX3's value.
    pub(super) fn value(&self) -> String {
        match self.count {
            None => self.unit.length("X"),
            Some(Count::Whole(n)) => self.unit.length(&n.to_string()),
            Some(Count::AndHalf(n)) => match self.unit {
                // Halves of a year and of an hour have whole numbers of their own.
                Unit::Year => Unit::Month.length(&(n * 12 + 6).to_string()),
                Unit::Hour if n == 0 => Unit::Minute.length("30"),
                Unit::Decade => Unit::Year.length(&(n * 10 + 5).to_string()),
                Unit::Century => Unit::Year.length(&(n * 100 + 50).to_string()),
                unit => unit.length(&format!("{n}.5")),
            },
            Some(Count::Between(a, b)) => {
                format!("{}/{}", self.unit.length(&a.to_string()), self.unit.length(&b.to_string()))
            }
        }
    }

    /// The whole number, `None` for any other count.
    pub(super) fn whole(&self) -> Option<i64> {
        match self.count {
            Some(Count::Whole(n)) => Some(n),
            _ => None,
        }
    }
}
