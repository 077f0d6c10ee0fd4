//! What the shop has signed.

use aftercare_contract::{list::Page, receipt::Receipt};

use super::{
    Failure,
    operations::escape,
    transport::{Abort, Call, Client},
};

impl Client {
    /// A case's receipts, oldest first. A case has fewer than a page holds.
    pub async fn receipts(&self, case_id: &str, abort: &Abort) -> Result<Vec<Receipt>, Failure> {
        let path = format!("/cases/{}/receipts?limit=100", escape(case_id));
        let page: Page<Receipt> = self.read(Call::get(path), abort).await?;
        Ok(page.data)
    }
}
