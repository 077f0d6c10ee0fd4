//! One chapter of the guide: a Markdown file.
//!
//! Its name without the number that orders it is the chapter's anchor, and the beginning of those of its headings:
//! `20-returns.md` is `#returns`, and its heading "The quote" `#returns-the-quote`. Links between the files, which work
//! where the files are read one by one, become links to these anchors.

use anyhow::{Context, Result, bail};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::fmt::Write;

/// The language of a code block that is drawn.
const DIAGRAM: &str = "mermaid";

/// A chapter, read.
pub struct Chapter<'t> {
    anchor: String,
    pieces: Vec<Piece<'t>>,
    headings: Vec<Heading>,
}

enum Piece<'t> {
    Text(Event<'t>),
    /// A diagram's source, and the heading it stands under.
    Diagram(String, String),
}

struct Heading {
    level: HeadingLevel,
    anchor: String,
    title: String,
}

impl<'t> Chapter<'t> {
    /// Reads `text`, which must begin with its only heading of the first level.
    pub fn read(name: &str, text: &'t str) -> Result<Self> {
        let anchor = anchor_of_file(name);
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut chapter = Chapter { anchor, pieces: vec![], headings: vec![] };
        let mut heading: Option<Heading> = None;
        let mut diagram: Option<String> = None;
        for event in Parser::new_ext(text, options) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(ref language))) if &**language == DIAGRAM => {
                    diagram = Some(String::new());
                }
                Event::Text(ref source) if diagram.is_some() => {
                    diagram.get_or_insert_default().push_str(source);
                }
                Event::End(TagEnd::CodeBlock) if diagram.is_some() => {
                    let title = chapter.headings.last().map(|it| it.title.clone()).unwrap_or_default();
                    chapter.pieces.push(Piece::Diagram(diagram.take().unwrap_or_default(), title));
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    heading = Some(Heading { level, anchor: String::new(), title: String::new() });
                    // Its anchor is known at its end; put in there.
                    chapter.pieces.push(Piece::Text(event));
                }
                Event::End(TagEnd::Heading(_)) => {
                    let heading = heading.take().context("the end of no heading")?;
                    chapter.end_heading(heading)?;
                    chapter.pieces.push(Piece::Text(event));
                }
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let dest_url = chapter.lead(&dest_url).map_or(dest_url, CowStr::from);
                    chapter.pieces.push(Piece::Text(Event::Start(Tag::Link { link_type, dest_url, title, id })));
                }
                _ => {
                    if let (Some(heading), Event::Text(words) | Event::Code(words)) = (&mut heading, &event) {
                        heading.title.push_str(words);
                    }
                    chapter.pieces.push(Piece::Text(event));
                }
            }
        }
        if chapter.headings.first().is_none_or(|it| it.level != HeadingLevel::H1) {
            bail!("a chapter begins with `# Its title`");
        }
        Ok(chapter)
    }

    /// Gives the heading that just ended its anchor.
    fn end_heading(&mut self, mut heading: Heading) -> Result<()> {
        heading.anchor = match heading.level {
            HeadingLevel::H1 => self.anchor.clone(),
            _ => format!("{}-{}", self.anchor, anchor_of(&heading.title)),
        };
        if self.headings.iter().any(|it| it.anchor == heading.anchor) {
            bail!("two headings have the anchor `{}`", heading.anchor);
        }
        let begun = self.pieces.iter_mut().rev().find_map(|piece| match piece {
            Piece::Text(Event::Start(Tag::Heading { id, .. })) => Some(id),
            _ => None,
        });
        *begun.context("a heading that never began")? = Some(heading.anchor.clone().into());
        self.headings.push(heading);
        Ok(())
    }

    /// Where a link to another chapter or to a heading of this one leads on the page; none for other links.
    fn lead(&self, to: &str) -> Option<String> {
        if to.contains("://") || to.starts_with("mailto:") {
            return None;
        }
        if let Some(to) = to.strip_prefix("../") {
            // Beside the guide's folder is the document.
            return Some(to.to_owned());
        }
        let (file, heading) = to.split_once('#').unwrap_or((to, ""));
        let chapter = match file.strip_suffix(".md") {
            Some(name) => anchor_of_file(name),
            None if file.is_empty() => self.anchor.clone(),
            None => return None,
        };
        Some(if heading.is_empty() { format!("#{chapter}") } else { format!("#{chapter}-{heading}") })
    }

    /// The anchors of its headings.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(|it| it.anchor.as_str())
    }

    /// The anchors that its links lead to on this page.
    pub fn links(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(Event::Start(Tag::Link { dest_url, .. })) => dest_url.strip_prefix('#'),
            _ => None,
        })
    }

    /// The sources of its diagrams.
    pub fn diagrams(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Diagram(source, _) => Some(source.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// Adds its headings of the first two levels to the contents.
    pub fn list(&self, contents: &mut String) -> Result<()> {
        let mut inner = String::new();
        for heading in self.headings.iter().filter(|it| it.level == HeadingLevel::H2) {
            writeln!(inner, "<li><a href=\"#{}\">{}</a></li>", heading.anchor, escaped(&heading.title))?;
        }
        let title = self.headings.first().map(|it| escaped(&it.title)).unwrap_or_default();
        writeln!(contents, "<li><a href=\"#{}\">{title}</a><ol>\n{inner}</ol></li>", self.anchor)?;
        Ok(())
    }

    /// Adds its text, taking the next drawing for each diagram.
    pub fn write(&self, page: &mut String, drawings: &mut impl Iterator<Item = String>) -> Result<()> {
        let mut events = Vec::new();
        for piece in &self.pieces {
            events.push(match piece {
                Piece::Text(event) => event.clone(),
                Piece::Diagram(_, title) => {
                    let drawing = drawings.next().context("a diagram that was not drawn")?;
                    let label = format!("<svg role=\"img\" aria-label=\"Sequence diagram: {}\"", escaped(title));
                    let drawing = drawing.replacen("<svg", &label, 1);
                    Event::Html(format!("<figure>{drawing}</figure>\n").into())
                }
            });
        }
        html::push_html(page, events.into_iter());
        Ok(())
    }
}

/// The anchor of a heading, as Git hosts make it: lower case, punctuation left out, a hyphen for each space.
fn anchor_of(title: &str) -> String {
    let kept = |it: &char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_');
    title.trim().to_lowercase().chars().filter(kept).map(|it| if it == ' ' { '-' } else { it }).collect()
}

/// The anchor of a chapter: its file's name without the number.
fn anchor_of_file(name: &str) -> String {
    let number = name.bytes().take_while(u8::is_ascii_digit).count();
    anchor_of(name[number..].trim_start_matches('-'))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Result<String> {
        let mut page = String::new();
        Chapter::read("20-returns", text)?.write(&mut page, &mut vec!["<svg></svg>".to_string()].into_iter())?;
        Ok(page)
    }

    #[test]
    fn links_between_files_become_links_between_chapters() -> Result<()> {
        let page = written(
            "# Returns\n\n## The `quote`\n\n[a](30-repair.md) [b](30-repair.md#clocks) [c](#the-quote) [d](../openapi.yaml) [e](https://a.test/b.md)",
        )?;
        assert!(page.contains("<h1 id=\"returns\">"), "{page}");
        assert!(page.contains("<h2 id=\"returns-the-quote\">"), "{page}");
        for link in ["#repair\"", "#repair-clocks\"", "#returns-the-quote\"", "\"openapi.yaml\"", "https://a.test/b.md"]
        {
            assert!(page.contains(link), "no {link} in {page}");
        }
        Ok(())
    }

    #[test]
    fn a_diagram_is_drawn_and_says_what_it_is_of() -> Result<()> {
        let page = written("# Returns\n\n```mermaid\nsequenceDiagram\nA->>B: x\n```\n")?;
        assert!(page.contains("<figure><svg role=\"img\" aria-label=\"Sequence diagram: Returns\">"), "{page}");
        assert!(!page.contains("sequenceDiagram"), "{page}");
        Ok(())
    }

    #[test]
    fn a_chapter_without_a_title_is_refused() {
        assert!(Chapter::read("20-returns", "text").is_err());
        assert!(Chapter::read("20-returns", "# A\n\n## B\n\n## b").is_err());
    }
}
