//! The page that is written: where the pen stands, and how to go back.

/// What was written so far.
pub struct Page {
    pub text: String,
    /// How many characters the last line has.
    pub column: usize,
    line_break: &'static str,
}

/// A place on the page to go back to.
#[derive(Clone, Copy)]
pub struct Mark {
    length: usize,
    column: usize,
}

impl Page {
    pub fn new(line_break: &'static str) -> Page {
        Page { text: String::new(), column: 0, line_break }
    }

    /// Text without a line break in it.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.column += if text.is_ascii() { text.len() } else { text.chars().count() };
    }

    /// Text that may have line breaks of its own, which stay.
    pub fn push_raw(&mut self, text: &str) {
        match text.rfind('\n') {
            Some(last) => {
                self.text.push_str(text);
                self.column = text[last + 1..].chars().count();
            }
            None => self.push(text),
        }
    }

    /// Begins a line.
    pub fn line(&mut self, indent: usize) {
        self.end_line();
        self.text.extend(std::iter::repeat_n(' ', indent));
        self.column = indent;
    }

    /// Ends the line, so that what begins the next one leaves an empty one between.
    pub fn end_line(&mut self) {
        self.text.push_str(self.line_break);
        self.column = 0;
    }

    pub fn mark(&self) -> Mark {
        Mark { length: self.text.len(), column: self.column }
    }

    pub fn go_back(&mut self, mark: Mark) {
        self.text.truncate(mark.length);
        self.column = mark.column;
    }
}
