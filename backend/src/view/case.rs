//! Cases.

mod goods;

use std::collections::BTreeMap;

use aftercare_contract::case::{AllowedAction, Case, CaseItem, TimelineEntry};
use goods::is_about_goods;

use super::{View, money, phase};
use crate::{
    app::App,
    cases::{allowed, details::Details, goods::item_files},
    desk::due,
    etag,
    live::{Shown, Watched},
    locale::Locale,
    problem::{Answer, Refusal},
    store::{
        Connection,
        bookings::{self, BookingRecord},
        cases::{self, CaseItemRecord, CaseRecord, EventRecord},
        orders::{self, Order},
        sessions::SessionRecord,
        subscriptions::{self, SubscriptionRecord},
        uploads::{Owner, UploadRecord},
    },
    uploads,
};

/// A case with everything that is shown with it.
#[derive(Clone, Debug)]
pub struct CasePage {
    pub case: cases::Case,
    /// The appointment for its pickup or repair.
    pub booking: Option<BookingRecord>,
    /// What came with its items, by line.
    pub attachments: BTreeMap<String, Vec<UploadRecord>>,
    /// The shopper's own wishes to be told.
    pub subscriptions: Vec<SubscriptionRecord>,
}

impl CasePage {
    /// The case with this id, as `session`'s shopper sees it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(connection: &mut Connection, session: &SessionRecord, id: &str) -> Answer<Option<Self>> {
        let Some(mut page) = Self::just_opened(&mut *connection, id).await? else { return Ok(None) };
        page.subscriptions = subscriptions::of(connection, &session.subject, id).await?;
        Ok(Some(page))
    }

    /// A case that was opened a moment ago, so that nobody can have wished to be told of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn just_opened(connection: &mut Connection, id: &str) -> Answer<Option<Self>> {
        let Some(case) = cases::load(&mut *connection, id).await? else { return Ok(None) };
        let mut page = Self { case, booking: None, attachments: BTreeMap::new(), subscriptions: Vec::new() };
        let record = &page.case.record;
        if record.booking_id.is_some() || page.case.folder.is_some() {
            page.booking = bookings::of_case(&mut *connection, id).await?;
        }
        if record.kind == "repair" || is_about_goods(record) && Details::of(record)?.attachments {
            for item in &page.case.items {
                let owner = item_files(id, &item.line_id);
                let files = uploads::of(&mut *connection, Owner { kind: "case_item", id: &owner }).await?;
                page.attachments.insert(item.line_id.clone(), files);
            }
        }
        Ok(Some(page))
    }
}

/// A case that a shopper of this session watches.
#[derive(Clone, Debug)]
pub struct WatchedCase {
    pub id: String,
    pub session: SessionRecord,
    pub locale: Locale,
}

impl Watched for WatchedCase {
    const EVENT: &'static str = "case";

    fn id(&self) -> &str {
        &self.id
    }

    async fn version(&self, app: &App) -> Answer<i64> {
        due::look_after(app, Some(&self.id)).await?;
        let mut reading = app.store.read().await?;
        cases::version(&mut reading, &self.id).await?.ok_or(Refusal::NotFound)
    }

    async fn show(&self, app: &App) -> Answer<Shown> {
        let mut reading = app.store.read().await?;
        let page = CasePage::load(&mut reading, &self.session, &self.id).await?.ok_or(Refusal::NotFound)?;
        let order = orders::load(&mut reading, &page.case.record.order_id).await?.ok_or(Refusal::NotFound)?;
        let version = page.case.record.version;
        let body = serde_json::to_string(&View::new(app, self.locale).seen_by(&self.session).case(&order, &page)?)?;
        Ok(Shown { version, tag: etag::of_state(version, self.locale, &body), body })
    }
}

