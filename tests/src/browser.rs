//! A browser, started with a fresh profile and driven over WebDriver.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::{
    Rect, WebDriver, WebElement,
    common::{capabilities::desiredcapabilities::Capabilities, keys::Key},
    session::scriptret::ScriptRet,
};
use tokio::time::timeout;

use crate::{
    engine::{Driver, Engine},
    http, profile, wait,
};

/// How long the polite end of a session may take.
const QUIT_LIMIT: Duration = Duration::from_secs(20);

/// A running browser. [`Browser::close`] ends it.
#[derive(Debug)]
pub struct Browser {
    pub engine: Engine,
    /// Whether it can take pictures.
    pub pictured: bool,
    session: WebDriver,
    /// The window's place and size at first.
    window: Rect,
    _driver: Driver,
}

impl Browser {
    /// Starts the engine with a fresh profile and logs in `folder`. Only what is `pictured` can take pictures.
    ///
    /// # Errors
    /// When a program is missing, with how to get it, or no session comes about.
    pub async fn start(engine: Engine, folder: &Path, pictured: bool) -> Result<Self> {
        if engine == Engine::Firefox {
            profile::make(folder).await?;
        }
        Self::start_with(engine, folder, pictured).await
    }

    /// Starts the engine with the profile that is in `folder`.
    ///
    /// # Errors
    /// As [`Browser::start`].
    pub async fn start_with(engine: Engine, folder: &Path, pictured: bool) -> Result<Self> {
        let driver = engine.start_driver(folder, pictured)?;
        let status = format!("{}/status", driver.url);
        wait::until("the driver to listen", || async {
            Ok(http::client().get(&status).send().await?.status().is_success().then_some(()))
        })
        .await?;
        let Value::Object(capabilities) = engine.capabilities(folder)? else {
            anyhow::bail!("capabilities are an object")
        };
        let session = WebDriver::builder(&driver.url, Capabilities::from(capabilities))
            .request_timeout(Duration::from_secs(60))
            .await
            .with_context(|| format!("a session with {engine}"))?;
        let window = session.get_window_rect().await?;
        Ok(Self { engine, pictured, session, window, _driver: driver })
    }

