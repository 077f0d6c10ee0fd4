//! Photos and videos as evidence: what leaves the phone, and what gets in between.

pub mod files;

use std::path::Path;

use aftercare_tests::{
    api::{Buyer, SHOES},
    faults::Gate,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use image::GenericImageView;
use serde_json::{Value, json};

pub const STORIES: [Story; 13] = stories![
    a_photo_arrives_upright_and_without_its_place,
    a_video_arrives_without_its_place_and_otherwise_as_it_was,
    a_picture_with_holes_stays_a_png,
    what_the_shop_does_not_take_is_refused_before_it_is_sent,
    one_file_too_many,
    the_frame_stays_where_it_is_however_long_the_form,
    the_connection_is_lost_in_the_middle_of_an_upload,
    an_upload_whose_answer_is_lost_is_sent_again,
    an_upload_is_taken_out_while_it_is_on_its_way,
    what_is_attached_survives_a_reload_and_is_filed,
    files_the_shop_has_let_go_are_asked_for_again,
    photos_are_dropped_and_pasted,
    a_shop_that_takes_no_files_has_the_last_word,
];

/// Shoes, a jacket and two mugs; a mug that came broken is asked for a photo, and dropped files are taken.
const MUGS: Buyer = SHOES;
/// Where the mugs stand in it, counted from 0.
const MUGS_LINE: usize = 2;

/// Opens the form for the mugs and says they came broken.
async fn open_form(shopper: &Shopper<'_>) -> Result<()> {
    shopper.open_and_get_in(MUGS).await?;
    shopper.tap_on_line(MUGS_LINE, "choices").await?;
    shopper.widget.await_view("return").await?;
    for code in ["faulty", "broken_on_arrival"] {
        shopper.tap(&format!("label:has([part~=reason][value={code}])")).await?;
    }
    shopper.widget.get(&part("add-file")).await?;
    Ok(())
}

/// Chooses a file as the browser's own dialog would.
async fn choose(shopper: &Shopper<'_>, file: &Path) -> Result<()> {
    let field = shopper.widget.get(&part("add-file")).await?;
    field.send_keys(file.to_str().context("a path in UTF-8")?).await?;
    Ok(())
}

fn row(state: &str) -> String {
    format!("{}[data-state={state}]", part("file"))
}

fn primary() -> String {
    format!("{}:not([aria-disabled=true])", part_of("return", "primary"))
}

async fn attached(shopper: &Shopper<'_>, count: usize) -> Result<()> {
    wait::until(&format!("{count} attached files"), || async {
        let now = shopper.widget.texts(&part("file")).await?;
        let is_there = shopper.widget.count(&row("attached")).await? == count;
        ensure!(is_there, "the files are {now:?}");
        Ok(Some(()))
    })
    .await
}

async fn a_photo_arrives_upright_and_without_its_place(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let photo = files::photo(stage.folder(), "broken mug.jpg")?;
    let original = std::fs::read(&photo)?;
    ensure!(original.windows(files::PLACE.len()).any(|bytes| bytes == files::PLACE), "the photo knows its place");

    let shopper = stage.visit(browser, Page::shop().strict()).await?;
    open_form(&shopper).await?;
    choose(&shopper, &photo).await?;
    attached(&shopper, 1).await?;
    shopper.widget.text_where(&part("file"), "name the photo", |text| text.contains("broken mug.jpg")).await?;

    let stored = files::stored(stage.folder())?;
    ensure!(stored.len() == 1, "one file was expected, the storage holds {}", stored.len());
    let bytes = &stored[0];
    let picture = image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg)?;
    ensure!(picture.dimensions() == (1024, 2048), "it is {:?}", picture.dimensions());
    let (top, bottom) = (picture.get_pixel(512, 100).0, picture.get_pixel(512, 1948).0);
    ensure!(top[0] > 180 && top[2] < 80 && bottom[2] > 180 && bottom[0] < 80, "top {top:?}, bottom {bottom:?}");
    for secret in [&b"Exif"[..], files::PLACE] {
        ensure!(!bytes.windows(secret.len()).any(|found| found == secret), "{:?} is in it", secret.escape_ascii());
    }
    ensure!(bytes.len() < original.len(), "{} bytes instead of {}", bytes.len(), original.len());
    shopper.nothing_went_wrong().await
}

