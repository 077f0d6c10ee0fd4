//! What was said, a bubble each.

use aftercare_contract::{
    case::Case,
    desk::{Author, Message},
    upload::Attachment,
};

use super::super::method::web;
use crate::{
    erased::prelude::*,
    i18n::I18n,
    ui::{self, Icon, icon},
};

/// A bubble.
pub struct Said {
    pub part: &'static str,
    /// On the shopper's side.
    pub mine: bool,
    pub text: String,
    pub files: AnyView,
    /// Who, when, or how far it has come.
    pub about: AnyView,
}

pub fn bubble(said: Said) -> AnyView {
    let Said { part, mine, text, files, about } = said;
    let text = (!text.is_empty()).then(|| view! { <p class="said">{text}</p> }.into_any());
    view! {
        <li part=part class="bubble" class:mine=mine>
            {text}
            {files}
            <div class="muted">{about}</div>
        </li>
    }
    .into_any()
}

/// What the complaint began with.
pub fn beginning(i18n: &I18n, case: &Case) -> Option<AnyView> {
    let complaint = case.complaint.as_ref()?;
    let wish = Some(complaint.wished_resolution_label.clone()).filter(|wish| !wish.is_empty());
    let wish = wish.map(|wish| i18n.fill("desk.wish", &[("wish", &wish)]));
    let about = [Some(complaint.reason_label.clone()), wish, Some(i18n.moment(&case.created_at))];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let files = attachments(i18n, &complaint.attachments);
    Some(bubble(Said { part: "beginning", mine: true, text: complaint.text.clone(), files, about: about.into_any() }))
}

pub fn message(i18n: &I18n, message: &Message) -> AnyView {
    let known = [message.author_label.clone(), i18n.moment(&message.at)];
    let about = known.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
    bubble(Said {
        part: "message",
        mine: message.author == Author::Customer,
        text: message.text.clone(),
        files: attachments(i18n, &message.attachments),
        about: about.into_any(),
    })
}

/// Pictures to be seen here; the rest by name.
fn attachments(i18n: &I18n, files: &[Attachment]) -> AnyView {
    let shown: Vec<_> = files
        .iter()
        .map(|file| {
            let url = web(Some(&file.url));
            let is_picture = file.media_type.starts_with("image/");
            let picture = if is_picture { ui::picture(url.clone()) } else { icon(Icon::File) };
            let name = file.name.clone().unwrap_or_else(|| i18n.file_size(file.size));
            let label = if is_picture { "unseen" } else { "file-name" };
            view! {
                <a part="attachment" class="attachment" href=url target="_blank" rel="noopener">
                    {picture} <span class=label>{name}</span>
                </a>
            }
            .into_any()
        })
        .collect();
    if shown.is_empty() { ().into_any() } else { view! { <p class="attachments">{shown}</p> }.into_any() }
}

/// Where what the shopper has not seen begins: the first message of somebody else's after the last one read.
pub fn first_unread(messages: &[Message], read: Option<&str>) -> Option<usize> {
    let seen = read.and_then(|read| messages.iter().position(|message| message.id == read));
    let from = seen.map_or(0, |at| at + 1);
    let unread = messages.iter().enumerate().skip(from).find(|(_, message)| message.author != Author::Customer);
    unread.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(id: &str, author: Author) -> Message {
        Message {
            id: id.into(),
            at: String::new(),
            author,
            author_label: String::new(),
            text: id.into(),
            attachments: vec![],
        }
    }

    #[test]
    fn what_others_said_since_is_unread_and_ones_own_words_never() {
        let messages = [said("a", Author::Shop), said("b", Author::Customer), said("c", Author::Shop)];
        assert_eq!(first_unread(&messages, None), Some(0));
        assert_eq!(first_unread(&messages, Some("a")), Some(2));
        assert_eq!(first_unread(&messages, Some("c")), None);
        assert_eq!(first_unread(&messages[..2], Some("a")), None);
        assert_eq!(first_unread(&messages, Some("forgotten")), Some(0));
    }
}
