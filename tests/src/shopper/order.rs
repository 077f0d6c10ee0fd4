//! What a shopper does on an order's page.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Shopper;
use crate::{
    api::{Buyer, Desk},
    stage::Stage,
    widget::{part, part_of},
};

impl Shopper<'_> {
    /// Taps `button`, a part, on the order's `line`-th line, counted from 0.
    ///
    /// # Errors
    /// When the order has fewer lines, or the line no such button.
    pub async fn tap_on_line(&self, line: usize, button: &str) -> Result<()> {
        let lines = self.widget.eval("return all('[part~=line]').map(line => line.dataset.line)", Value::Null).await?;
        let id = lines[line].as_str().context("the order has fewer lines")?;
        self.tap(&format!("[data-line=\"{id}\"] {}", part(button))).await
    }

    /// Opens the widget, gets in and opens the page of the order's parcel that is under way; gives the parcel's id.
    ///
    /// # Errors
    /// When there is none, or any of it fails.
    pub async fn open_moving_parcel(&self, stage: &Stage, buyer: Buyer) -> Result<String> {
        self.open_and_get_in(buyer).await?;
        let order = Desk::open(stage, buyer).await?.order().await?;
        let parcels = order["shipments"].as_array().context("shipments")?;
        let moving = parcels.iter().position(|it| it["tracking_status"] == "in_transit").context("one in transit")?;
        self.tap(&format!("{}:nth-child({})", part_of("order", "shipment"), moving + 1)).await?;
        self.widget.await_view("parcel").await?;
        Ok(parcels[moving]["id"].as_str().context("its id")?.to_owned())
    }
}
