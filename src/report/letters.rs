//! Words in a picture: measured, broken into lines, and drawn, with a font that we bring.
//!
//! plotters would place letters without the room that each of them has on its left, so that "ij" runs into what follows.

use std::sync::OnceLock;

use ab_glyph::{Font as _, FontRef, PxScaleFont, ScaleFont as _, point};
use anyhow::{Context, Result};
use plotters::style::RGBColor;

/// How words look.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Height of the letters with what is above and below them, in pixels.
    pub size: i32,
    pub bold: bool,
    pub colour: RGBColor,
}

/// Words at a place.
#[derive(Debug, Clone)]
pub struct Words {
    pub text: String,
    pub style: Style,
    pub left: i32,
    pub top: i32,
}

/// Atkinson Hyperlegible, drawn by the Braille Institute for readers with low vision. Its licence is `assets/OFL.txt`.
pub struct Font {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
}

impl Font {
    /// From the top of a line to the feet of its letters, in hundredths of their size.
    const FEET: i32 = 84;

    /// # Errors
    /// Never in a build that passed its tests.
    pub fn bundled() -> Result<&'static Self> {
        static FONT: OnceLock<Option<Font>> = OnceLock::new();
        let read = || {
            let regular = include_bytes!("../../assets/AtkinsonHyperlegible-Regular.ttf");
            let bold = include_bytes!("../../assets/AtkinsonHyperlegible-Bold.ttf");
            Some(Self {
                regular: FontRef::try_from_slice(regular).ok()?,
                bold: FontRef::try_from_slice(bold).ok()?,
            })
        };
        let font = FONT.get_or_init(read).as_ref();
        font.context("the bundled font cannot be read")
    }

    /// In pixels.
    pub fn width(&self, text: &str, style: Style) -> i32 {
        let letters = self.letters(style);
        let widths = text.chars().map(|c| letters.h_advance(letters.glyph_id(c)));
        widths.sum::<f32>().ceil() as i32
    }

    /// A text in lines of at most this width, and at most so many; what does not fit ends in dots.
    pub fn lines(&self, text: &str, style: Style, width: i32, most: usize) -> Vec<String> {
        let fits = |text: &str| self.width(text, style) <= width;
        let mut lines: Vec<String> = vec![];
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if fits(&format!("{line} {word}")) => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        let is_cut = lines.len() > most;
        lines.truncate(most);
        if let Some(last) = lines.last_mut().filter(|_| is_cut) {
            last.push('…');
        }
        for line in lines.iter_mut() {
            while !fits(line) {
                let cut = line.trim_end_matches('…').len();
                line.truncate(cut);
                line.pop();
                line.push('…');
            }
        }
        lines
    }

    /// Gives each pixel that these words touch, and how much of it they cover, from 0 to 1.
    pub fn draw(&self, words: &Words, mut pixel: impl FnMut((i32, i32), f32)) {
        // Enough for smooth edges, and few enough for a small file.
        const SHADES: f32 = 15.0;
        let letters = self.letters(words.style);
        let feet = words.top + words.style.size * Self::FEET / 100;
        let mut x = words.left as f32;
        for c in words.text.chars() {
            let mut glyph = letters.scaled_glyph(c);
            // On whole pixels the same letter is the same pattern, which makes a file half as large.
            glyph.position = point(x.round(), feet as f32);
            x += letters.h_advance(glyph.id);
            // A space has no outline.
            if let Some(outline) = letters.outline_glyph(glyph) {
                let corner = outline.px_bounds().min;
                let (left, top) = (corner.x as i32, corner.y as i32);
                outline.draw(|x, y, cover| {
                    let cover = (cover * SHADES).round() / SHADES;
                    pixel((left + x as i32, top + y as i32), cover.clamp(0.0, 1.0));
                });
            }
        }
    }

    /// ab_glyph counts in lines of the font, people in ems.
    fn letters(&self, style: Style) -> PxScaleFont<&FontRef<'static>> {
        let font = if style.bold {
            &self.bold
        } else {
            &self.regular
        };
        let em = font.units_per_em().unwrap_or(1000.0);
        font.as_scaled(style.size as f32 * font.height_unscaled() / em)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style {
        size: 40,
        bold: false,
        colour: RGBColor(0, 0, 0),
    };

    fn lines(text: &str, width: i32, most: usize) -> Vec<String> {
        Font::bundled().unwrap().lines(text, STYLE, width, most)
    }

    #[test]
    fn a_text_is_broken_between_words_and_cut_with_dots() {
        assert_eq!(lines("Laak en Spoorwijk", 200, 9), ["Laak en", "Spoorwijk"]);
        assert_eq!(lines("Laak en Spoorwijk", 200, 1), ["Laak en…"]);
        assert_eq!(lines("", 200, 2), Vec::<String>::new());
        let long = lines("Bedrijventerreinverzamelgebouw", 200, 2);
        assert!(long.len() == 1 && long[0].starts_with("Bedrijv") && long[0].ends_with('…'));
    }

    #[test]
    fn the_font_has_every_letter_of_a_dutch_name() {
        let font = Font::bundled().unwrap();
        for c in
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789éëïóöü’–-…().,&".chars()
        {
            assert_ne!(font.regular.glyph_id(c).0, 0, "{c}");
            assert_ne!(font.bold.glyph_id(c).0, 0, "{c}");
        }
    }

    #[test]
    fn letters_stay_within_their_line_and_beside_each_other() {
        let font = Font::bundled().unwrap();
        let words = Words {
            text: "Moerwijk Èg".to_owned(),
            style: STYLE,
            left: 10,
            top: 20,
        };
        let right = 10 + font.width(&words.text, STYLE);
        font.draw(&words, |(x, y), cover| {
            assert!(cover < 0.2 || (8..=right + 1).contains(&x), "{x}");
            assert!(cover < 0.2 || (18..=66).contains(&y), "{y}");
        });
    }
}