async fn a_video_arrives_without_its_place_and_otherwise_as_it_was(stage: &mut Stage, browser: &Browser) -> Result<()> {
    stage.faults.always("GET /reasons", Fault::rewrite(|reasons| ask_for_video(&mut reasons["data"])));
    let video = files::video_with_place(stage.folder(), "broken mug.mp4", 12)?;
    let (original, plain) = (std::fs::read(&video)?, std::fs::read(files::video(stage.folder(), "plain.mp4", 12)?)?);
    let places = |bytes: &[u8]| bytes.windows(files::PLACE.len()).filter(|bytes| *bytes == files::PLACE).count();
    ensure!(places(&original) == 3, "the video knows its place");

    let shopper = stage.visit(browser, Page::shop().strict()).await?;
    open_form(&shopper).await?;
    choose(&shopper, &video).await?;
    attached(&shopper, 1).await?;
    let stored = files::stored(stage.folder())?;
    ensure!(stored.len() == 1, "one file was expected, the storage holds {}", stored.len());
    let bytes = &stored[0];
    ensure!(places(bytes) == 0, "the place is in it");
    ensure!(bytes.len() == original.len(), "{} bytes instead of {}", bytes.len(), original.len());
    // Up to the movie's header, whose size has to hold what was blanked, it is the one that never knew a place.
    let header = plain.windows(4).position(|bytes| bytes == b"moov").context("a movie")?;
    let (pictures, times) = (..header - 4, header + 4..);
    ensure!(bytes[pictures] == plain[pictures], "what there is to see has changed");
    ensure!(bytes[times.clone()].starts_with(&plain[times]), "how long it is has changed");
    shopper.nothing_went_wrong().await
}

async fn a_picture_with_holes_stays_a_png(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    choose(&shopper, &files::cut_out(stage.folder(), "cut-out.png")?).await?;
    attached(&shopper, 1).await?;
    let stored = files::stored(stage.folder())?;
    let picture = image::load_from_memory_with_format(&stored[0], image::ImageFormat::Png)?;
    ensure!(picture.get_pixel(150, 150).0[3] == 0 && picture.get_pixel(20, 20).0 == [200, 120, 20, 255]);
    shopper.nothing_went_wrong().await
}

async fn what_the_shop_does_not_take_is_refused_before_it_is_sent(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let folder = stage.folder().to_owned();
    // A shop that takes videos of this question, and small files only.
    stage.faults.always(
        "GET /capabilities",
        Fault::rewrite(|front| front["capabilities"]["uploads"]["max_bytes"] = json!(3_000_000)),
    );
    let everything = Fault::rewrite(|reasons| ask_for_video(&mut reasons["data"]));
    stage.faults.always("GET /reasons", everything);
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    let refused = [
        (files::write(&folder, "notes.txt", b"It is broken.")?, "JPEG"),
        (files::video(&folder, "long.mp4", 61)?, "60 seconds"),
        (files::write(&folder, "large.mp4", &vec![0; 3_000_001])?, "2.9 MB"),
        (files::write(&folder, "torn.jpg", &[0xff, 0xd8, 0xff, 0xe0, 1])?, "can't be opened"),
        (files::write(&folder, "IMG_0042.heic", b"\0\0\0\x18ftypheic\0\0\0\0")?, "HEIC"),
    ];
    for (at, (file, why)) in refused.iter().enumerate() {
        choose(&shopper, file).await?;
        let row = format!("{}:nth-child({})[data-state=refused]", part("file"), at + 1);
        let said = |text: &str| text.replace('\u{a0}', " ").contains(why);
        shopper.widget.text_where(&row, &format!("say why: {why}"), said).await?;
    }
    ensure!(stage.faults.count("POST /uploads") == 0, "nothing was announced");
    choose(&shopper, &files::video(&folder, "short.mp4", 59)?).await?;
    attached(&shopper, 1).await?;
    shopper.nothing_went_wrong().await
}

/// Lets every reason ask for a photo and a video.
fn ask_for_video(reasons: &mut Value) {
    for reason in reasons.as_array_mut().into_iter().flatten() {
        reason["requires"] = json!(["photo", "video"]);
        ask_for_video(&mut reason["children"]);
    }
}

