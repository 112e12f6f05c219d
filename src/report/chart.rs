//! A picture of counts per week: for each group a strip of bars under each other, made to be read on a phone, in grey
//! and aloud.
//!
//! Every bar stands above its own week and carries its figure, so that there is no colour to tell apart and no scale to
//! read off. What is not known exactly ("1-4") is hatched. [`Chart::words`] says all of it without the picture.

use anyhow::{Context, Result, anyhow};
use plotters::coord::Shift;
use plotters::prelude::*;
use serde::{Deserialize, Serialize};

use super::letters::{Font, Style, Words};
use crate::domain::numbers::range;

/// Figures to draw, with every word that is in the picture. Stored as it is until the picture is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Such as "Acties per wijk".
    pub title: String,
    /// What a bar counts and when: "Aantal per week, van 7 september tot 2 november".
    pub subtitle: String,
    /// One short label for each week, such as "7 sep".
    pub weeks: Vec<String>,
    pub rows: Vec<Row>,
    /// All other groups together: figures without bars, beside which those of one group would be nothing.
    pub others: Option<Row>,
    /// What a hatched bar means; shown when there is one.
    pub note: String,
}

/// One group, such as a wijk, with a count for each week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub label: String,
    pub counts: Vec<Count>,
}

/// How many: exactly, or between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    least: u32,
    most: u32,
}

impl Count {
    pub const ZERO: Self = Self::exactly(0);

    pub const fn exactly(count: u32) -> Self {
        Self {
            least: count,
            most: count,
        }
    }

    /// Such as the band 1 to 4 of small numbers.
    pub fn between(least: u32, most: u32) -> Self {
        Self {
            least: least.min(most),
            most: most.max(least),
        }
    }

    fn is_exact(self) -> bool {
        self.least == self.most
    }

    fn plus(self, other: Self) -> Self {
        Self {
            least: self.least.saturating_add(other.least),
            most: self.most.saturating_add(other.most),
        }
    }

    fn shown(self) -> String {
        range(self.least.into(), self.most.into())
    }
}

/// A drawn picture.
pub struct Drawing {
    pub png: Vec<u8>,
    /// In pixels.
    pub width: u32,
    pub height: u32,
}

impl Chart {
    /// At most `most` rows: the largest stay, in the order in which they were given, and the others become one sum, which
    /// `others` names, given how many they are. Eight rows are about two screens of a phone.
    #[must_use]
    pub fn with_at_most(mut self, most: usize, others: impl Fn(usize) -> String) -> Self {
        if self.rows.len() <= most {
            return self;
        }
        let mut by_size: Vec<usize> = (0..self.rows.len()).collect();
        // A stable sort: of two that are as large the first stays.
        by_size.sort_by_key(|at| std::cmp::Reverse(self.rows[*at].size()));
        let kept = &by_size[..most];
        let (mut rows, mut rest) = (Vec::new(), Vec::new());
        for (at, row) in self.rows.into_iter().enumerate() {
            if kept.contains(&at) {
                rows.push(row);
            } else {
                rest.push(row);
            }
        }
        let sum = |week| {
            let counts = rest.iter().filter_map(|row: &Row| row.counts.get(week));
            counts.fold(Count::ZERO, |sum, count| sum.plus(*count))
        };
        self.others = Some(Row {
            label: others(rest.len()),
            counts: (0..self.weeks.len()).map(sum).collect(),
        });
        self.rows = rows;
        self
    }

    /// All that the picture shows, in words: for whoever cannot see it.
    pub fn words(&self) -> String {
        let mut lines = vec![self.title.clone(), self.subtitle.clone()];
        lines.extend(self.all_rows().map(|row| {
            let weeks = self.weeks.iter().zip(&row.counts);
            let weeks: Vec<_> = weeks
                .map(|(week, count)| format!("{week}: {}", count.shown()))
                .collect();
            format!("{} – {}", row.label, weeks.join(", "))
        }));
        if self.has_bands() {
            lines.push(self.note.clone());
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }

    /// What the picture is called when somebody saves it.
    pub fn file_name(&self) -> String {
        let title = self.title.to_lowercase();
        let words: Vec<_> = title
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        format!("{}.png", words.join("-"))
    }

    /// Draws it. The same figures give the same bytes.
    ///
    /// # Errors
    /// When plotters or the PNG encoder refuses; with the font that we bring, neither has a reason to.
    pub fn draw(&self) -> Result<Drawing> {
        let font = Font::bundled()?;
        let layout = Layout::of(self, font);
        let (width, height) = (WIDTH, layout.height());
        let mut pixels = vec![0xff; width as usize * height as usize * 3];
        let canvas = BitMapBackend::with_buffer(&mut pixels, (width, height)).into_drawing_area();
        layout.paint(&canvas)?;
        drop(canvas);
        Ok(Drawing {
            png: encode(&pixels, width, height)?,
            width,
            height,
        })
    }

    fn has_bands(&self) -> bool {
        let mut counts = self.all_rows().flat_map(|row| &row.counts);
        counts.any(|count| !count.is_exact())
    }

    fn all_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().chain(&self.others)
    }

