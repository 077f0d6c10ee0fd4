//! What was said, a bubble each.

use aftercare_contract::{
    case::Case,
    desk::{Author, Message},
};

use crate::{erased::prelude::*, feature::frame, i18n::I18n};

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
    let files = frame::attachments(i18n, &complaint.attachments);
    Some(bubble(Said { part: "beginning", mine: true, text: complaint.text.clone(), files, about: about.into_any() }))
}

pub fn message(i18n: &I18n, message: &Message) -> AnyView {
    let known = [message.author_label.clone(), i18n.moment(&message.at)];
    let about = known.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
    bubble(Said {
        part: "message",
        mine: message.author == Author::Customer,
        text: message.text.clone(),
        files: frame::attachments(i18n, &message.attachments),
        about: about.into_any(),
    })
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
