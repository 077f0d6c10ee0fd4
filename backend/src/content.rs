//! The shop's texts: written in Markdown, answered as blocks. HTML is not let in, so none can get out.

use aftercare_contract::content::{Block, ListItem, Picture, Span};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// A text with its title.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The heading of the first level; empty when there is none.
    pub title: String,
    pub blocks: Vec<Block>,
}

/// Reads Markdown: headings, paragraphs, lists of one level, tables, block quotes (notes), pictures that stand alone
/// (`![alt](name)` of the shop's media below `media`), links and emphasis.
///
/// # Errors
/// Names what is not understood, HTML above all.
pub fn read(markdown: &str, media: &str) -> Result<Text, String> {
    let mut writer = Writer { media, ..Writer::default() };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        writer.take(event)?;
    }
    Ok(writer.text)
}

/// The passages of a text as plain text, in order: what is searched and quoted.
#[must_use]
pub fn passages(blocks: &[Block]) -> Vec<String> {
    let plain = |spans: &[Span]| spans.iter().map(|span| span.text.as_str()).collect::<String>();
    let mut passages = Vec::new();
    for block in blocks {
        passages.push(plain(&block.spans));
        passages.extend(block.items.iter().map(|item| plain(&item.spans)));
        passages.extend(block.rows.iter().map(|row| row.join(" · ")));
    }
    passages.retain(|passage| !passage.is_empty());
    passages
}

fn block(kind: &str) -> Block {
    Block { kind: kind.into(), spans: Vec::new(), items: Vec::new(), ordered: false, rows: Vec::new(), image: None }
}

#[derive(Default)]
struct Writer<'a> {
    media: &'a str,
    text: Text,
    /// The run of text under way.
    spans: Vec<Span>,
    strong: bool,
    url: Option<String>,
    noted: bool,
    /// The list or table under way.
    open: Option<Block>,
    row: Vec<String>,
    image: Option<Picture>,
}

impl Writer<'_> {
    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.begin(tag)?,
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.write(&text),
            Event::SoftBreak | Event::HardBreak => self.write(" "),
            other => return Err(format!("{other:?} has no block")),
        }
        Ok(())
    }

    fn begin(&mut self, tag: Tag<'_>) -> Result<(), String> {
        match tag {
            Tag::Heading { .. } | Tag::Paragraph | Tag::Item | Tag::TableHead | Tag::TableRow | Tag::TableCell => {}
            Tag::BlockQuote(_) => self.noted = true,
            Tag::Strong | Tag::Emphasis => self.strong = true,
            Tag::Link { dest_url, .. } => self.url = Some(dest_url.into_string()),
            Tag::Image { dest_url, .. } => {
                let url = format!("{}/{dest_url}.svg", self.media);
                self.image = Some(Picture { url, alt: String::new() });
            }
            Tag::List(first) if self.open.is_none() => {
                self.open = Some(Block { ordered: first.is_some(), ..block("list") });
            }
            Tag::Table(_) if self.open.is_none() => self.open = Some(block("table")),
            other => return Err(format!("{other:?} has no block")),
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(HeadingLevel::H1) => self.text.title = self.plain(),
            TagEnd::Heading(_) => self.finish("heading"),
            TagEnd::Paragraph if self.open.is_none() => match self.image.take() {
                Some(image) => self.text.blocks.push(Block { image: Some(image), ..block("image") }),
                None => self.finish(if self.noted { "note" } else { "paragraph" }),
            },
            TagEnd::BlockQuote(_) => self.noted = false,
            TagEnd::Strong | TagEnd::Emphasis => self.strong = false,
            TagEnd::Link => self.url = None,
            TagEnd::Item => {
                let spans = std::mem::take(&mut self.spans);
                if let Some(list) = &mut self.open {
                    list.items.push(ListItem { spans });
                }
            }
            TagEnd::TableCell => {
                let cell = self.plain();
                self.row.push(cell);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let row = std::mem::take(&mut self.row);
                if let Some(table) = &mut self.open {
                    table.rows.push(row);
                }
            }
            TagEnd::List(_) | TagEnd::Table => self.text.blocks.extend(self.open.take()),
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(image) = &mut self.image {
            image.alt.push_str(text);
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.strong == self.strong && last.url == self.url => last.text.push_str(text),
            _ => self.spans.push(Span { text: text.to_owned(), url: self.url.clone(), strong: self.strong }),
        }
    }

    fn plain(&mut self) -> String {
        std::mem::take(&mut self.spans).into_iter().map(|span| span.text).collect()
    }

    fn finish(&mut self, kind: &str) {
        let spans = std::mem::take(&mut self.spans);
        self.text.blocks.push(Block { spans, ..block(kind) });
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_block_is_read() {
        let text = read(
            "# Title\n\nOne **strong** [link](https://shop.example).\n\n## Part\n\n1. a\n2. b\n\n> Mind this.\n\n\
             | h | i |\n|---|---|\n| 1 | 2 |\n\n![A lamp](lamp)\n",
            "https://shop.example/media",
        )
        .unwrap();
        assert_eq!(text.title, "Title");
        let kinds: Vec<_> = text.blocks.iter().map(|block| block.kind.as_str()).collect();
        assert_eq!(kinds, ["paragraph", "heading", "list", "note", "table", "image"]);
        let spans = &text.blocks[0].spans;
        assert_eq!(
            spans.iter().map(|span| span.text.as_str()).collect::<Vec<_>>(),
            ["One ", "strong", " ", "link", "."]
        );
        assert!(spans[1].strong && spans[3].url.as_deref() == Some("https://shop.example") && !spans[4].strong);
        assert!(text.blocks[2].ordered && text.blocks[2].items.len() == 2);
        assert_eq!(text.blocks[4].rows, [["h", "i"], ["1", "2"]]);
        let image = text.blocks[5].image.as_ref().unwrap();
        assert_eq!((image.url.as_str(), image.alt.as_str()), ("https://shop.example/media/lamp.svg", "A lamp"));
        assert_eq!(passages(&text.blocks), ["One strong link.", "Part", "a", "b", "Mind this.", "h · i", "1 · 2"]);
    }

    #[test]
    fn html_is_refused() {
        for text in ["<b>bold</b>", "<script>alert(1)</script>", "```\ncode\n```", "- a\n  - b"] {
            assert!(read(text, "").is_err(), "{text}");
        }
    }
}