    fn largest(&self) -> u32 {
        let counts = self.rows.iter().flat_map(|row| &row.counts);
        counts.map(|count| count.most).max().unwrap_or(0)
    }
}

impl Row {
    fn size(&self) -> u64 {
        let middle = |count: &Count| u64::from(count.least) + u64::from(count.most);
        self.counts.iter().map(middle).sum()
    }
}

/// A phone shows a picture over its whole width, which is about this many pixels: letters of 36 are 12 points there.
const WIDTH: u32 = 1080;
const RIGHT: i32 = 1080 - MARGIN;
const MARGIN: i32 = 40;
/// Between things.
const GAP: i32 = 36;
/// The highest bar.
const BAR: i32 = 90;
/// From one line to the next, in hundredths of the size of its letters.
const LEADING: i32 = 125;
/// How many lines a name may take.
const LABEL_LINES: usize = 2;

const INK: RGBColor = RGBColor(0x1a, 0x1a, 0x1a);
const FAINT: RGBColor = RGBColor(0x55, 0x55, 0x55);
const LINE: RGBColor = RGBColor(0xb0, 0xb0, 0xb0);
/// Dark enough to be dark in grey.
const BARS: RGBColor = RGBColor(0x1f, 0x4e, 0x79);

const TITLE: Style = style(60, true, INK);
const LABEL: Style = style(46, true, INK);
const FIGURE: Style = style(42, true, INK);
const SMALL: Style = style(36, false, FAINT);

const fn style(size: i32, bold: bool, colour: RGBColor) -> Style {
    Style { size, bold, colour }
}

type Canvas<'a> = DrawingArea<BitMapBackend<'a>, Shift>;

/// A bar from its foot up: solid as far as the count is certain, hatched to what it may be at most.
#[derive(Debug, Clone, Copy)]
struct Bar {
    left: i32,
    right: i32,
    foot: i32,
    solid: i32,
    hatched: i32,
}

/// Where everything goes; what is left is only to paint it.
struct Layout<'a> {
    font: &'a Font,
    words: Vec<Words>,
    bars: Vec<Bar>,
    /// The feet of the strips.
    lines: Vec<i32>,
    y: i32,
}

impl<'a> Layout<'a> {
    fn of(chart: &Chart, font: &'a Font) -> Self {
        let mut layout = Self {
            font,
            words: vec![],
            bars: vec![],
            lines: vec![],
            y: MARGIN,
        };
        layout.paragraph(&chart.title, TITLE, usize::MAX);
        layout.y += GAP / 2;
        layout.paragraph(&chart.subtitle, SMALL, usize::MAX);
        let columns = Columns::of(chart, font);
        for row in &chart.rows {
            layout.strip(chart, row, &columns);
        }
        if let Some(others) = &chart.others {
            layout.sum(chart, others, &columns);
        }
        if chart.has_bands() {
            layout.y += GAP;
            layout.paragraph(&chart.note, SMALL, usize::MAX);
        }
        layout
    }

    fn height(&self) -> u32 {
        u32::try_from(self.y + MARGIN).unwrap_or(WIDTH)
    }

    /// One group: its name, and under it a bar for each week with its figure above and its week below.
    fn strip(&mut self, chart: &Chart, row: &Row, columns: &Columns) {
        self.y += GAP;
        self.paragraph(&row.label, LABEL, LABEL_LINES);
        let foot = self.y + GAP / 3 + columns.figure.size + GAP / 3 + BAR;
        for (at, count) in row.counts.iter().take(chart.weeks.len()).enumerate() {
            let bar = columns.bar(at, *count, chart.largest(), foot);
            let above = foot - bar.hatched - GAP / 3 - columns.figure.size;
            self.centred(count.shown(), columns.figure, columns.middle(at), above);
            self.bars.push(bar);
        }
        self.lines.push(foot);
        self.y = foot + GAP / 3;
        self.weeks(chart, columns);
    }

