//! What a shopper does, with their taps counted.

mod order;

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Result, bail};
use serde_json::Value;
use thirtyfour::{WebElement, error::WebDriverErrorInner};

use crate::{
    api::Buyer,
    browser::Browser,
    wait,
    widget::{Widget, part, part_of},
};

/// Somebody in front of a page with a widget on it.
#[derive(Debug)]
pub struct Shopper<'b> {
    pub browser: &'b Browser,
    /// What they look at.
    pub widget: Widget<'b>,
    taps: AtomicUsize,
}

impl<'b> Shopper<'b> {
    /// Looks at the page's first widget.
    #[must_use]
    pub fn new(browser: &'b Browser) -> Self {
        Self::at(browser, 0)
    }

    /// Looks at the page's `index`-th widget, counted from 0.
    #[must_use]
    pub fn at(browser: &'b Browser, index: usize) -> Self {
        Self { browser, widget: Widget::nth(browser, index), taps: AtomicUsize::new(0) }
    }

    /// Taps since the last [`Shopper::start_counting`].
    #[must_use]
    pub fn taps(&self) -> usize {
        self.taps.load(Ordering::Relaxed)
    }

    /// Counts taps from here.
    pub fn start_counting(&self) {
        self.taps.store(0, Ordering::Relaxed);
    }

    /// Waits for an element and taps it, as one tap. What is behind a sticky button is scrolled into sight first.
    ///
    /// # Errors
    /// When it never shows, is covered by something, or can't be pressed.
    pub async fn tap(&self, selector: &str) -> Result<()> {
        wait::until(&format!("{selector} to take a tap"), || async {
            let Some(element) = self.widget.find(selector).await? else {
                return Ok(None);
            };
            match element.click().await {
                Ok(()) => Ok(Some(())),
                Err(error) => match error.as_inner() {
                    // WebKit says not interactable of what is covered, too.
                    WebDriverErrorInner::ElementClickIntercepted(_)
                    | WebDriverErrorInner::ElementNotInteractable(_) => {
                        let middle = "all(arguments[1])[0]?.scrollIntoView({block: 'center'})";
                        self.widget.eval(middle, selector).await?;
                        Err(error.into())
                    }
                    // Drawn anew between the look and the tap.
                    WebDriverErrorInner::StaleElementReference(_) => Err(error.into()),
                    _ => bail!(error),
                },
            }
        })
        .await?;
        self.taps.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// Fills a field with text, replacing what is in it.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn fill(&self, selector: &str, text: &str) -> Result<()> {
        let field = self.widget.get(selector).await?;
        if field.prop("value").await?.is_some_and(|value| !value.is_empty()) {
            field.clear().await?;
        }
        field.send_keys(text).await?;
        self.holds(selector, text).await
    }

    /// Chooses an option of a select by its value, as one tap.
    ///
    /// # Errors
    /// When there is no such select or option.
    pub async fn choose(&self, select: &str, value: &str) -> Result<()> {
        self.widget.get(select).await?;
        let chosen = self
            .widget
            .eval(
                "const [select] = all(arguments[1][0]);
                 select.value = arguments[1][1];
                 select.dispatchEvent(new Event('change', { bubbles: true }));
                 return select.value",
                vec![select, value],
            )
            .await?;
        self.taps.fetch_add(1, Ordering::Relaxed);
        if chosen == value { Ok(()) } else { bail!("{select} has no option {value}") }
    }

    /// Types into what has the focus, the field that `selector` names, and waits for the last letter to arrive.
    ///
    /// # Errors
    /// When the text does not arrive there.
    pub async fn type_into_focus(&self, selector: &str, text: &str) -> Result<()> {
        self.browser.type_text(text).await?;
        self.holds(selector, text).await
    }

