//! What lies with the shop: files that somebody has sent, and addresses.

use aftercare_contract::upload::Attachment;

use crate::{
    erased::{nothing, prelude::*},
    i18n::I18n,
    ui::{self, Icon, icon},
};

/// Pictures to be seen here; the rest by name.
pub fn attachments(i18n: &I18n, files: &[Attachment]) -> AnyView {
    let shown: Views = files
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
    if shown.is_empty() { nothing() } else { view! { <p class="attachments">{shown}</p> }.into_any() }
}

/// An address from a server: only the web's own schemes, never a script.
pub fn web(url: Option<&String>) -> Option<String> {
    url.filter(|url| url.starts_with("https:") || url.starts_with("http:")).cloned()
}
