//! The text of a view: what each part of it is, in a character before it.

/// What a part is. `src/erased/page.rs` in the widget reads the same numbers.
#[derive(Clone, Copy)]
pub enum Part {
    /// Begins an element of this name, in HTML's namespace or in SVG's.
    Open = 1,
    OpenSvg = 2,
    /// Ends the element.
    Close = 3,
    /// The name of an attribute, then its value.
    Name = 4,
    Value = 5,
    Text = 6,
    // Places, which are filled in their order in the text: a child, an attribute, a class and a property of this name, a
    // handler of the event of this name, and who wants to know the element.
    Child = 7,
    Attribute = 8,
    Class = 14,
    Property = 15,
    Event = 16,
    Reference = 17,
}

/// The text so far.
#[derive(Default)]
pub struct Template(String);

impl Template {
    pub fn push(&mut self, part: Part, text: &str) {
        self.0.push(char::from(part as u8));
        self.0.push_str(text);
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a text would be taken for the beginning of a part.
pub fn is_unfit(text: &str) -> bool {
    text.contains(|it: char| it < ' ')
}
