//! The article's text on the screen: its lines, a cursor that goes from word to word, and a marked passage.

use std::ops::{Range, RangeInclusive};

use standoff::quote::sentences;
use standoff::text::Span;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A run of letters that is wider is no word but an address, or a script without spaces, and is taken apart.
const WIDEST_WORD: usize = 30;

/// A text being read.
#[derive(Debug, Default)]
pub struct Reading {
    text: String,
    words: Vec<Range<usize>>,
    /// The words of each sentence.
    sentences: Vec<Range<usize>>,
    /// The words of each line on the screen; an empty one is a blank line.
    lines: Vec<Range<usize>>,
    width: usize,
    height: usize,
    /// The first line that is shown.
    top: usize,
    /// The word at the cursor.
    at: usize,
    /// The word at which marking began; it goes on to the cursor.
    mark: Option<usize>,
    /// The column that the cursor had before it went up or down.
    goal: Option<usize>,
}

/// Where the cursor is to go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Move {
    WordBack,
    WordOn,
    LineUp,
    LineDown,
    PageUp,
    PageDown,
    LineStart,
    LineEnd,
    First,
    Last,
}

/// A stretch of a line on the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    Word(usize),
    /// What stands before a word, shown as one space.
    Gap(usize),
}

impl Reading {
    pub fn new(text: &str) -> Reading {
        let words = words_of(text);
        let sentences = sentences_of(text, &words);
        Reading { text: text.to_owned(), words, sentences, ..Reading::default() }
    }

    /// The same place in another text, as far as there is one: the file may have been written meanwhile.
    pub fn with_text(&mut self, text: &str) {
        if self.text != text {
            let (at, top) = (self.at, self.top);
            let (width, height) = (self.width, self.height);
            *self = Reading::new(text);
            self.at = at.min(self.words.len().saturating_sub(1));
            self.top = top;
            self.fit(width, height);
        }
    }

    /// Lays the text out for a window, if it is another one than before.
    pub fn fit(&mut self, width: usize, height: usize) {
        let (width, height) = (width.max(1), height.max(1));
        if (width, height) != (self.width, self.height) || self.lines.is_empty() {
            (self.width, self.height) = (width, height);
            self.lines = lines_of(&self.text, &self.words, width);
            self.goal = None;
            self.follow();
        }
    }

    pub fn go(&mut self, to: Move) {
        if self.words.is_empty() {
            return;
        }
        let last = self.words.len().saturating_sub(1);
        let goal = self.goal;
        self.goal = None;
        match to {
            Move::WordBack => self.at = self.at.saturating_sub(1),
            Move::WordOn => self.at = (self.at + 1).min(last),
            Move::First => self.at = 0,
            Move::Last => self.at = last,
            Move::LineStart => self.at = self.lines.get(self.line()).map_or(0, |line| line.start),
            Move::LineEnd => self.at = self.lines.get(self.line()).map_or(0, |line| line.end.saturating_sub(1)),
            Move::LineUp => self.go_lines(goal, -1),
            Move::LineDown => self.go_lines(goal, 1),
            Move::PageUp => self.go_lines(goal, -(self.height.saturating_sub(1).max(1) as isize)),
            Move::PageDown => self.go_lines(goal, self.height.saturating_sub(1).max(1) as isize),
        }
        self.follow();
    }

    /// To the word that stands at a byte of the text.
    pub fn go_to(&mut self, byte: usize) {
        let after = self.words.partition_point(|word| word.start <= byte);
        self.at = after.saturating_sub(1);
        self.goal = None;
        self.follow();
    }

    /// To the next place of some words behind the cursor, or else the first in the text, whatever the case; says whether
    /// there is one.
    pub fn seek(&mut self, sought: &str) -> bool {
        let sought = sought.to_lowercase();
        let begins = |word: &usize| {
            let ahead = self.text[self.words[*word].start..].trim_start_matches(|c: char| !c.is_alphanumeric());
            let ahead = ahead.chars().flat_map(char::to_lowercase);
            let ahead = ahead.map(|c| if c.is_whitespace() { ' ' } else { c });
            ahead.take(sought.chars().count()).eq(sought.chars())
        };
        let found = (self.at + 1..self.words.len()).chain(0..self.words.len().min(self.at + 1)).find(begins);
        if let Some(word) = found {
            self.at = word;
            self.goal = None;
            self.follow();
        }
        found.is_some()
    }

    fn go_lines(&mut self, goal: Option<usize>, by: isize) {
        let goal = goal.unwrap_or_else(|| self.column(self.at));
        let from = self.line();
        let target = from.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
        let has_words = |&line: &usize| !self.lines[line].is_empty();
        // A blank line holds no cursor: the next one in the same direction does, or else the last before it.
        let beyond =
            if by < 0 { (0..=target).rev().find(has_words) } else { (target..self.lines.len()).find(has_words) };
        let short = || if by < 0 { (target..from).find(has_words) } else { (from..target).rev().find(has_words) };
        if let Some(line) = beyond.or_else(short) {
            let nearest = self.lines[line].clone().min_by_key(|&word| self.column(word).abs_diff(goal));
            self.at = nearest.unwrap_or(self.at);
        }
        self.goal = Some(goal);
    }