    /// Makes it as if nobody had used it: one tab without a past, in a window as large as at first.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn renew(&self) -> Result<()> {
        let old = self.session.windows().await?;
        let tab = self.session.new_tab().await?;
        for window in old {
            self.session.switch_to_window(window).await?;
            self.session.close_window().await?;
        }
        self.session.switch_to_window(tab).await?;
        let Rect { x, y, width, height } = &self.window;
        self.session.set_window_rect(*x, *y, (*width).try_into()?, (*height).try_into()?).await?;
        Ok(())
    }

    /// Kills it: nobody needs what a browser does at its end, which takes Firefox two seconds.
    pub fn close(self) {
        // It can't have quit: that takes the browser.
        let _ = self.session.leak();
    }

    /// Lets it end by itself.
    ///
    /// # Errors
    /// When it does not.
    pub async fn quit(self) -> Result<()> {
        Ok(timeout(QUIT_LIMIT, self.session.quit()).await.context("the browser does not end")??)
    }

    /// Loads an address.
    ///
    /// # Errors
    /// When it can't be loaded.
    pub async fn goto(&self, url: &str) -> Result<()> {
        self.session.goto(url).await.with_context(|| format!("loading {url}"))
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// When it can't be loaded.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.session.refresh().await?)
    }

    /// Runs the body of a function in the page; `arguments` holds `args`.
    ///
    /// # Errors
    /// When it throws.
    pub async fn run(&self, body: &str, args: Vec<Value>) -> Result<ScriptRet> {
        Ok(self.session.execute(body, args).await?)
    }

    /// Like [`Browser::run`], for what it returns as JSON.
    ///
    /// # Errors
    /// When it throws.
    pub async fn eval(&self, body: &str, args: Vec<Value>) -> Result<Value> {
        Ok(self.run(body, args).await?.json().clone())
    }

    /// Like [`Browser::eval`], for an async function's body.
    ///
    /// # Errors
    /// When it throws, or takes longer than the script time-out.
    pub async fn eval_async(&self, body: &str, args: Vec<Value>) -> Result<Value> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async (...arguments_) => {{ {body} }})(...arguments)
               .then(value => done({{value: value === undefined ? null : value}}), error => done({{error: String(error)}}));"
        );
        let answer = self.session.execute_async(script, args).await?.json().clone();
        if let Some(error) = answer.get("error") {
            anyhow::bail!("the script threw: {error}");
        }
        Ok(answer.get("value").cloned().unwrap_or(Value::Null))
    }

    /// Presses keys one after the other, wherever the focus is.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn press(&self, keys: &[Key]) -> Result<()> {
        let mut chain = self.session.action_chain();
        for key in keys {
            chain = chain.send_keys(key.clone());
        }
        Ok(chain.perform().await?)
    }

    /// Types text wherever the focus is.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        Ok(self.session.action_chain().send_keys(text).perform().await?)
    }

    /// Moves the pointer onto an element.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn hover(&self, element: &WebElement) -> Result<()> {
        Ok(self.session.action_chain().move_to_element_center(element).perform().await?)
    }

    /// Moves the pointer into the page's first corner, where no story's page has anything that minds it.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn park_pointer(&self) -> Result<()> {
        // A move that is one wherever the pointer was.
        Ok(self.session.action_chain().move_to(2, 2).move_to(1, 1).perform().await?)
    }

    /// Presses the pointer on an element `times` times without any pause.
    ///
    /// # Errors
    /// When the driver refuses.
    pub async fn click_fast(&self, element: &WebElement, times: usize) -> Result<()> {
        let mut chain = self
            .session
            .action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
            .move_to_element_center(element);
        for _ in 0..times {
            chain = chain.click();
        }
        Ok(chain.perform().await?)
    }

    /// Makes the page's own area this large, in CSS pixels.
    ///
    /// # Errors
    /// When the browser can't be that small or large.
    pub async fn viewport(&self, width: u32, height: u32) -> Result<()> {
        if self.engine == Engine::Chromium {
            // A window can't be as narrow as a phone; the emulated device can.
            let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
            self.session.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
        } else {
            let inner = self.eval("return [outerWidth - innerWidth, outerHeight - innerHeight]", vec![]).await?;
            let extra = |index: usize| inner[index].as_u64().and_then(|extra| u32::try_from(extra).ok()).unwrap_or(0);
            self.session.set_window_rect(0, 0, width + extra(0), height + extra(1)).await?;
        }
        wait::until("the window's new size", || async {
            let size = self.eval("return [innerWidth, innerHeight]", vec![]).await?;
            Ok((size == json!([width, height])).then_some(()))
        })
        .await
    }

    /// Draws no scrollbars in Chromium, as on a phone, where they show only while something scrolls.
    ///
    /// # Errors
    /// In the other engines.
    pub async fn hide_scrollbars(&self) -> Result<()> {
        self.session.cdp().send_raw("Emulation.setScrollbarsHidden", json!({"hidden": true})).await?;
        Ok(())
    }

    /// Chromium tells every page that its reader wants no motion.
    ///
    /// # Errors
    /// In the other engines.
    pub async fn without_motion(&self) -> Result<()> {
        let wishes = json!({"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]});
        self.session.cdp().send_raw("Emulation.setEmulatedMedia", wishes).await?;
        Ok(())
    }

    /// Chromium lives in this time zone, `Asia/Shanghai` for example.
    ///
    /// # Errors
    /// In the other engines, and for a zone nobody knows.
    pub async fn time_zone(&self, name: &str) -> Result<()> {
        self.session.cdp().send_raw("Emulation.setTimezoneOverride", json!({"timezoneId": name})).await?;
        Ok(())
    }

    /// Runs this script in Chromium before any of a page's own, on every page from now on.
    ///
    /// # Errors
    /// In the other engines.
    pub async fn before_every_page(&self, script: &str) -> Result<()> {
        let source = json!({ "source": script });
        self.session.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await?;
        Ok(())
    }

    /// How many documents, nodes and listeners Chromium holds once it has collected what nobody needs.
    ///
    /// # Errors
    /// In the other engines, which do not tell.
    pub async fn held_objects(&self) -> Result<Value> {
        self.session.cdp().send_raw("HeapProfiler.collectGarbage", json!({})).await?;
        Ok(self.session.cdp().send_raw("Memory.getDOMCounters", json!({})).await?)
    }

    /// A picture of the page's visible part, PNG.
    ///
    /// # Errors
    /// When the driver refuses, or this browser is not one that takes pictures: WebKit would never answer.
    pub async fn screenshot(&self) -> Result<Vec<u8>> {
        ensure!(self.pictured, "the story must be `pictured`");
        Ok(self.session.screenshot_as_png().await?)
    }
}
