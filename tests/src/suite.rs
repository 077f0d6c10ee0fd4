//! Making trials of stories, and telling what went wrong in one.

use std::{
    fs,
    future::Future,
    path::PathBuf,
    pin::Pin,
    sync::{Arc, OnceLock},
};

use anyhow::{Context, Result, ensure};
use libtest_mimic::{Failed, Trial};
use tokio::runtime::Runtime;

use crate::{browser::Browser, engine::Engine, lending, shopper::Shopper, stage::Stage};

/// What a story gives back.
pub type Telling<'t> = Pin<Box<dyn Future<Output = Result<()>> + 't>>;

/// A story: its name and what happens in it.
#[derive(Clone, Copy)]
pub struct Story {
    pub name: &'static str,
    pub tell: for<'t> fn(&'t mut Stage, &'t Browser) -> Telling<'t>,
    /// Which engines it is told in; all but for a reason.
    pub engines: &'static [Engine],
    /// Whether it takes pictures.
    pub pictured: bool,
}

/// The stories of these functions, each `async fn(&mut Stage, &Browser) -> Result<()>`, named after it.
#[macro_export]
macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        [$($crate::suite::Story {
            name: stringify!($name),
            tell: |stage, browser| Box::pin($name(stage, browser)),
            engines: &$crate::engine::Engine::ALL,
            pictured: false,
        }),+]
    };
}

/// One trial for each engine a story is told in, named `engine::story`.
pub fn trials(story: Story) -> impl Iterator<Item = Trial> {
    story.engines.iter().map(move |engine| {
        let engine = *engine;
        Trial::test(format!("{engine}::{}", story.name), move || {
            runtime()?.block_on(tell(story, engine)).map_err(|error| Failed::from(told(&error)))
        })
    })
}

/// An error with its causes, a line each.
fn told(error: &anyhow::Error) -> String {
    error.chain().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

async fn tell(story: Story, engine: Engine) -> Result<()> {
    let mut stage = Stage::build(engine).await?;
    let lent = lending::lend(engine, story.pictured).await?;
    match (story.tell)(&mut stage, &lent.browser).await {
        Ok(()) => {
            lent.give_back().await;
            Ok(())
        }
        Err(error) => {
            let scene = scene(story.name, &stage, &lent.browser).await;
            lent.end();
            Err(error.context(scene))
        }
    }
}

/// What the stage looked like when the story failed.
async fn scene(name: &str, stage: &Stage, browser: &Browser) -> String {
    let shopper = Shopper::new(browser);
    let picture = async {
        ensure!(browser.pictured, "this browser takes none");
        let path = remains()?.join(format!("{}-{name}.png", stage.engine));
        fs::write(&path, browser.screenshot().await?)?;
        Ok::<_, anyhow::Error>(path)
    };
    let picture = picture.await.map_or_else(|error| format!("none: {error:#}"), |path| path.display().to_string());
    let seen: Vec<String> = stage.faults.seen().iter().map(ToString::to_string).collect();
    let log = stage.backend_log();
    let log: Vec<&str> = log.lines().rev().take(5).collect();
    format!(
        "the scene\n  view: {:?}\n  text: {:?}\n  page: {:?}\n  requests: {}\n  files: {:?}\n  backend: {log:?}\n  picture: {picture}",
        shopper.widget.view().await.ok().flatten(),
        shopper.widget.everything().await.unwrap_or_default(),
        shopper.witness().await.unwrap_or_default(),
        seen.join(", "),
        stage.widget_host.requested(),
    )
}

/// Where pictures of failures are kept.
fn remains() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join("aftercare-stories");
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    Ok(folder)
}

/// One runtime for all trials.
fn runtime() -> Result<Arc<Runtime>> {
    static RUNTIME: OnceLock<Arc<Runtime>> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(Arc::clone(runtime));
    }
    let runtime = Arc::new(tokio::runtime::Builder::new_multi_thread().enable_all().build()?);
    Ok(Arc::clone(RUNTIME.get_or_init(|| runtime)))
}