    /// Waits for a field to hold a text: WebKit's driver answers before the page has seen every key.
    ///
    /// # Errors
    /// When it holds something else after the wait; the message says what, and where the focus is.
    pub async fn holds(&self, selector: &str, text: &str) -> Result<()> {
        wait::until(&format!("{selector} to hold what was typed"), || async {
            let value = self.widget.value(selector).await?;
            if value == text {
                return Ok(Some(()));
            }
            let focus = self.widget.focused().await?;
            bail!("it holds {value:?} instead of {text:?}, and the focus is on {focus:?}")
        })
        .await
    }

    /// Opens the panel with its launcher and waits for what it shows first.
    ///
    /// # Errors
    /// When it does not open.
    pub async fn open(&self) -> Result<()> {
        self.tap(&part("launcher")).await?;
        self.widget.get(&part("view")).await?;
        Ok(())
    }

    /// Closes the panel with its button.
    ///
    /// # Errors
    /// When it stays.
    pub async fn close(&self) -> Result<()> {
        self.tap(&part("close")).await?;
        self.widget.gone(&part("panel")).await
    }

    /// Chooses which proof to give: `email`, `phone` or `postal_code`.
    ///
    /// # Errors
    /// When the form has no such choice.
    pub async fn choose_proof(&self, kind: &str) -> Result<()> {
        self.tap(&format!("label:has([name=proof_kind][value={kind}])")).await
    }

    /// Fills in the get-in form without sending it.
    ///
    /// # Errors
    /// When the form is not there.
    pub async fn fill_get_in(&self, order: &str, proof: &str) -> Result<()> {
        self.widget.await_view("get-in").await?;
        self.fill("input[name=order_number]", order).await?;
        self.fill("input[name=proof]", proof).await
    }

    /// Gets in with order number and e-mail, and waits for the order's page.
    ///
    /// # Errors
    /// When the widget does not let them in.
    pub async fn get_in(&self, buyer: Buyer) -> Result<()> {
        self.fill_get_in(buyer.order, buyer.email).await?;
        self.tap(&part_of("get-in", "primary")).await?;
        self.reach_order(buyer).await
    }

    /// Waits for the order's page; from the list of orders, opens it there.
    ///
    /// # Errors
    /// When neither shows.
    pub async fn reach_order(&self, buyer: Buyer) -> Result<()> {
        let row = order_row(buyer);
        wait::until("the order or the list of orders", || async {
            match self.widget.view().await?.as_deref() {
                Some("order") => Ok(Some(())),
                Some("home") if self.widget.count(&row).await? > 0 => Ok(Some(())),
                other => bail!("the view is {other:?}: {}", self.widget.everything().await?),
            }
        })
        .await?;
        if self.widget.view().await?.as_deref() == Some("home") {
            self.tap(&row).await?;
        }
        self.widget.await_view("order").await
    }

    /// Opens the widget and gets in.
    ///
    /// # Errors
    /// When either fails.
    pub async fn open_and_get_in(&self, buyer: Buyer) -> Result<()> {
        self.open().await?;
        self.get_in(buyer).await
    }

    /// Opens the widget and gives a postal code as proof, for an order so dear that the form then asks for the code the
    /// shop has sent.
    ///
    /// # Errors
    /// When the form doesn't ask.
    pub async fn open_and_be_asked_for_a_code(&self, buyer: Buyer, postal_code: &str) -> Result<()> {
        self.open().await?;
        self.widget.await_view("get-in").await?;
        self.choose_proof("postal_code").await?;
        self.fill_get_in(buyer.order, postal_code).await?;
        self.tap(&part_of("get-in", "primary")).await?;
        self.widget.get(&part("code-form")).await.map(drop)
    }

    /// Returns the first one-tap line of the order and waits for its case.
    ///
    /// # Errors
    /// When no case comes of it.
    pub async fn return_in_one_tap(&self) -> Result<()> {
        self.tap(&part_of("order", "one-tap")).await?;
        self.widget.await_view("case").await
    }

