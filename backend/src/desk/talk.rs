//! The conversation of a case.

use crate::{
    desk::Handling,
    problem::{Answer, Refusal},
    store::{
        cases::{self, Event},
        desk::End,
        messages::{self, MessageRecord},
    },
    token,
};

/// Who says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    Customer,
    /// The case's owner.
    Shop,
}

impl Handling<'_> {
    /// Adds a message to the conversation and returns it. The shop's first one is its first answer.
    ///
    /// # Errors
    /// 409 `case_closed` when the case is over, `too_many_messages` when the conversation is as long as it may become.
    pub async fn say(&mut self, speaker: Speaker, text: &str) -> Answer<MessageRecord> {
        let (count, _) = messages::last(self.connection, &self.case.id).await?;
        if !self.case.is_open() {
            return Err(Refusal::Conflict("case_closed"));
        }
        if count >= self.rules().most_messages {
            return Err(Refusal::Conflict("too_many_messages"));
        }
        let by_shop = speaker == Speaker::Shop;
        let record = MessageRecord {
            id: token::id("msg"),
            position: count,
            at: self.now,
            author: if by_shop { "shop" } else { "customer" }.into(),
            staff: by_shop.then(|| self.desk.owner.clone()),
            text: text.to_owned(),
        };
        messages::insert(self.connection, &self.case.id, &record).await?;
        if by_shop && self.end_clocks(Some("first_answer"), End::Met).await? {
            let status = if self.case.phase == "in_review" { "answered".into() } else { self.case.status.clone() };
            let phase = self.case.phase.clone();
            self.step(&phase, &status, Event::by_shop("answered")).await?;
        } else {
            cases::touch(self.connection, &self.case.id, self.now).await?;
            self.case.version += 1;
        }
        Ok(record)
    }
}
