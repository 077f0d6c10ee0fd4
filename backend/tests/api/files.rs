//! Labels and pictures.

use serde_json::Value;

use crate::backend::{Backend, key, one_click, text};

async fn fetch(url: &str) -> (u16, String, Vec<u8>) {
    let response = reqwest::get(url).await.unwrap();
    let kind = response.headers().get("content-type").map_or("", |kind| kind.to_str().unwrap()).to_owned();
    (response.status().as_u16(), kind, response.bytes().await.unwrap().to_vec())
}

#[tokio::test]
async fn labels_stand_alone_and_end_with_the_case() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let case = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await;
    let (image, pdf) = (text(&case.body["method"], "label_image_url"), text(&case.body["method"], "label_pdf_url"));
    let number = text(&case.body, "number");

    let (status, kind, drawing) = fetch(image).await;
    assert_eq!((status, kind.as_str()), (200, "image/svg+xml"));
    let drawing = String::from_utf8(drawing).unwrap();
    assert!(drawing.contains(number) && drawing.contains("Order 10482") && drawing.contains("Hangzhou"));
    let (status, kind, document) = fetch(pdf).await;
    assert_eq!((status, kind.as_str()), (200, "application/pdf"));
    assert!(document.starts_with(b"%PDF-") && String::from_utf8_lossy(&document).contains(number));

    ada.act(&case.body, "cancel", &[("if-match", &case.etag())]).await.must(200);
    for url in [image, pdf] {
        assert_eq!(fetch(url).await.0, 404);
    }
    for path in ["/files/labels/guess.svg", "/files/labels/guess", "/files/labels/..%2F..%2Fetc.svg"] {
        assert_eq!(fetch(&format!("{}{path}", backend.origin)).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn every_picture_in_the_sample_is_there() {
    let backend = Backend::start().await;
    let products: Value = serde_json::from_str(include_str!("../../sample/products.json")).unwrap();
    for product in products.as_object().unwrap().values() {
        let url = format!("{}/media/{}.svg", backend.origin, text(product, "image"));
        let (status, kind, drawing) = fetch(&url).await;
        assert_eq!((status, kind.as_str()), (200, "image/svg+xml"), "{url}");
        assert!(drawing.starts_with(b"<svg"));
    }
    assert_eq!(fetch(&format!("{}/media/none.svg", backend.origin)).await.0, 404);
    assert_eq!(fetch(&format!("{}/media/logo.svg", backend.origin)).await.0, 200);
}