    /// Figures without bars.
    fn sum(&mut self, chart: &Chart, row: &Row, columns: &Columns) {
        self.y += GAP;
        self.paragraph(&row.label, LABEL, LABEL_LINES);
        self.y += GAP / 3;
        for (at, count) in row.counts.iter().take(chart.weeks.len()).enumerate() {
            self.centred(count.shown(), columns.figure, columns.middle(at), self.y);
        }
        self.y += columns.figure.size + GAP / 3;
        self.weeks(chart, columns);
    }

    fn weeks(&mut self, chart: &Chart, columns: &Columns) {
        for (at, week) in chart.weeks.iter().enumerate().step_by(columns.every) {
            self.centred(week.clone(), SMALL, columns.middle(at), self.y);
        }
        self.y += SMALL.size;
    }

    /// Lines as wide as the picture, at most so many.
    fn paragraph(&mut self, text: &str, style: Style, most: usize) {
        for text in self.font.lines(text, style, RIGHT - MARGIN, most) {
            self.words.push(Words {
                text,
                style,
                left: MARGIN,
                top: self.y,
            });
            self.y += style.size * LEADING / 100;
        }
    }

    fn centred(&mut self, text: String, style: Style, middle: i32, top: i32) {
        let left = middle - self.font.width(&text, style) / 2;
        self.words.push(Words {
            text,
            style,
            left,
            top,
        });
    }

    fn paint(&self, canvas: &Canvas<'_>) -> Result<()> {
        for foot in &self.lines {
            let ends = vec![(MARGIN, *foot), (RIGHT, *foot)];
            painted(canvas.draw(&PathElement::new(ends, LINE.stroke_width(2))))?;
        }
        for bar in &self.bars {
            bar.paint(canvas)?;
        }
        for words in &self.words {
            let mut done = Ok(());
            self.font.draw(words, |at, cover| {
                if done.is_ok() {
                    done = painted(canvas.draw_pixel(at, &words.style.colour.mix(cover.into())));
                }
            });
            done?;
        }
        Ok(())
    }
}

/// The weeks beside each other.
struct Columns {
    width: i32,
    /// How the figures above the bars look: smaller when one of them would not fit.
    figure: Style,
    /// Which weeks have their label: each, or each second, …
    every: usize,
}

impl Columns {
    fn of(chart: &Chart, font: &Font) -> Self {
        let weeks = i32::try_from(chart.weeks.len()).unwrap_or(i32::MAX);
        let width = (RIGHT - MARGIN) / weeks.max(1);
        let room = (width - GAP / 6).max(1);
        let figures = chart.all_rows().flat_map(|row| &row.counts);
        let figures = figures.map(|count| font.width(&count.shown(), FIGURE));
        let widest = figures.max().unwrap_or(0);
        let labels = chart.weeks.iter().map(|week| font.width(week, SMALL));
        let labels = labels.max().unwrap_or(0);
        Self {
            width,
            figure: Style {
                size: (FIGURE.size * room / widest.max(room)).max(1),
                ..FIGURE
            },
            every: usize::try_from(labels / room + 1).unwrap_or(1),
        }
    }

    fn middle(&self, at: usize) -> i32 {
        MARGIN + self.width / 2 + self.width * i32::try_from(at).unwrap_or(0)
    }

    fn bar(&self, at: usize, count: Count, largest: u32, foot: i32) -> Bar {
        let half = (self.width * 3 / 10).max(1);
        Bar {
            left: self.middle(at) - half,
            right: self.middle(at) + half,
            foot,
            solid: height(count.least, largest),
            hatched: height(count.most, largest),
        }
    }
}

/// In pixels; whatever there is can be seen.
fn height(count: u32, largest: u32) -> i32 {
    const LEAST: i64 = 4;
    if count == 0 {
        return 0;
    }
    let height = i64::from(BAR) * i64::from(count) / i64::from(largest.max(1));
    i32::try_from(height.max(LEAST)).unwrap_or(BAR)
}

