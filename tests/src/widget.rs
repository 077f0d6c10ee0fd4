//! What can be seen of a widget: the page object every story reads it through.
//!
//! It knows the widget by its `part` attributes only, the hooks merchants style by. Elements are found with a script
//! inside the open shadow root, one way for all three engines.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::{browser::Browser, wait};

/// Finds the `index`-th widget's shadow root and says what is shown. Prefixed to every script here.
const ROOT: &str = "
const host = document.querySelectorAll('aftercare-widget')[arguments[0]];
const root = host && host.shadowRoot;
const shown = element => {
  if (!element.getClientRects().length) return false;
  const style = getComputedStyle(element);
  return style.visibility !== 'hidden' && style.display !== 'none';
};
const all = selector => root ? [...root.querySelectorAll(selector)].filter(shown) : [];
";

/// One widget on the page, by its place among them.
#[derive(Clone, Copy, Debug)]
pub struct Widget<'b> {
    pub browser: &'b Browser,
    index: usize,
}

/// The selector of a part.
#[must_use]
pub fn part(name: &str) -> String {
    format!("[part~=\"{name}\"]")
}

/// The selector of a part within a view.
#[must_use]
pub fn part_of(view: &str, name: &str) -> String {
    format!("[part~=\"view\"][data-view=\"{view}\"] {}", part(name))
}

impl<'b> Widget<'b> {
    /// The `index`-th widget of the page, counted from 0 in document order.
    #[must_use]
    pub const fn nth(browser: &'b Browser, index: usize) -> Self {
        Self { browser, index }
    }

    /// Runs a script's body after [`ROOT`]; `arguments[1]` is `argument`.
    ///
    /// # Errors
    /// When it throws.
    pub async fn eval(&self, body: &str, argument: impl Into<Value>) -> Result<Value> {
        self.browser.eval(&format!("{ROOT}{body}"), vec![json!(self.index), argument.into()]).await
    }

    /// The first element shown that the selector matches, if there is one now.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn find(&self, selector: &str) -> Result<Option<WebElement>> {
        let found = self
            .browser
            .run(&format!("{ROOT}return all(arguments[1])[0] || null"), vec![json!(self.index), json!(selector)])
            .await?;
        if found.json().is_null() { Ok(None) } else { Ok(Some(found.element()?)) }
    }

    /// Waits for an element to be shown.
    ///
    /// # Errors
    /// When it is not shown in time.
    pub async fn get(&self, selector: &str) -> Result<WebElement> {
        wait::until(&format!("{selector} to be shown"), || self.find(selector)).await
    }

    /// Waits until nothing that the selector matches is shown.
    ///
    /// # Errors
    /// When something still is.
    pub async fn gone(&self, selector: &str) -> Result<()> {
        wait::until(&format!("{selector} to go"), || async { Ok((self.count(selector).await? == 0).then_some(())) })
            .await
    }

    /// How many elements that the selector matches are shown now.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        let count = self.eval("return all(arguments[1]).length", selector).await?;
        count.as_u64().and_then(|count| usize::try_from(count).ok()).context("a count")
    }

    /// The text of each element shown that the selector matches, spaces run together.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let texts = self
            .eval("return all(arguments[1]).map(element => element.innerText.replace(/\\s+/g, ' ').trim())", selector)
            .await?;
        Ok(serde_json::from_value(texts)?)
    }

    /// Waits for an element with some text and gives it.
    ///
    /// # Errors
    /// When it has none in time.
    pub async fn text(&self, selector: &str) -> Result<String> {
        wait::until(&format!("{selector} to have text"), || async {
            Ok(self.texts(selector).await?.into_iter().find(|text| !text.is_empty()))
        })
        .await
    }

    /// Waits until an element's text passes `test`, and gives it.
    ///
    /// # Errors
    /// When it does not in time.
    pub async fn text_where(&self, selector: &str, what: &str, test: impl Fn(&str) -> bool) -> Result<String> {
        let test = &test;
        wait::until(&format!("{selector} to {what}"), || async move {
            let texts = self.texts(selector).await?;
            let found = texts.iter().find(|text| test(text)).cloned();
            if found.is_none() && !texts.is_empty() {
                anyhow::bail!("it says {texts:?}");
            }
            Ok(found)
        })
        .await
    }

    /// An attribute of the first element shown that the selector matches.
    ///
    /// # Errors
    /// When there is no such element in time.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<Option<String>> {
        Ok(self.get(selector).await?.attr(name).await?)
    }

    /// A form field's content.
    ///
    /// # Errors
    /// When there is no such field in time.
    pub async fn value(&self, selector: &str) -> Result<String> {
        Ok(self.get(selector).await?.prop("value").await?.unwrap_or_default())
    }

    /// Which view is shown, `data-view`.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn view(&self) -> Result<Option<String>> {
        let view = self
            .eval("const [view] = all('[part~=view]'); return view ? view.dataset.view : null", Value::Null)
            .await?;
        Ok(view.as_str().map(ToOwned::to_owned))
    }

    /// Waits until a view is shown with its content, not its skeleton.
    ///
    /// # Errors
    /// When another one is still shown after the wait; the message says which, and any problem on it.
    pub async fn await_view(&self, name: &str) -> Result<()> {
        wait::until(&format!("the view {name}"), || async {
            let now = self
                .eval(
                    "const [view] = all('[part~=view]');
                     if (!view) return [null, 0, ''];
                     const waits = [...view.querySelectorAll('[part~=skeleton]')].filter(shown).length;
                     const problem = all('[part~=problem]').map(element => element.innerText).join(' | ');
                     return [view.dataset.view, waits, problem]",
                    Value::Null,
                )
                .await?;
            if now[0] == name && now[1] == 0 {
                return Ok(Some(()));
            }
            anyhow::bail!("the view is {}, with {} skeletons and the problem {}", now[0], now[1], now[2])
        })
        .await
    }

    /// Waits until nothing moves any more. What moves without end, such as a skeleton's shimmer, is not waited for.
    ///
    /// # Errors
    /// When something still moves after the wait.
    pub async fn settled(&self) -> Result<()> {
        // Two frames first: what has just been put on the page starts to move with the next one, and what has ended is
        // in its last place only then.
        let script = format!(
            "const frame = () => new Promise(done => requestAnimationFrame(done));
             await frame(); await frame();
             {ROOT}
             const runs = root ? [...root.children].flatMap(child => child.getAnimations({{subtree: true}})) : [];
             return runs.some(run => run.playState !== 'finished'
               && run.effect && run.effect.getComputedTiming().iterations !== Infinity)"
        );
        wait::until("everything to stand still", || async {
            let moving = self.browser.eval_async(&script, vec![json!(self.index)]).await?;
            Ok((moving == false).then_some(()))
        })
        .await
    }

    /// Everything the shopper can read in the panel or the inline widget now.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn everything(&self) -> Result<String> {
        let text = self
            .eval("return (all('[part~=panel]')[0] || all('[part~=view]')[0] || {}).innerText || ''", Value::Null)
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The `part` of what has the focus inside the widget; `None` when the focus is elsewhere.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn focused(&self) -> Result<Option<String>> {
        let focused = self
            .eval(
                "const element = root && root.activeElement;
                 return element ? (element.getAttribute('part') || element.name || element.tagName) : null",
                Value::Null,
            )
            .await?;
        Ok(focused.as_str().map(ToOwned::to_owned))
    }
}
