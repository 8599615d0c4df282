// A store that speaks the language of S3: s3rver, which looks at no signature of the fourth version, behind a guard that
// makes each signature once more by the code of Amazon's own client.
import { createRequire } from "node:module";

const tools = createRequire(new URL("../browser/package.json", import.meta.url));
const S3rver = tools("s3rver");
const { SignatureV4 } = tools("@smithy/signature-v4");
const { Sha256 } = tools("@aws-crypto/sha256-js");

/** The one key that s3rver knows. */
export const KEYS = { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" };

const PAYLOAD = "x-amz-content-sha256";

/** The signature that a request must have. */
const signature = async ({ method, headers, url }) => {
  const [path, text] = url.split("?");
  const query = Object.fromEntries(new URLSearchParams(text.replaceAll("+", "%2B")));
  const [, day, region, service] = query["X-Amz-Credential"].split("/");
  const names = query["X-Amz-SignedHeaders"].split(";");
  const [, year, month, date, hour, minute, second] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(query["X-Amz-Date"]);
  const signed = new Date(`${year}-${month}-${date}T${hour}:${minute}:${second}Z`);
  if (!day || Math.abs(Date.now() - signed) > 900e3) return null;
  const unsigned = Object.keys(headers).filter((name) => name.startsWith("x-amz-") && !names.includes(name));
  if (unsigned.length > 0) return null;
  const signer = new SignatureV4({
    credentials: { accessKeyId: KEYS.AWS_ACCESS_KEY_ID, secretAccessKey: KEYS.AWS_SECRET_ACCESS_KEY },
    region, service, sha256: Sha256, uriEscapePath: false,
  });
  const others = Object.entries(query).filter(([name]) => !/^x-amz-/i.test(name));
  const request = {
    method, protocol: "http:", hostname: headers.host, path, query: Object.fromEntries(others),
    headers: { ...Object.fromEntries(names.map((name) => [name, headers[name]])), [PAYLOAD]: "UNSIGNED-PAYLOAD" },
  };
  const made = await signer.presign(request, {
    signingDate: signed, expiresIn: Number(query["X-Amz-Expires"]), unsignableHeaders: new Set([PAYLOAD]),
    unhoistableHeaders: new Set([PAYLOAD, ...names]), signableHeaders: new Set(names),
  });
  return made.query["X-Amz-Signature"];
};

/** Lets through what is signed, and what asks the website of a bucket. */
const guard = async (ctx, next) => {
  const given = ctx.query["X-Amz-Signature"];
  const isWebsite = ctx.hostname.includes(".s3-website-");
  if (isWebsite || (given && given === (await signature(ctx.req)))) return next();
  ctx.status = 403;
  ctx.type = "application/xml";
  ctx.body = `<?xml version="1.0"?><Error><Code>${given ? "SignatureDoesNotMatch" : "AccessDenied"}</Code></Error>`;
};

export class Store extends S3rver {
  constructor(options) {
    super(options);
    this.middleware.unshift(guard);
  }
}
