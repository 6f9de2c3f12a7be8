//! Colours. A scene names inks by what they mean; a theme says what they look like on white, on dark and on paper.
//!
//! The hues are those of Okabe and Ito (2008), which stay apart for colour-blind readers, darkened or lightened until
//! words on them reach a contrast of 4.5 to 1. Colour is never the only sign: form, dash and label say the same.

/// What a colour means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Ink {
    /// The ground of the whole picture.
    Paper,
    /// Words.
    Text,
    /// Words that explain, and lines that only belong.
    Muted,
    /// The ground of a box.
    Box,
    /// The border of a box.
    Border,
    /// The ground of a group.
    Field,
    FieldBorder,
    Demand,
    Offer,
    Reject,
    Finding,
    FindingGround,
    Condition,
    ConditionGround,
    /// The plate and the threads of the n-th actor.
    Actor(usize),
    /// Words on a plate or on a badge.
    OnPlate,
}

impl Ink {
    /// A name for style sheets: `demand`, `field-border`, `actor-2`.
    pub fn name(self) -> String {
        match self {
            Ink::Actor(number) => format!("actor-{}", number % ACTORS),
            Ink::OnPlate => "on-plate".into(),
            Ink::FieldBorder => "field-border".into(),
            Ink::FindingGround => "finding-ground".into(),
            Ink::ConditionGround => "condition-ground".into(),
            plain => format!("{plain:?}").to_lowercase(),
        }
    }
}

const PLAIN_INKS: [Ink; 15] = [
    Ink::Paper,
    Ink::Text,
    Ink::Muted,
    Ink::Box,
    Ink::Border,
    Ink::Field,
    Ink::FieldBorder,
    Ink::Demand,
    Ink::Offer,
    Ink::Reject,
    Ink::Finding,
    Ink::FindingGround,
    Ink::Condition,
    Ink::ConditionGround,
    Ink::OnPlate,
];

/// After so many actors the colours come again; plates carry names, so that no reader depends on them.
pub const ACTORS: usize = 10;

/// The number of the colour that says nothing: grey.
pub const GREY_ACTOR: usize = 6;

/// A set of colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// For white pages.
    #[default]
    Light,
    /// For dark pages.
    Dark,
    /// For paper, in colour or in grey: no tinted grounds, stronger borders.
    Print,
}

impl Theme {
    pub const ALL: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Print];

    pub fn name(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Print => "print",
        }
    }

    /// The theme as declarations of a style sheet, `--actor-0: #b84b00;` and so on: for pages whose pictures are written
    /// with [`svg::write_live`](super::svg::write_live).
    pub fn variables(self) -> String {
        let inks = PLAIN_INKS.into_iter().chain((0..ACTORS).map(Ink::Actor));
        inks.map(|ink| format!("--{}: {};\n", ink.name(), self.colour(ink))).collect()
    }

    /// The colour of an ink, as `#rrggbb`.
    pub fn colour(self, ink: Ink) -> &'static str {
        match self {
            Theme::Light => light(ink),
            Theme::Dark => dark(ink),
            Theme::Print => print(ink),
        }
    }
}

fn light(ink: Ink) -> &'static str {
    match ink {
        Ink::Paper => "#ffffff",
        Ink::Text => "#161b26",
        Ink::Muted => "#566072",
        Ink::Box => "#ffffff",
        Ink::Border => "#8590a6",
        Ink::Field => "#f4f6fb",
        Ink::FieldBorder => "#d5dcea",
        Ink::Demand => "#0a5bd3",
        Ink::Offer => "#0a7a4f",
        Ink::Reject => "#bf3b00",
        Ink::Finding => "#8c0a6c",
        Ink::FindingGround => "#fcebf7",
        Ink::Condition => "#7a4b00",
        Ink::ConditionGround => "#fff2cc",
        Ink::Actor(number) => [
            "#b84b00", "#0072b2", "#856300", "#5f3da8", "#00735a", "#a3386f", "#4d5a6e", "#007a8a", "#7b4a2d",
            "#3a4fb0",
        ][number % ACTORS],
        Ink::OnPlate => "#ffffff",
    }
}

fn dark(ink: Ink) -> &'static str {
    match ink {
        Ink::Paper => "#11151d",
        Ink::Text => "#eef1f7",
        Ink::Muted => "#a3adbf",
        Ink::Box => "#1c2230",
        Ink::Border => "#76829a",
        Ink::Field => "#171c27",
        Ink::FieldBorder => "#30394b",
        Ink::Demand => "#74b3ff",
        Ink::Offer => "#4fd39b",
        Ink::Reject => "#ff8a5c",
        Ink::Finding => "#f29bd9",
        Ink::FindingGround => "#3a1631",
        Ink::Condition => "#f2ca6b",
        Ink::ConditionGround => "#352a10",
        Ink::Actor(number) => [
            "#ff9f5a", "#56b4e9", "#efc75e", "#b9a3ff", "#4fd1a5", "#ee98c6", "#a9b4c6", "#5fd0de", "#d9a98c",
            "#93a5ff",
        ][number % ACTORS],
        Ink::OnPlate => "#11151d",
    }
}

fn print(ink: Ink) -> &'static str {
    match ink {
        Ink::Text => "#000000",
        Ink::Muted => "#3c434f",
        Ink::Border => "#2b313c",
        Ink::Field | Ink::FindingGround | Ink::ConditionGround => "#ffffff",
        Ink::FieldBorder => "#8e97a8",
        other => light(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The contrast of two colours after WCAG 2.2.
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let share = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("two hex digits")) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn words_are_readable_on_every_ground() {
        let grounds = [Ink::Paper, Ink::Box, Ink::Field, Ink::FindingGround, Ink::ConditionGround];
        let words = [Ink::Text, Ink::Muted, Ink::Demand, Ink::Offer, Ink::Reject, Ink::Finding, Ink::Condition];
        let mut pairs: Vec<(Ink, Ink)> =
            words.iter().flat_map(|&word| grounds.iter().map(move |&ground| (word, ground))).collect();
        let plates = (0..ACTORS).map(Ink::Actor);
        pairs.extend(plates.chain([Ink::Demand, Ink::Offer, Ink::Reject, Ink::Finding]).map(|ink| (Ink::OnPlate, ink)));
        pairs.extend((0..ACTORS).map(|number| (Ink::Actor(number), Ink::Paper)));
        for theme in Theme::ALL {
            for &(word, ground) in &pairs {
                let reached = contrast(theme.colour(word), theme.colour(ground));
                assert!(reached >= 4.5, "{word:?} on {ground:?} reaches {reached:.2} in {theme:?}");
            }
        }
    }

    #[test]
    fn neighbouring_actors_have_different_colours() {
        for theme in Theme::ALL {
            let mut colours: Vec<&str> = (0..ACTORS).map(|number| theme.colour(Ink::Actor(number))).collect();
            colours.sort_unstable();
            colours.dedup();
            assert_eq!(colours.len(), ACTORS);
        }
    }
}
