//! The contract's operations, in the order of its document. `abort` ends a call when it is dropped.

use aftercare_contract::{
    case::Case,
    eligibility::Eligibility,
    filing::ActionRequest,
    list::Page,
    order::{Order, OrderSummary},
    quote::{Quote, QuoteRequest},
    read::Read,
    reason::ReasonList,
    session::{Challenge, ChallengeAnswer, Session, SessionRequest},
    shipment::{Journey, ShipmentSummary},
    subscription::{Subscription, SubscriptionRequest},
};
use web_sys::js_sys::encode_uri_component;

use super::{
    Failure,
    transport::{Abort, Answer, Call, Client, Tagged, TimeLimit},
    unread::{ShopFront, UnreadCase},
};

/// How far a proof gets the shopper.
pub enum Entry {
    In(Session),
    CodeWanted(Challenge),
}

/// A parcel as its own page has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    pub summary: ShipmentSummary,
    pub journey: Journey,
    pub etag: String,
}

impl Client {
    pub async fn capabilities(&self, abort: &Abort) -> Result<ShopFront, Failure> {
        ShopFront::new(&self.answer(Call::get("/capabilities".into()), abort).await?)
    }

    /// Gets in. A token the client already has goes along, so the new session also opens what the old one did.
    pub async fn open_session(&self, proof: &SessionRequest, abort: &Abort) -> Result<Entry, Failure> {
        let answer = self.answer(Call::post("/sessions".into(), proof), abort).await?;
        if answer.status == 202 { answer.read().map(Entry::CodeWanted) } else { answer.read().map(Entry::In) }
    }

    /// Gives the one-time code that was asked for.
    pub async fn answer_challenge(&self, id: &str, code: &ChallengeAnswer, abort: &Abort) -> Result<Entry, Failure> {
        self.read(Call::post(format!("/sessions/challenges/{}", escape(id)), code), abort).await.map(Entry::In)
    }

    /// A page of the orders in which `wanted` occurs, of all when it is empty.
    pub async fn orders(
        &self,
        wanted: &str,
        cursor: Option<&str>,
        abort: &Abort,
    ) -> Result<Page<OrderSummary>, Failure> {
        let mut path = String::from("/orders?limit=20");
        if !wanted.is_empty() {
            path.push_str("&q=");
            path.push_str(&escape(wanted));
        }
        if let Some(cursor) = cursor {
            path.push_str("&cursor=");
            path.push_str(&escape(cursor));
        }
        self.read(Call::get(path), abort).await
    }

    pub async fn order(&self, id: &str, abort: &Abort) -> Result<Order, Failure> {
        self.read(Call::get(format!("/orders/{}", escape(id))), abort).await
    }

    pub async fn eligibility(&self, order_id: &str, abort: &Abort) -> Result<Eligibility, Failure> {
        self.read(Call::get(format!("/orders/{}/eligibility", escape(order_id))), abort).await
    }

    pub async fn reasons(&self, kind: &str, line_item_id: &str, abort: &Abort) -> Result<ReasonList, Failure> {
        let path = format!("/reasons?type={}&line_item_id={}", escape(kind), escape(line_item_id));
        self.read(Call::get(path), abort).await
    }

    pub async fn quote(&self, request: &QuoteRequest, abort: &Abort) -> Result<Quote, Failure> {
        self.read(Call::post("/quotes".into(), request), abort).await
    }

    /// Opens a case. Sending the same `request` with the same `key` again is safe: there is one case.
    ///
    /// `request` is a [`CaseRequest`](aftercare_contract::filing::CaseRequest) as JSON, the very text that was kept in
    /// the outbox: a retry is the same to the byte.
    pub async fn open_case(&self, key: &str, request: &str, abort: &Abort) -> Result<UnreadCase, Failure> {
        let call = Call::post_json("/cases".into(), request.to_owned()).header("Idempotency-Key", key);
        UnreadCase::new(self.answer(call, abort).await?)
    }

    /// The cases in which the shopper has something to do.
    pub async fn waiting_cases(&self, abort: &Abort) -> Result<Vec<Case>, Failure> {
        let page: Page<Case> = self.read(Call::get("/cases?phase=awaiting_customer&limit=20".into()), abort).await?;
        Ok(page.data)
    }

    pub async fn case(&self, id: &str, abort: &Abort) -> Result<Tagged<Case>, Failure> {
        self.read_tagged(Call::get(format!("/cases/{}", escape(id))), abort).await
    }

    /// The case if it is another than the one that came with this `ETag`.
    pub async fn case_unless(&self, id: &str, etag: &str, abort: &Abort) -> Result<Option<Tagged<Case>>, Failure> {
        let call = Call::get(format!("/cases/{}", escape(id))).header("If-None-Match", etag);
        let answer = self.answer(call, abort).await?;
        if answer.status == 304 {
            return Ok(None);
        }
        Ok(Some(Tagged { it: answer.read()?, etag: answer.etag }).filter(|case| case.etag != etag))
    }

    /// Does one of the case's `allowed_actions`, on the version of the case the shopper saw. Most need no more than
    /// their name.
    pub async fn act(
        &self,
        seen: &Tagged<Case>,
        action: &str,
        request: &ActionRequest,
        abort: &Abort,
    ) -> Result<UnreadCase, Failure> {
        let path = format!("/cases/{}/actions/{}", escape(&seen.it.id), escape(action));
        let needs_more = *request != ActionRequest::default();
        let call = if needs_more { Call::post(path, request) } else { Call::post_nothing(path) };
        UnreadCase::new(self.answer(call.header("If-Match", &seen.etag), abort).await?)
    }

    /// A parcel and its way so far.
    pub async fn shipment(&self, id: &str, abort: &Abort) -> Result<Parcel, Failure> {
        let answer = self.answer(Call::get(shipment_path(id)), abort).await?;
        Ok(Parcel { summary: answer.read()?, journey: answer.read()?, etag: answer.etag })
    }

    /// Calls `changed` whenever there is news of a parcel, until the stream ends.
    pub async fn follow_shipment(&self, id: &str, abort: &Abort, changed: impl Fn()) {
        self.follow(format!("{}/events", shipment_path(id)), abort, changed).await;
    }

    /// Asks to be told. Sending it again with the same `key` is safe.
    pub async fn subscribe(
        &self,
        key: &str,
        request: &SubscriptionRequest,
        abort: &Abort,
    ) -> Result<Subscription, Failure> {
        self.read(Call::post("/subscriptions".into(), request).header("Idempotency-Key", key), abort).await
    }

    pub async fn unsubscribe(&self, id: &str, abort: &Abort) -> Result<(), Failure> {
        self.answer(Call::delete(format!("/subscriptions/{}", escape(id))), abort).await.map(drop)
    }

    pub(super) async fn read<T: Read>(&self, call: Call, abort: &Abort) -> Result<T, Failure> {
        self.answer(call, abort).await?.read()
    }

    pub(super) async fn read_tagged<T: Read>(&self, call: Call, abort: &Abort) -> Result<Tagged<T>, Failure> {
        let answer = self.answer(call, abort).await?;
        Ok(Tagged { it: answer.read()?, etag: answer.etag })
    }

    pub(super) async fn answer(&self, call: Call, abort: &Abort) -> Result<Answer, Failure> {
        let _limit = TimeLimit::on(abort);
        self.exchange(call, abort).await
    }
}

fn shipment_path(id: &str) -> String {
    format!("/shipments/{}", escape(id))
}

/// Ids are opaque and the shop's; nothing in one may change the path.
pub(super) fn escape(text: &str) -> String {
    encode_uri_component(text).into()
}
