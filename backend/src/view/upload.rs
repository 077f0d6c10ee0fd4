//! Files: addresses to send them to, and what is attached to something.

use aftercare_contract::upload::{Attachment, Upload, UploadHeader};

use super::View;
use crate::{routes::uploads::INTAKE, store::uploads::UploadRecord, uploads::address};

impl View<'_> {
    /// A file about to be sent, to `url` or else to the backend itself.
    #[must_use]
    pub fn upload(&self, upload: &UploadRecord, url: Option<String>) -> Upload {
        let own = || {
            let last = address::of_upload(&self.app.secret, &upload.id);
            format!("{}{INTAKE}{last}", self.app.public_url)
        };
        Upload {
            id: upload.id.clone(),
            url: url.unwrap_or_else(own),
            method: "PUT".into(),
            headers: vec![UploadHeader { name: "Content-Type".into(), value: upload.media_type.clone() }],
            expires_at: self.time(upload.expires_at),
        }
    }

    /// What [`crate::uploads::of`] found, with links that end.
    #[must_use]
    pub fn attachments(&self, uploads: &[UploadRecord]) -> Vec<Attachment> {
        let now = self.app.clock.now();
        let attachment = |upload: &UploadRecord| Attachment {
            id: upload.id.clone(),
            media_type: upload.media_type.clone(),
            size: u64::try_from(upload.size).unwrap_or(0),
            name: upload.name.clone(),
            url: format!(
                "{}/files/attachments/{}",
                self.app.public_url,
                address::of_attachment(&self.app.secret, &upload.id, now)
            ),
        };
        uploads.iter().map(attachment).collect()
    }
}
