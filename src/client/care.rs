//! What belongs to a product somebody owns.

use aftercare_contract::{
    care::{Coverage, RepairMode},
    read::Read,
};

use super::{
    Failure,
    operations::escape,
    transport::{Abort, Call, Client},
};

/// What of a product's care a repair needs; the rest is not read.
#[derive(Clone, Debug, PartialEq, Eq, Read)]
pub struct Warranty {
    /// One for each cover of each piece that the shopper has.
    #[serde(default)]
    pub coverages: Vec<Coverage>,
    /// How a repair can be done.
    #[serde(default)]
    pub repair_modes: Vec<RepairMode>,
}

impl Client {
    pub async fn warranty(&self, product_id: &str, abort: &Abort) -> Result<Warranty, Failure> {
        self.read(Call::get(format!("/products/{}/care", escape(product_id))), abort).await
    }
}