    /// Begins marking at the cursor, or leaves off.
    pub fn toggle_mark(&mut self) {
        self.mark = if self.mark.is_some() { None } else { Some(self.at) };
    }

    /// Begins marking at the cursor unless something is marked already.
    pub fn begin_mark(&mut self) {
        self.mark.get_or_insert(self.at);
    }

    pub fn unmark(&mut self) {
        self.mark = None;
    }

    /// Marks the sentence at the cursor; where it is marked already, the next one with it.
    pub fn mark_sentence(&mut self) {
        let Some(index) = self.sentences.iter().position(|sentence| sentence.contains(&self.at)) else { return };
        let sentence = &self.sentences[index];
        let is_marked =
            self.marked().is_some_and(|marked| *marked.start() <= sentence.start && *marked.end() + 1 >= sentence.end);
        match self.sentences.get(index + 1).filter(|_| is_marked) {
            Some(next) => {
                self.mark = self.marked().map(|marked| *marked.start());
                self.at = next.end - 1;
            }
            None => {
                self.mark = Some(if is_marked { self.mark.unwrap_or(sentence.start) } else { sentence.start });
                self.at = sentence.end - 1;
            }
        }
        self.follow();
    }

    /// The marked words.
    pub fn marked(&self) -> Option<RangeInclusive<usize>> {
        self.mark.map(|mark| mark.min(self.at)..=mark.max(self.at)).filter(|_| !self.words.is_empty())
    }

    /// The marked stretch of the text.
    pub fn stretch(&self) -> Option<Span> {
        let marked = self.marked()?;
        Some(Span::new(self.words[*marked.start()].start, self.words[*marked.end()].end))
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The word at the cursor, as a number.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The place of a word in the text.
    pub fn word(&self, word: usize) -> Range<usize> {
        self.words[word].clone()
    }

    /// The lines that are shown, piece by piece.
    pub fn shown(&self) -> impl Iterator<Item = Vec<Piece>> {
        self.lines.iter().skip(self.top).take(self.height).map(|line| {
            let pieces = line.clone().flat_map(|word| {
                let gap = (word > line.start && !self.is_glued(word)).then_some(Piece::Gap(word));
                gap.into_iter().chain([Piece::Word(word)])
            });
            pieces.collect()
        })
    }

    /// How far down the text the window is, of a hundred.
    pub fn percent(&self) -> usize {
        ((self.top + self.height).min(self.lines.len()) * 100).checked_div(self.lines.len()).unwrap_or(100)
    }

    fn line(&self) -> usize {
        self.lines.partition_point(|line| line.end <= self.at).min(self.lines.len().saturating_sub(1))
    }

    fn column(&self, word: usize) -> usize {
        let Some(line) = self.lines.iter().find(|line| line.contains(&word)) else { return 0 };
        (line.start..word)
            .map(|before| self.text[self.word(before)].width() + usize::from(!self.is_glued(before + 1)))
            .sum()
    }

    /// Whether a word stands right behind the one before.
    fn is_glued(&self, word: usize) -> bool {
        is_glued(&self.words, word)
    }

    /// Moves the window so that the cursor is in it, with a line around it where there is one.
    fn follow(&mut self) {
        let line = self.line();
        let margin = usize::from(self.height > 4);
        self.top = self.top.min(line.saturating_sub(margin)).max((line + margin + 1).saturating_sub(self.height));
        self.top = self.top.min(self.lines.len().saturating_sub(self.height.min(self.lines.len())));
    }
}

fn words_of(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    for run in text.split_whitespace() {
        let start = run.as_ptr() as usize - text.as_ptr() as usize;
        if run.width() <= WIDEST_WORD {
            words.push(start..start + run.len());
        } else {
            words.extend(run.split_word_bound_indices().map(|(at, part)| start + at..start + at + part.len()));
        }
    }
    words
}

fn sentences_of(text: &str, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let index = |byte: u32| words.partition_point(|word| word.start < byte as usize);
    let ranges = sentences(text).into_iter().map(|sentence| index(sentence.start)..index(sentence.end));
    ranges.filter(|range| !range.is_empty()).collect()
}

fn lines_of(text: &str, words: &[Range<usize>], width: usize) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    let mut end = 0;
    for paragraph in text.split_inclusive('\n') {
        end += paragraph.len();
        let mut line = next..next;
        let mut used = 0;
        while words.get(next).is_some_and(|word| word.start < end) {
            let gap = usize::from(!line.is_empty() && !is_glued(words, next));
            let wide = text[words[next].clone()].width();
            if !line.is_empty() && used + gap + wide > width {
                lines.push(line);
                line = next..next;
                used = wide;
            } else {
                used += gap + wide;
            }
            next += 1;
            line.end = next;
        }
        lines.push(line);
    }
    lines
}

fn is_glued(words: &[Range<usize>], word: usize) -> bool {
    word > 0 && words.get(word).is_some_and(|next| words[word - 1].end == next.start)
}

#[cfg(test)]
mod tests;
