//! What lies beside the API, as in a shop's storage: return labels and the sample's pictures.

use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};

use crate::{
    app::App,
    label::{self, Label},
    media,
    problem::{Answer, Refusal},
    request::Named,
    store::{cases, orders},
};

/// The router of the labels. Their addresses are secrets.
pub fn labels() -> Router<App> {
    Router::new().route("/files/labels/{file}", get(show_label))
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

/// A picture of the sample shop.
async fn show_picture(Named(file): Named<String>) -> Answer {
    let picture = media::picture(&file).ok_or(Refusal::NotFound)?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    Ok((headers, picture).into_response())
}
