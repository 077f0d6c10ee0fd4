//! Complaints and what people say about them.

use aftercare_contract::{
    desk::{Message, MessageRequest},
    list::Page,
    reason::ReasonList,
};

use super::{
    Failure,
    operations::escape,
    transport::{Abort, Call, Client},
};

/// More pages of a conversation than this are not read: a shop ends one long before.
const MOST_PAGES: u32 = 20;

impl Client {
    /// What can be complained about, by how far the order has come.
    pub async fn complaint_reasons(&self, order_id: &str, abort: &Abort) -> Result<ReasonList, Failure> {
        self.read(Call::get(format!("/reasons?type=complaint&order_id={}", escape(order_id))), abort).await
    }

    /// A case's whole conversation, oldest first.
    pub async fn messages(&self, case_id: &str, abort: &Abort) -> Result<Vec<Message>, Failure> {
        let first = format!("/cases/{}/messages?limit=100", escape(case_id));
        let (mut path, mut said) = (first.clone(), Vec::new());
        for _ in 0..MOST_PAGES {
            let page: Page<Message> = self.read(Call::get(path), abort).await?;
            said.extend(page.data);
            let Some(cursor) = page.next_cursor else { break };
            path = format!("{first}&cursor={}", escape(&cursor));
        }
        Ok(said)
    }

    /// Says something. Sending it again with the same `key` is safe: it is said once.
    pub async fn say(
        &self,
        key: &str,
        case_id: &str,
        request: &MessageRequest,
        abort: &Abort,
    ) -> Result<Message, Failure> {
        let call = Call::post(format!("/cases/{}/messages", escape(case_id)), request);
        self.read(call.header("Idempotency-Key", key), abort).await
    }
}
