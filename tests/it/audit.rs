//! Pages that stand alone, audited by their bytes: what is found in them, and where.

use trellis::audit;
use trellis::source::SourcePath;

/// A page in which nothing is wrong but what stands in its main part.
fn page(main: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>A page</title></head><body><header></header>\
         <main id=\"main\"><h1>A page</h1>{main}</main><footer></footer></body></html>"
    )
}

/// The codes of what is found, each with the bytes that it points at.
fn found(html: &str) -> Vec<String> {
    let findings = audit::document(&SourcePath::new("page.html"), html.as_bytes());
    findings.iter().map(|found| format!("{}: {}", found.code, &html[found.span.start..found.span.end])).collect()
}

fn found_in(main: &str) -> Vec<String> {
    found(&page(main))
}

#[test]
fn a_page_without_faults_has_none() {
    let nothing: [&str; 0] = [];
    assert_eq!(found(&page("")), nothing);
    let whole = "<nav aria-label=\"Parts\"><ul><li><a href=\"#a\">A</a><li><a href=\"#b\">B</a></ul></nav>\
                 <h2 id=a>A</h2><p>One<p>Two<h3 id='b'>B</h3><dl><div><dt>x<dd>y</div></dl>\
                 <table><caption>T</caption><thead><tr><th scope=col>a<th scope=col>b<tbody><tr><th scope=row>c<td>d<tr>\
                 <th scope=row>e<td>f</table><svg aria-hidden=\"true\"><path d=\"M0\"/><title>x</title></svg>\
                 <form><fieldset><legend>Q</legend><label><input type=radio name=q> Yes</label>\
                 <label><input type=radio name=q> No</label></fieldset><label for=s>S</label>\
                 <select id=s><option>1<option>2</select><button>Go &amp; see</button></form>";
    assert_eq!(found_in(whole), nothing);
}

#[test]
fn a_header_may_go_over_several_rows() {
    let table = |rows: &str| {
        let head = "<caption>T</caption><tr><th scope=col>a<th scope=col>b<th scope=col>c";
        found_in(&format!("<table>{head}<tbody>{rows}</table>")).len()
    };
    assert_eq!(table("<tr><th scope=row rowspan=2>x<td>1<td>2<tr><td>3<td>4"), 0);
    assert_eq!(table("<tr><th scope=row rowspan=0>x<td>1<td>2<tr><td>3<td>4<tr><td>5<td>6"), 0);
    assert_eq!(
        table("<tr><th scope=row rowspan=2>x<td>1<td>2<tr><td>3<td>4<tr><td>5<td>6"),
        1,
        "the third row has none"
    );
    assert_eq!(table("<tr><th scope=row rowspan=3>x<td>1<td>2<tbody><tr><td>3<td>4"), 1, "it ends with its group");
}

#[test]
fn what_only_looks_like_markup_is_none() {
    let nothing: [&str; 0] = [];
    assert_eq!(found_in("<script>let a = '<img src=x><h1>no</h1>'</script>"), nothing);
    assert_eq!(found_in("<label>T <textarea><img src=x><h4></textarea></label>"), nothing);
    assert_eq!(found_in("<!-- <img src=x> --><p title=\"<img src=x>\">a &lt;img&gt;</p>"), nothing);
    assert_eq!(found_in("<template><img src=x><p id=main></template>"), nothing);
    assert_eq!(found_in("<style>p::after { content: '<h1>' }</style>"), nothing);
}

#[test]
fn what_browsers_without_scripts_read_is_read() {
    let pixel = "<img src=\"https://count.example/1\" alt=\"\">";
    for noscript in [format!("<p>{pixel}</p>"), format!("Words {pixel} and words"), format!("<noscript>{pixel}")] {
        let found = found_in(&format!("<noscript>{noscript}</noscript>"));
        assert_eq!(found, ["third-party: https://count.example/1"], "{noscript}");
    }
}

#[test]
fn addresses_are_found_wherever_a_page_holds_them() {
    let hosts = |main: &str| found_in(main).into_iter().filter(|found| found.starts_with("third-party")).count();
    for main in [
        "<img srcset=\"a.png 1x, //x.example/b.png 2x\" alt=\"\">",
        "<p style=\"background: url('https://x.example/a.png')\">a</p>",
        "<style>@import \"https://x.example/a.css\";</style>",
        "<video poster=\"https://x.example/a.png\" muted controls></video>",
        "<svg><image href=\"https://x.example/a.png\"/></svg>",
        "<script src=\"//x.example/a.js\"></script>",
        "<object data=\"https://x.example/a.pdf\"></object>",
        "<input type=image alt=\"Go\" src=\"https://x.example/a.png\">",
    ] {
        assert_eq!(hosts(main), 1, "{main}");
    }
    assert_eq!(hosts("<a href=\"https://x.example/\">A place that people may go to</a>"), 0);
    assert_eq!(hosts("<img src=\"data:image/png;base64,AA\" alt=\"\">"), 0);
}

#[test]
fn a_script_in_an_address_is_found_however_it_is_hidden() {
    for href in ["javascript:go()", " JavaScript:go()", "java\nscript:go()", "&#106;avascript:go()"] {
        let main = format!("<a href=\"{href}\">Go</a>");
        assert_eq!(found_in(&main), [format!("inline-handler: <a href=\"{href}\">")]);
    }
    assert_eq!(found_in("<p ONCLICK='x()'>a</p>"), ["inline-handler: <p ONCLICK='x()'>"]);
}

#[test]
fn a_part_of_the_page_that_is_not_there_is_found() {
    assert_eq!(found_in("<a href=\"#nowhere\">A</a>"), ["broken-page-link: #nowhere"]);
    assert_eq!(found_in("<p id=\"a b\">x</p><a href=\"#a%20b\">A</a>"), [""; 0]);
}

#[test]
fn a_page_that_is_no_page_does_not_end_the_audit() {
    for html in [
        "",
        "<",
        "<a",
        "<a href",
        "<a href=\"",
        "</",
        "<!--",
        "<script>",
        "<table><tr><td><table><li></p>",
        "\u{0}<\u{0}",
    ] {
        let _ = audit::document(&SourcePath::new("page.html"), html.as_bytes());
    }
    let _ = audit::document(&SourcePath::new("page.html"), b"<p>\xff\xfe<img src=\xff>");
}

#[test]
fn two_links_that_sound_the_same_lead_to_one_place() {
    let clash = "<a href=\"a.html\">Find  out more</a> <a href=\"b.html\"><b>Find</b> out <i>MORE</i></a>";
    assert_eq!(found_in(clash), ["link-text-clash: b.html"]);
    assert_eq!(found_in("<a href=\"a.html\">More</a> <a href=\"a.html#b\">More</a>"), [""; 0]);
    let labelled = "<a href=\"a.html\">More</a> <a href=\"b.html\" aria-label=\"More about b\">More</a>";
    assert_eq!(found_in(labelled), [""; 0]);
}