impl Bar {
    fn paint(&self, canvas: &Canvas<'_>) -> Result<()> {
        let corners = |height| [(self.left, self.foot - height), (self.right, self.foot)];
        if self.solid > 0 {
            painted(canvas.draw(&Rectangle::new(corners(self.solid), BARS.filled())))?;
        }
        if self.hatched > self.solid {
            for line in self.hatching() {
                painted(canvas.draw(&PathElement::new(line.to_vec(), BARS.stroke_width(2))))?;
            }
            let edge = Rectangle::new(corners(self.hatched), BARS.stroke_width(3));
            painted(canvas.draw(&edge))?;
        }
        Ok(())
    }

    /// Slanted lines that stay within the part that is not certain.
    fn hatching(&self) -> impl Iterator<Item = [(i32, i32); 2]> {
        const APART: usize = 12;
        let (left, right) = (self.left, self.right);
        let (top, bottom) = (self.foot - self.hatched, self.foot - self.solid);
        // Each line holds the points whose x + y is the same.
        (left + top..right + bottom).step_by(APART).map(move |sum| {
            let x_from = left.max(sum - bottom);
            let x_to = right.min(sum - top);
            [(x_from, sum - x_from), (x_to, sum - x_to)]
        })
    }
}

fn painted<E: std::error::Error + Send + Sync>(
    done: Result<(), DrawingAreaErrorKind<E>>,
) -> Result<()> {
    done.map_err(|error| anyhow!("drawing a chart: {error}"))
}

