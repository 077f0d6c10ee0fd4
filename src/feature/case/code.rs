//! The code in letters, to be read out, typed in, or copied into a chat.

use crate::{erased::prelude::*, feature::copy::copy, state::Shell};

/// The code with a button that copies it.
pub fn code(shell: Shell, code: String) -> AnyView {
    let (button, outcome) = copy(shell, code.clone());
    view! {
        <p class="code-row">
            <span class="muted">
                {shell.i18n_now().t("case.code")} " " <strong part="return-code" class="code">{code}</strong>
            </span>
            {button}
        </p>
        {outcome}
    }
    .into_any()
}