async fn one_file_too_many(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    let paths: Vec<String> = (1..=7)
        .map(|number| {
            let file = files::cut_out(stage.folder(), &format!("{number}.png"))?;
            Ok(file.to_str().context("a path in UTF-8")?.to_owned())
        })
        .collect::<Result<_>>()?;
    shopper.widget.get(&part("add-file")).await?.send_keys(paths.join("\n")).await?;
    shopper.widget.text_where(&row("refused"), "say how many", |text| text.contains('6')).await?;
    attached(&shopper, 6).await?;
    let field = shopper.widget.get(&part("add-file")).await?;
    ensure!(field.prop("disabled").await?.as_deref() == Some("true"), "no more can be chosen");
    shopper.widget.text_where(&part("evidence-hint"), "say why", |text| text.contains("6 files are the most")).await?;

    shopper.tap(&format!("{} {}", row("attached"), part("remove-file"))).await?;
    attached(&shopper, 5).await?;
    ensure!(field.prop("disabled").await?.as_deref() == Some("false"), "there is room again");
    shopper.tap(&format!("{} {}", row("removed"), part("remove-file"))).await?;
    attached(&shopper, 6).await?;
    shopper.nothing_went_wrong().await
}

/// What is there for screen readers only once stood far below the panel's own edge, and whatever scrolled it into sight
/// moved the whole frame up, with the page behind showing below.
async fn the_frame_stays_where_it_is_however_long_the_form(stage: &mut Stage, browser: &Browser) -> Result<()> {
    browser.viewport(600, 500).await?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    choose(&shopper, &files::cut_out(stage.folder(), "mug.png")?).await?;
    attached(&shopper, 1).await?;
    let moved = "
      const scrolled = [];
      for (const element of all('[part~=evidence] *')) {
        element.scrollIntoView({block: 'start'});
        for (let frame = element.parentElement; frame; frame = frame.parentElement)
          if (frame.scrollTop && frame.getAttribute('part') !== 'view') scrolled.push(frame.className);
      }
      return [...new Set(scrolled)]";
    let moved = shopper.widget.eval(moved, Value::Null).await?;
    ensure!(moved == json!([]), "the frame was scrolled: {moved}");
    shopper.nothing_went_wrong().await
}

async fn the_connection_is_lost_in_the_middle_of_an_upload(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    stage.faults.always("PUT /files/uploads/*", Fault::Down);
    shopper.connection(false).await?;
    choose(&shopper, &files::cut_out(stage.folder(), "mug.png")?).await?;
    shopper.widget.get(&row("waiting")).await?;
    ensure!(shopper.widget.count(&primary()).await? == 0, "the form waits for the photo");
    stage.faults.lift();
    shopper.connection(true).await?;
    attached(&shopper, 1).await?;
    ensure!(files::stored(stage.folder())?.len() == 1);

    // A shop that asks for ten minutes need not be believed.
    stage.faults.always("POST /uploads", Fault::Busy { retry_after: 600 });
    choose(&shopper, &files::cut_out(stage.folder(), "handle.png")?).await?;
    shopper.widget.get(&part("retry-file")).await?;
    stage.faults.lift();
    shopper.tap(&part("retry-file")).await?;
    attached(&shopper, 2).await?;
    shopper.widget.get(&primary()).await?;
    Ok(())
}

async fn an_upload_whose_answer_is_lost_is_sent_again(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    stage.faults.once("POST /uploads", Fault::LoseResponse);
    stage.faults.once("PUT /files/uploads/*", Fault::LoseResponse);
    choose(&shopper, &files::cut_out(stage.folder(), "mug.png")?).await?;
    attached(&shopper, 1).await?;
    ensure!(stage.faults.count("PUT /files/uploads/*") == 2, "the bytes were sent twice");
    let announced: Vec<_> = stage.faults.seen().into_iter().filter(|seen| seen.path == "/uploads").collect();
    ensure!(announced.len() == 2 && announced[0] == announced[1], "for one file, by its key: {announced:?}");

    // An address that has ended: the shop gives another.
    let nowhere = Fault::rewrite(|upload| {
        let url = upload["url"].as_str().unwrap_or_default().to_owned();
        upload["url"] = json!(format!("{url}0"));
    });
    stage.faults.once("POST /uploads", nowhere);
    choose(&shopper, &files::cut_out(stage.folder(), "handle.png")?).await?;
    attached(&shopper, 2).await
}

async fn an_upload_is_taken_out_while_it_is_on_its_way(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    let gate = Gate::default();
    stage.faults.once("PUT /files/uploads/*", Fault::Hold(gate.clone()));
    choose(&shopper, &files::cut_out(stage.folder(), "wrong.png")?).await?;
    shopper.widget.get(&row("sending")).await?;
    choose(&shopper, &files::cut_out(stage.folder(), "right.png")?).await?;
    shopper.widget.get(&row("queued")).await?;

    shopper.tap(&format!("{} {}", row("sending"), part("remove-file"))).await?;
    ensure!(shopper.widget.focused().await?.as_deref() == Some("remove-file"), "the focus stays on its button");
    attached(&shopper, 1).await?;
    gate.open();
    shopper.tap(&format!("{} {}", row("removed"), part("remove-file"))).await?;
    attached(&shopper, 2).await?;
    Ok(())
}

