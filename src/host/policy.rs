//! What browsers are told to refuse on every page.

use crate::config::{Config, FramedBy};

/// Whether browsers are told to come back by `https` only. It binds the whole name of the website, so that only who has
/// all of it may say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hsts {
    Unsaid,
    TwoYears,
}

/// Features of devices that no page of the site uses.
const UNUSED: [&str; 10] = [
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
];

/// Every line of the kind `name: value`, for pages and all other files.
pub(super) fn headers(config: &Config, hsts: Hsts) -> Vec<(&'static str, String)> {
    let mut headers = vec![
        ("Content-Security-Policy", content_policy(config)),
        ("X-Content-Type-Options", "nosniff".to_string()),
        ("Referrer-Policy", "same-origin".to_string()),
        ("Permissions-Policy", UNUSED.map(|feature| format!("{feature}=()")).join(", ")),
        ("Cross-Origin-Opener-Policy", "same-origin".to_string()),
    ];
    // The older way to say it knows no list.
    if config.framed_by == FramedBy::Own {
        headers.push(("X-Frame-Options", "SAMEORIGIN".to_string()));
    }
    if config.staging {
        headers.push(("X-Robots-Tag", "noindex".to_string()));
    }
    if hsts == Hsts::TwoYears {
        headers.push(("Strict-Transport-Security", "max-age=63072000".to_string()));
    }
    headers
}

/// Pages load from where they come from and from nowhere else, run no script that is written into them, send nothing,
/// and make no script out of text.
fn content_policy(config: &Config) -> String {
    let mut policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        .to_string();
    // What keeps the site on a device asks for its files, and for nothing else.
    if config.offline {
        policy.push_str("worker-src 'self'; connect-src 'self'; ");
    }
    match &config.framed_by {
        FramedBy::Own => policy.push_str("frame-ancestors 'self'; "),
        FramedBy::Named(hosts) => {
            policy.push_str("frame-ancestors 'self'");
            for name in hosts.names() {
                policy.push_str(&format!(" https://{name} https://*.{name}"));
            }
            policy.push_str("; ");
        }
        FramedBy::Anyone => {}
    }
    policy.push_str("require-trusted-types-for 'script'");
    policy
}
