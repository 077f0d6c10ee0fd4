//! What the shop has written down: articles, guides, how to keep things well.

use aftercare_contract::{
    article::{Article, ArticleFeedback, ArticleSummary},
    care::{CareTip, Manual},
    guide::{Guide, GuideSummary},
    list::Page,
    read::Read,
};

use super::{
    Failure,
    operations::escape,
    transport::{Abort, Call, Client},
};

/// As much of a product's care as is read and kept; what is covered is another matter.
#[derive(Debug, Read)]
#[serde(rename = "Care")]
pub struct Keeping {
    #[serde(default)]
    pub manuals: Vec<Manual>,
    #[serde(default)]
    pub tips: Vec<CareTip>,
}

impl Client {
    /// The articles that fit what was typed, best first; those most read when nothing was.
    pub async fn articles(&self, wanted: &str, limit: u32, abort: &Abort) -> Result<Vec<ArticleSummary>, Failure> {
        let path = format!("/articles?limit={limit}&q={}", escape(wanted));
        let page: Page<ArticleSummary> = self.read(Call::get(path), abort).await?;
        Ok(page.data)
    }

    pub async fn article(&self, id: &str, abort: &Abort) -> Result<Article, Failure> {
        self.read(Call::get(format!("/articles/{}", escape(id))), abort).await
    }

    /// Says whether an article was helpful. A shopper's last answer counts, so sending it again is safe.
    pub async fn rate_article(&self, id: &str, feedback: &ArticleFeedback, abort: &Abort) -> Result<(), Failure> {
        let call = Call::post(format!("/articles/{}/feedback", escape(id)), feedback);
        self.answer(call, abort).await.map(drop)
    }

    /// What can be fixed by oneself about a product, most asked first.
    pub async fn guides(&self, product_id: &str, abort: &Abort) -> Result<Vec<GuideSummary>, Failure> {
        let path = format!("/guides?limit=20&product_id={}", escape(product_id));
        let page: Page<GuideSummary> = self.read(Call::get(path), abort).await?;
        Ok(page.data)
    }

    /// A whole guide: it is walked without asking again.
    pub async fn guide(&self, id: &str, abort: &Abort) -> Result<Guide, Failure> {
        self.read(Call::get(format!("/guides/{}", escape(id))), abort).await
    }

    /// How to keep a product well.
    pub async fn keeping(&self, product_id: &str, abort: &Abort) -> Result<Keeping, Failure> {
        self.read(Call::get(format!("/products/{}/care", escape(product_id))), abort).await
    }
}