impl View<'_> {
    /// A case of an order.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub fn case(&self, order: &Order, page: &CasePage) -> Answer<Case> {
        let CasePage { case, .. } = page;
        let record = &case.record;
        let mut shown = Case {
            id: record.id.clone(),
            number: record.number.clone(),
            kind: record.kind.clone(),
            phase: phase(&record.phase),
            status: record.status.clone(),
            status_label: self.say_of(record, "case", &record.status, &[]),
            order_id: record.order_id.clone(),
            order_number: order.record.number.clone(),
            created_at: self.time(record.created_at),
            updated_at: self.time(record.updated_at),
            complaint: None,
            repair: None,
            replacement: None,
            acknowledgement: None,
            price_drop: None,
            items: case.items.iter().map(|item| self.case_item(order, page, item)).collect(),
            resolution: record.resolution.clone(),
            keep_item: false,
            next_step: None,
            refund: self.refund(order, case)?,
            payment: None,
            adjustments: Vec::new(),
            method: self.case_method(order, case),
            methods: Vec::new(),
            booking: page.booking.as_ref().map(|booking| self.booking(booking)),
            shipment_id: case.shipment_id.clone(),
            timeline: case.timeline.iter().map(|event| self.event(record, event)).collect::<Answer<_>>()?,
            upcoming: Vec::new(),
            allowed_actions: self.actions(case),
            owner: None,
            clocks: Vec::new(),
            offers: Vec::new(),
            escalation: None,
            messages: None,
            surveys: self.survey_refs(&case.surveys),
            rewards: Vec::new(),
            subscriptions: self.subscriptions(&page.subscriptions),
        };
        if is_about_goods(record) {
            self.add_goods(&mut shown, order, page)?;
        }
        if let Some(folder) = &case.folder {
            self.add_folder(&mut shown, &order.record, folder);
        }
        Ok(shown)
    }

    /// The sentence `{group}-{type}-{code}` where a type of case has its own, else `{group}-{code}`.
    fn say_of(&self, case: &CaseRecord, group: &str, code: &str, args: &[(&str, &str)]) -> String {
        let own = self.voice.find(&format!("{group}-{}-{code}", case.kind), args);
        own.unwrap_or_else(|| self.voice.say_with(group, code, args))
    }

    /// The same for what stands below it.
    fn detail_of(&self, case: &CaseRecord, group: &str, code: &str, args: &[(&str, &str)]) -> String {
        let own = self.voice.find(&format!("{group}-{}-{code}-detail", case.kind), args);
        own.unwrap_or_else(|| self.voice.detail(group, code, args))
    }

    fn case_item(&self, order: &Order, page: &CasePage, item: &CaseItemRecord) -> CaseItem {
        let line = order.line(&item.line_id).map(|line| &line.record);
        CaseItem {
            line_item_id: item.line_id.clone(),
            title: line.map(|line| line.title.clone()).unwrap_or_default(),
            variant_label: line.and_then(|line| line.variant.clone()),
            image_url: self.image(line.and_then(|line| line.image.as_ref())),
            quantity: u32::try_from(item.quantity).unwrap_or(0),
            reason_label: item.reason.as_deref().map(|reason| self.voice.say("reason", reason)),
            note: item.note.clone(),
            attachments: page.attachments.get(&item.line_id).map(|files| self.attachments(files)).unwrap_or_default(),
            decision: item.decision.clone().unwrap_or_default(),
            decision_label: self.decision(item),
        }
    }

    /// What the shop decided about an item, with its own words where it gave some.
    fn decision(&self, item: &CaseItemRecord) -> String {
        let Some(decision) = &item.decision else { return String::new() };
        item.decision_note.clone().unwrap_or_else(|| self.voice.say("decision", decision))
    }

    fn event(&self, record: &CaseRecord, event: &EventRecord) -> Answer<TimelineEntry> {
        let args: BTreeMap<String, String> =
            event.args.as_deref().map(serde_json::from_str).transpose()?.unwrap_or_default();
        let args: Vec<_> = args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(TimelineEntry {
            at: self.time(event.at),
            code: event.code.clone(),
            title: self.say_of(record, "event", &event.code, &args),
            detail: self.detail_of(record, "event", &event.code, &args),
            actor: event.actor.clone(),
        })
    }

    fn actions(&self, case: &cases::Case) -> Vec<AllowedAction> {
        let action = |allowed: crate::cases::Allowed| AllowedAction {
            action: allowed.action.into(),
            label: self.say_of(&case.record, "action", allowed.action, &[]),
            until: allowed.until.map(|at| self.time(at)),
        };
        allowed(&self.app.shop, case, self.app.clock.now()).into_iter().map(action).collect()
    }
}