    /// Chooses a reason on the return form, one that asks for nothing further.
    ///
    /// # Errors
    /// When the form has no reasons.
    pub async fn give_a_reason(&self) -> Result<()> {
        self.widget.await_view("return").await?;
        let codes = self
            .widget
            .eval("return [...root.querySelectorAll('[part~=reason]')].map(input => input.value)", Value::Null)
            .await?;
        let codes: Vec<String> = serde_json::from_value(codes)?;
        let plain = codes.iter().find(|code| code.contains("mind")).or(codes.first());
        let Some(code) = plain else { bail!("there is no reason to choose") };
        self.tap(&format!("label:has([part~=reason][value=\"{code}\"])")).await
    }

    /// Takes the page's connection away or gives it back, the same way in every engine: what `navigator` says and the
    /// event that tells it. The proxy does the rest.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn connection(&self, online: bool) -> Result<()> {
        self.browser
            .run(
                "Object.defineProperty(navigator, 'onLine', {configurable: true, get: () => arguments[0]});
                 window.dispatchEvent(new Event(arguments[0] ? 'online' : 'offline'))",
                vec![online.into()],
            )
            .await?;
        Ok(())
    }

    /// Waits until `count` requests whose URL ends in `path` have been answered, cut off or failed, and what the widget
    /// makes of the last one is on the screen. The page must have [`SETTLED`] in its head.
    ///
    /// # Errors
    /// When they have not settled after the wait.
    pub async fn settled(&self, path: &str, count: usize) -> Result<()> {
        wait::until(&format!("{count} answers from {path}"), || async {
            let settled = self.browser.eval("return window.__settled", vec![]).await?;
            let urls: Vec<String> = serde_json::from_value(settled)?;
            Ok((urls.iter().filter(|url| url.ends_with(path)).count() >= count).then_some(()))
        })
        .await?;
        self.widget.settled().await
    }

    /// The focused element, looked up through every open shadow root.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn focus(&self) -> Result<WebElement> {
        let found = self
            .browser
            .run(
                "let element = document.activeElement;
                 while (element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
                 return element",
                vec![],
            )
            .await?;
        Ok(found.element()?)
    }

    /// What the page's witness wrote down: console warnings and errors, and the element's events.
    ///
    /// # Errors
    /// When the page has no witness.
    pub async fn witness(&self) -> Result<Witness> {
        let seen = self.browser.eval("return JSON.parse(JSON.stringify(window.__witness || {}))", vec![]).await?;
        Ok(serde_json::from_value(seen)?)
    }

    /// Checks that neither the console nor the page has an error to show.
    ///
    /// # Errors
    /// With what it shows.
    pub async fn nothing_went_wrong(&self) -> Result<()> {
        let errors = self.witness().await?.errors;
        if errors.is_empty() { Ok(()) } else { bail!("the console shows {errors:?}") }
    }

    /// How many elements that a selector matches the page itself holds.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn on_page(&self, selector: &str) -> Result<u64> {
        let count =
            self.browser.eval("return document.querySelectorAll(arguments[0]).length", vec![selector.into()]).await?;
        Ok(count.as_u64().unwrap_or_default())
    }
}

/// What a page needs in its head for [`Shopper::settled`].
pub const SETTLED: &str = "<script src=\"/host/settled.js\"></script>";

/// The selector of an order in the list of orders.
#[must_use]
pub fn order_row(buyer: Buyer) -> String {
    format!("{}[data-order=\"{}\"]", part("order-row"), buyer.order)
}

/// What `tests/pages/witness.js` writes down.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(default)]
pub struct Witness {
    pub warnings: Vec<String>,
    pub errors: Vec<String>,
    pub events: Vec<HeardEvent>,
}

/// One of the element's events.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct HeardEvent {
    pub name: String,
    /// The place of the element it was heard on among the page's widgets.
    pub widget: i64,
    pub detail: Value,
}

impl Witness {
    /// The events of this name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &HeardEvent> {
        self.events.iter().filter(move |event| event.name == name)
    }
}
