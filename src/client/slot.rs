//! Appointments.

use aftercare_contract::{
    list::Page,
    slot::{Booking, BookingRequest, Slot},
};

use super::{
    Failure,
    operations::escape,
    transport::{Abort, Call, Client},
};

impl Client {
    /// The times that can be booked for an order, soonest first, taken ones too: the first hundred.
    ///
    /// `purpose` is `pickup` or `repair`, `mode` the repair mode.
    pub async fn slots(
        &self,
        purpose: &str,
        mode: Option<&str>,
        order_id: &str,
        abort: &Abort,
    ) -> Result<Vec<Slot>, Failure> {
        let mut path = format!("/slots?limit=100&for={}&order_id={}", escape(purpose), escape(order_id));
        if let Some(mode) = mode {
            path.push_str("&mode=");
            path.push_str(&escape(mode));
        }
        let page: Page<Slot> = self.read(Call::get(path), abort).await?;
        Ok(page.data)
    }

    /// Holds a slot; what the same order held before for the same purpose is free again. Sending it again with the same
    /// `key` is safe.
    pub async fn book(&self, key: &str, request: &BookingRequest, abort: &Abort) -> Result<Booking, Failure> {
        self.read(Call::post("/bookings".into(), request).header("Idempotency-Key", key), abort).await
    }

    /// Lets a hold go.
    pub async fn release(&self, booking_id: &str, abort: &Abort) -> Result<(), Failure> {
        self.answer(Call::delete(format!("/bookings/{}", escape(booking_id))), abort).await.map(drop)
    }
}