fn encode(pixels: &[u8], width: u32, height: u32) -> Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    // Flat colours: what the other filters find is there already.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().context("beginning a PNG")?;
    writer.write_image_data(pixels).context("writing a PNG")?;
    writer.finish().context("ending a PNG")?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEKS: [&str; 8] = [
        "7 sep", "14 sep", "21 sep", "28 sep", "5 okt", "12 okt", "19 okt", "26 okt",
    ];

    fn chart(rows: Vec<Row>) -> Chart {
        Chart {
            title: "Acties per wijk".to_owned(),
            subtitle: "Aantal per week, de week begint op de dag die onder de balk staat."
                .to_owned(),
            weeks: WEEKS.map(str::to_owned).to_vec(),
            rows,
            others: None,
            note: "Gestreept: een klein aantal, 1 tot en met 4. Zo is niemand te herkennen."
                .to_owned(),
        }
    }

    fn row(label: &str, counts: [u32; 8]) -> Row {
        let count = |count| match count {
            1..=4 => Count::between(1, 4),
            exact => Count::exactly(exact),
        };
        Row {
            label: label.to_owned(),
            counts: counts.map(count).to_vec(),
        }
    }

    fn many(rows: usize) -> Chart {
        let names = [
            "Moerwijk",
            "Laakkwartier en Spoorwijk",
            "Duindorp",
            "Bezuidenhout",
        ];
        let rows = (0..rows as u32).map(|at| {
            let label = format!("{} {}", names[at as usize % 4], at + 1);
            row(&label, [at % 5, 7, 0, at, 12 + at % 3, 3, 9, (at * 7) % 23])
        });
        chart(rows.collect())
    }

    fn cases() -> Vec<(&'static str, Chart)> {
        let others = |count| format!("Overige {count} wijken");
        vec![
            (
                "1-wijk",
                chart(vec![row("Moerwijk", [3, 5, 0, 8, 12, 2, 7, 6])]),
            ),
            ("4-wijken", many(4)),
            ("12-wijken", many(12)),
            ("44-wijken", many(44).with_at_most(8, others)),
            (
                "nul",
                chart(vec![row("Moerwijk", [0; 8]), row("Duindorp", [0; 8])]),
            ),
            (
                "uitschieter",
                chart(vec![
                    row("Moerwijk", [3, 5, 0, 8, 12, 2, 7, 6]),
                    row("Duindorp", [0, 6, 5, 21_480, 9, 0, 0, 11]),
                ]),
            ),
            (
                "lange-namen",
                chart(vec![
                    row(
                        "Kerketuinen, Zichtenburg, Dekkershoek en het bedrijventerrein bij de Lozerlaan met de volkstuinen",
                        [9; 8],
                    ),
                    row(
                        "Vriend-in-noodfraude (WhatsApp-fraude)",
                        [0, 0, 5, 7, 2, 0, 1, 9],
                    ),
                    row(&"Wijkmeteenwoord".repeat(9), [1; 8]),
                ]),
            ),
            ("leeg", chart(vec![])),
        ]
    }

    /// Where words stand: left, top, right, bottom.
    fn boxes(chart: &Chart) -> Vec<(String, [i32; 4])> {
        let font = Font::bundled().unwrap();
        let layout = Layout::of(chart, font);
        let place = |words: &Words| {
            let (left, top) = (words.left, words.top);
            let right = left + font.width(&words.text, words.style);
            (
                words.text.clone(),
                [left, top, right, top + words.style.size],
            )
        };
        layout.words.iter().map(place).collect()
    }

    #[test]
    fn no_words_overlap_or_leave_the_picture() {
        for (name, chart) in cases() {
            let height = chart.draw().unwrap().height as i32;
            let boxes = boxes(&chart);
            for (at, (text, [left, top, right, bottom])) in boxes.iter().enumerate() {
                assert!(*left >= 0 && *right <= WIDTH as i32, "{name}: {text}");
                assert!(*top >= 0 && *bottom <= height, "{name}: {text}");
                for (other, [l, t, r, b]) in &boxes[at + 1..] {
                    let apart = right <= l || r <= left || bottom <= t || b <= top;
                    assert!(apart, "{name}: {text} and {other}");
                }
            }
        }
    }

    #[test]
    fn all_letters_are_large_enough_for_a_phone() {
        for (name, chart) in cases() {
            let layout = Layout::of(&chart, Font::bundled().unwrap());
            for words in &layout.words {
                assert!(
                    words.style.size >= 28,
                    "{name}: {} is {} pixels",
                    words.text,
                    words.style.size
                );
            }
        }
    }

    #[test]
    fn the_same_figures_give_the_same_bytes_and_a_small_file_as_wide_as_a_phone() {
        for (name, chart) in cases() {
            let (one, two) = (chart.draw().unwrap(), chart.draw().unwrap());
            assert!(one.png == two.png, "{name}");
            let reader = png::Decoder::new(std::io::Cursor::new(&one.png))
                .read_info()
                .unwrap();
            assert_eq!(
                (reader.info().width, reader.info().height),
                (one.width, one.height)
            );
            assert_eq!(one.width, 1080, "{name}");
            assert!(one.png.len() < 200_000, "{name}: {} bytes", one.png.len());
            if let Ok(folder) = std::env::var("WIJKBODE_CHARTS") {
                std::fs::write(format!("{folder}/{name}.png"), &one.png).unwrap();
            }
        }
    }

    #[test]
    fn every_figure_and_label_is_in_the_picture_and_in_its_words() {
        for (name, chart) in cases() {
            let spoken = chart.words();
            let painted: Vec<_> = boxes(&chart).into_iter().map(|(text, _)| text).collect();
            assert!(
                spoken.contains(&chart.title) && spoken.contains(&chart.subtitle),
                "{name}"
            );
            for row in chart.all_rows() {
                let line = spoken
                    .lines()
                    .find(|line| line.starts_with(&row.label))
                    .unwrap();
                for (week, count) in chart.weeks.iter().zip(&row.counts) {
                    assert!(
                        line.contains(&format!("{week}: {}", count.shown())),
                        "{name}: {line}"
                    );
                    assert!(
                        painted.contains(&count.shown()),
                        "{name}: {}",
                        count.shown()
                    );
                }
            }
        }
    }

    #[test]
    fn of_many_groups_the_largest_stay_in_their_order_and_nothing_is_lost() {
        let chart = chart(vec![
            row("Klein", [5, 0, 0, 0, 0, 0, 0, 0]),
            row("Groot", [50, 60, 0, 0, 0, 0, 0, 0]),
            row("Weinig", [2, 0, 0, 0, 0, 0, 0, 0]),
            row("Groter", [70, 80, 0, 0, 0, 0, 0, 0]),
        ]);
        let chart = chart.with_at_most(2, |count| format!("Overige {count}"));
        let labels: Vec<_> = chart.rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels, ["Groot", "Groter"]);
        let others = chart.others.unwrap();
        assert_eq!(others.label, "Overige 2");
        assert_eq!(others.counts[0], Count::between(6, 9));
    }

    #[test]
    fn a_small_number_is_a_band_also_in_words() {
        let chart = chart(vec![row("Moerwijk", [3, 0, 0, 0, 0, 0, 0, 12])]);
        let words = chart.words();
        assert!(words.contains("7 sep: 1-4, 14 sep: 0"), "{words}");
        assert!(words.ends_with("Zo is niemand te herkennen."), "{words}");
        assert_eq!(chart.file_name(), "acties-per-wijk.png");
    }
}
