//! IIS: `web.config` in the site's folder.

use pulldown_cmark_escape::escape_html;

use super::told::FOREVER;
use super::types::PLAIN;
use super::{Former, Host, NONE, Place, Told};

pub(super) const HOST: Host = Host {
    name: "iis",
    title: "IIS",
    place: Place::Inside(&[("web.config", text)]),
    sets_headers: true,
    former: Former::LeadsOn,
    twins: NONE,
};

fn text(told: &Told) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- Made by trellis build (for iis). A file content/web.config of your own takes its place. -->\n\
         <configuration>\n  <system.webServer>\n    <directoryBrowse enabled=\"false\" />\n    <defaultDocument>\n      \
         <files>\n        <clear />\n        <add value=\"index.html\" />\n      </files>\n    </defaultDocument>\n    \
         <staticContent>\n      <clientCache cacheControlMode=\"DisableCache\" />\n",
    );
    let plain = (!told.plain.is_empty()).then_some((".".to_string(), PLAIN));
    let endings = told.types.iter().map(|(ending, kind)| (format!(".{ending}"), *kind)).chain(plain);
    for (ending, kind) in endings {
        // One that the server knows already may not be said again.
        out.push_str(&format!(
            "      <remove fileExtension=\"{ending}\" />\n      <mimeMap fileExtension=\"{ending}\" mimeType=\"{kind}\" />\n"
        ));
    }
    out.push_str(
        "    </staticContent>\n    <httpErrors errorMode=\"Custom\" existingResponse=\"Replace\">\n      \
         <remove statusCode=\"404\" />\n      <error statusCode=\"404\" path=\"404.html\" responseMode=\"File\" />\n      \
         <remove statusCode=\"403\" subStatusCode=\"14\" />\n      <error statusCode=\"403\" subStatusCode=\"14\" \
         path=\"404.html\" responseMode=\"File\" />\n    </httpErrors>\n    <httpProtocol>\n      <customHeaders>\n        \
         <remove name=\"X-Powered-By\" />\n",
    );
    for (name, value) in &told.headers {
        let value = attribute(value);
        out.push_str(&format!(
            "        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{value}\" />\n"
        ));
    }
    out.push_str(
        "      </customHeaders>\n    </httpProtocol>\n    <security>\n      <requestFiltering>\n        \
         <hiddenSegments>\n          <remove segment=\".trellis\" />\n          <add segment=\".trellis\" />\n        \
         </hiddenSegments>\n      </requestFiltering>\n    </security>\n  </system.webServer>\n",
    );
    for path in &told.lasting {
        let settings = format!(
            "<staticContent><clientCache cacheControlMode=\"NoControl\" cacheControlCustom=\"{FOREVER}\" /></staticContent>"
        );
        push_location(path, &settings, &mut out);
    }
    for moved in &told.moved {
        let settings = format!(
            "<httpRedirect enabled=\"true\" destination=\"{}\" exactDestination=\"true\" httpResponseStatus=\"Permanent\" />",
            attribute(&told.address(&moved.to))
        );
        // A folder stands for all that is in it.
        push_location(moved.from.last().map_or("", String::as_str), &settings, &mut out);
        if let Some(folder) = moved.from.get(1) {
            push_location(folder, &settings, &mut out);
        }
    }
    out.push_str("</configuration>\n");
    out
}

/// Settings of one path.
fn push_location(path: &str, settings: &str, out: &mut String) {
    let path = attribute(path);
    out.push_str(&format!(
        "  <location path=\"{path}\">\n    <system.webServer>{settings}</system.webServer>\n  </location>\n"
    ));
}

fn attribute(text: &str) -> String {
    let mut out = String::new();
    escape_html(&mut out, text).expect("a String takes any text");
    out
}
