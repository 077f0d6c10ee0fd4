//! What lies beside the API, as in a shop's storage: return labels, acknowledgements and the sample's pictures.

use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};

use crate::{
    app::App,
    cases::{Kind, details::Details},
    label::{self, Label},
    manuals, media,
    problem::{Answer, Refusal},
    request::Named,
    store::{cases, orders},
};

/// The router of labels and acknowledgements. Their addresses are secrets.
pub fn labels() -> Router<App> {
    Router::new()
        .route("/files/labels/{file}", get(show_label))
        .route("/files/acknowledgements/{file}", get(show_acknowledgement))
}

/// The router of the pictures, which everybody may see.
pub fn pictures() -> Router<App> {
    Router::new().route("/media/{file}", get(show_picture))
}

/// A return label, for whoever has its address, as long as the case is open.
async fn show_label(State(app): State<App>, Named(file): Named<String>) -> Answer {
    let (token, ending) = file.rsplit_once('.').ok_or(Refusal::NotFound)?;
    let mut reading = app.store.read().await?;
    let case = cases::by_label(&mut reading, token).await?.ok_or(Refusal::NotFound)?;
    if !case.is_open() {
        return Err(Refusal::NotFound);
    }
    let order = orders::load(&mut reading, &case.order_id).await?.ok_or(Refusal::NotFound)?;
    let label = Label {
        number: case.number.clone(),
        order_number: order.record.number,
        code: case.drop_off_code.clone().unwrap_or_default(),
        address: app.shop.return_address.clone(),
        modules: label::qr_of(&case).ok_or(Refusal::Internal)?.modules,
    };
    let (kind, document) = match ending {
        "svg" => ("image/svg+xml", label::svg::draw(&label).into_bytes()),
        "pdf" => ("application/pdf", label::pdf::write(&label)),
        _ => return Err(Refusal::NotFound),
    };
    let disposition = format!("inline; filename=\"{}.{ending}\"", label.number);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, document).into_response())
}

/// The acknowledgement of a withdrawal, for whoever has its address: to keep, so it stays when the case is over.
async fn show_acknowledgement(State(app): State<App>, Named(file): Named<String>) -> Answer {
    let token = file.strip_suffix(".txt").ok_or(Refusal::NotFound)?;
    let mut reading = app.store.read().await?;
    let case = cases::by_label(&mut reading, token).await?.ok_or(Refusal::NotFound)?;
    let sent = (case.kind == Kind::Withdrawal.code()).then(|| Details::of(&case)).transpose()?;
    let document = sent.and_then(|details| details.acknowledgement).ok_or(Refusal::NotFound)?.document;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{}.txt\"", case.number)),
    ];
    Ok((headers, document).into_response())
}

/// A picture or a manual of the sample shop.
async fn show_picture(Named(file): Named<String>) -> Answer {
    if let Some(manual) = manuals::manual(&file) {
        let headers = [(header::CONTENT_TYPE, "application/pdf"), (header::CACHE_CONTROL, "public, max-age=86400")];
        return Ok((headers, manual).into_response());
    }
    let picture = media::picture(&file).ok_or(Refusal::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    Ok((headers, picture).into_response())
}