async fn what_is_attached_survives_a_reload_and_is_filed(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    choose(&shopper, &files::cut_out(stage.folder(), "mug.png")?).await?;
    attached(&shopper, 1).await?;

    browser.reload().await?;
    shopper.open_and_get_in(MUGS).await?;
    shopper.tap_on_line(MUGS_LINE, "choices").await?;
    attached(&shopper, 1).await?;
    shopper.widget.text_where(&row("attached"), "name the file", |text| text.contains("mug.png")).await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, MUGS).await?.only_case().await?;
    ensure!(case["items"][0]["attachments"][0]["name"] == "mug.png", "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn files_the_shop_has_let_go_are_asked_for_again(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    let ended = Fault::rewrite(|upload| upload["expires_at"] = json!("2026-01-01T00:00:00Z"));
    stage.faults.once("POST /uploads", ended);
    choose(&shopper, &files::cut_out(stage.folder(), "mug.png")?).await?;
    attached(&shopper, 1).await?;
    browser.reload().await?;
    shopper.open_and_get_in(MUGS).await?;
    shopper.tap_on_line(MUGS_LINE, "choices").await?;
    shopper.widget.text_where(&row("refused"), "ask for it again", |text| text.contains("mug.png")).await?;
    ensure!(shopper.widget.count(&primary()).await? == 0, "the form waits for it");
    Ok(())
}

async fn photos_are_dropped_and_pasted(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper).await?;
    for (at, (kind, name)) in [("drop", "dropped.png"), ("paste", "pasted.png")].into_iter().enumerate() {
        let picture = std::fs::read(files::cut_out(stage.folder(), name)?)?;
        let taken = shopper.widget.eval(HAND_OVER, json!({ "kind": kind, "name": name, "bytes": picture })).await?;
        ensure!(taken == json!(true), "{kind}: the browser would open the picture in place of the shop");
        attached(&shopper, at + 1).await?;
        shopper.widget.text_where(&part("files"), "name it", |text| text.contains(name)).await?;
    }
    let words = "return !all('[part~=evidence]')[0].dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() }))";
    ensure!(shopper.widget.eval(words, Value::Null).await? == json!(false), "words are pasted as ever");
    ensure!(files::stored(stage.folder())?.len() == 2);
    shopper.nothing_went_wrong().await
}

/// Hands a file over as a desktop does, and tells whether the widget took it. No driver can drag one in from outside, and
/// what Firefox lets a script paste has no files in it: there the event is given them.
const HAND_OVER: &str = "
const { kind, name, bytes } = arguments[1];
const data = new DataTransfer();
data.items.add(new File([new Uint8Array(bytes)], name, { type: 'image/png' }));
const happens = (Kind, kind, member) => {
  const event = new Kind(kind, { bubbles: true, cancelable: true, composed: true, [member]: data });
  if (!event[member].files.length) Object.defineProperty(event, member, { value: data });
  return !all('[part~=evidence]')[0].dispatchEvent(event);
};
return kind === 'paste'
  ? happens(ClipboardEvent, 'paste', 'clipboardData')
  : happens(DragEvent, 'dragover', 'dataTransfer') && happens(DragEvent, 'drop', 'dataTransfer')";

async fn a_shop_that_takes_no_files_has_the_last_word(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let without = Fault::rewrite(|front| front["capabilities"]["uploads"] = Value::Null);
    stage.faults.always("GET /capabilities", without);
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(MUGS).await?;
    shopper.tap_on_line(MUGS_LINE, "choices").await?;
    for code in ["faulty", "broken_on_arrival"] {
        shopper.tap(&format!("label:has([part~=reason][value={code}])")).await?;
    }
    shopper.widget.get(&primary()).await?;
    ensure!(shopper.widget.count(&part("evidence")).await? == 0, "what can't be sent is not asked for");
    shopper.tap(&primary()).await?;
    let told = shopper.widget.text(&format!("{}[data-kind=refused]", part("news"))).await?;
    ensure!(told.contains("photo"), "the shop says what it lacks: {told:?}");
    shopper.widget.get(&part_of("return", "contact")).await?;
    ensure!(Desk::open(stage, MUGS).await?.cases().await?.is_empty(), "nothing was filed");
    shopper.nothing_went_wrong().await
}
