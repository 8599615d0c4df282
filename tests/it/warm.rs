//! A small site costs less than reading the templates of the default theme, so tests read these once.

use std::sync::LazyLock;

use trellis::memo::Memo;
use trellis::pipeline::{self, Request};
use trellis::{Drafts, Snapshot};

static THEME: LazyLock<Memo> = LazyLock::new(|| {
    let mut memo = Memo::default();
    let request =
        Request { today: "2026-11-24".parse().expect("a day"), drafts: Drafts::Hide, base_url: None, staging: false };
    pipeline::judge(&Snapshot::default(), &request, &mut memo, &|_| {});
    memo
});

/// A memo that knows the default theme and nothing else.
pub fn memo() -> Memo {
    THEME.of_theme()
}
