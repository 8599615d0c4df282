//! Whether a request was signed by who may write: version 4 of Amazon's signatures, in the address of the request. Written
//! from <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html>.

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::http::{Request, decoded};
use super::{ID, SECRET};

/// Judges by a clock that is ahead by so many seconds.
pub fn judge(request: &Request, ahead: i64) -> Result<(), (u16, &'static str)> {
    let asks = |name: &str| request.asks(name).ok_or((403, "AccessDenied"));
    if asks("X-Amz-Algorithm")? != "AWS4-HMAC-SHA256" {
        return Err((400, "AuthorizationQueryParametersError"));
    }
    let scope: Vec<&str> = asks("X-Amz-Credential")?.split('/').collect();
    let [id, day, region, "s3", "aws4_request"] = scope[..] else {
        return Err((400, "AuthorizationQueryParametersError"));
    };
    if id != ID {
        return Err((403, "InvalidAccessKeyId"));
    }
    let date = asks("X-Amz-Date")?;
    let signed = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", date).unwrap();
    let signed = jiff::tz::TimeZone::UTC.to_timestamp(signed).unwrap().as_second();
    let (now, expires) = (Timestamp::now().as_second() + ahead, asks("X-Amz-Expires")?.parse::<i64>().unwrap());
    if signed > now + 900 || now > signed + expires {
        return Err((403, "AccessDenied"));
    }
    let names: Vec<&str> = asks("X-Amz-SignedHeaders")?.split(';').collect();
    let is_unsigned = |(name, _): &(String, String)| name.starts_with("x-amz-") && !names.contains(&name.as_str());
    if !names.contains(&"host") || request.headers.iter().any(is_unsigned) {
        return Err((403, "AccessDenied"));
    }
    let scope = [day, region, "s3", "aws4_request"].join("/");
    let text = ["AWS4-HMAC-SHA256", date, &scope, &hex(&Sha256::digest(canonical(request, &names)))].join("\n");
    let key = [day, region, "s3", "aws4_request"]
        .iter()
        .fold(format!("AWS4{SECRET}").into_bytes(), |key, part| sign(&key, part));
    if hex(&sign(&key, &text)) == asks("X-Amz-Signature")? { Ok(()) } else { Err((403, "SignatureDoesNotMatch")) }
}

/// The request in the one way in which it is signed.
fn canonical(request: &Request, names: &[&str]) -> String {
    let mut query: Vec<String> = request
        .query
        .iter()
        .filter(|(name, _)| name != "X-Amz-Signature")
        .map(|(name, value)| format!("{}={}", encoded(name, false), encoded(value, false)))
        .collect();
    query.sort();
    let mut names = names.to_vec();
    names.sort_unstable();
    let headers: String =
        names.iter().map(|name| format!("{name}:{}\n", request.header(name).unwrap_or_default())).collect();
    let path = encoded(&decoded(&request.path), true);
    [&request.method, &path, &query.join("&"), &headers, &names.join(";"), "UNSIGNED-PAYLOAD"].join("\n")
}

/// All but letters, digits and four signs is written as `%XY`.
fn encoded(text: &str, is_path: bool) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || is_path && byte == b'/' {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn sign(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The example of the document.
#[test]
fn the_signature_is_that_of_the_documents() {
    let text = "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n\
                3bfa292879f6447bbcda7001decf97f4a54dc650c8942174ae0a9121cf58ad04";
    let secret = "AWS4wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".to_string().into_bytes();
    let key = ["20130524", "us-east-1", "s3", "aws4_request"].iter().fold(secret, |key, part| sign(&key, part));
    assert_eq!(hex(&sign(&key, text)), "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404");
}
