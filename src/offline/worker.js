// Shows the site from this device. Files are kept by their bytes, so an edition needs no more than those it has not in common
// with the last, one that was cut off goes on where it was, and no page is ever shown with parts of another edition.
const BASE = new URL(registration.scope);
const STORE = `trellis ${BASE.pathname}`;
const MINUTE = 60000;
const LOOK_EVERY = 5 * MINUTE; // how often the server is asked whether the site is still kept
const PATIENCE = 24 * 60 * MINUTE; // after so long with another edition that cannot be had, the server comes first

const named = (what) => new URL(`?trellis=${what}`, BASE).href;
const LIST = "edition-";
const STATE = named("state");
// The ending is what a server tells the type by.
const keyOf = (path, mark) => named(mark + path.slice(path.lastIndexOf(".")));
const addressOf = (path) => new URL(path.split("/").map(encodeURIComponent).join("/"), BASE);

// Never makes what has been taken away.
const find = (key) => caches.match(key, { cacheName: STORE, ignoreVary: true });
const kept = async (path, files = FILES) => (files.has(path) ? find(keyOf(path, files.get(path))) : undefined);
const read = async (key) => (await find(key))?.json();
const write = async (key, value) => (await caches.open(STORE)).put(key, new Response(JSON.stringify(value)));
const lists = (keys) => keys.filter((key) => key.startsWith(named(LIST)));
const keysIn = async (store) => (await store.keys()).map((request) => request.url);

// ---- A new edition is taken whole

const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Puts a file into the store, if its bytes are those of this edition. What lies in between may have an older one. */
const take = async (store, path, mark) => {
  for (const cache of ["default", "reload"]) {
    const answer = await fetch(addressOf(path), { cache });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    const bytes = await answer.arrayBuffer();
    if (hex(await crypto.subtle.digest("SHA-256", bytes)).slice(0, mark.length) !== mark) continue;
    const headers = new Headers(answer.headers);
    for (const name of ["content-encoding", "content-length", "vary"]) headers.delete(name);
    return store.put(keyOf(path, mark), new Response(bytes, { headers }));
  }
  throw new Error(`${path} is not as it was built`);
};

/** Takes what is missing, a few files at a time. At the first trouble all stop. */
const takeAll = async (store) => {
  const there = new Set(await keysIn(store));
  const missing = [...FILES].filter(([path, mark]) => !there.has(keyOf(path, mark)));
  let trouble;
  const lane = async () => {
    while (missing.length && !trouble) await take(store, ...missing.pop()).catch((error) => (trouble ??= error));
  };
  await Promise.all(Array.from({ length: 6 }, lane));
  if (trouble) throw trouble;
  // From here on the edition counts as whole.
  await store.put(named(LIST + EDITION), new Response(JSON.stringify([...FILES])));
};

/** Takes away all that no whole edition has. */
const tidy = async (store, but = () => false) => {
  const keys = await keysIn(store);
  const wanted = new Set([STATE]);
  for (const list of lists(keys).filter((list) => !but(list))) {
    wanted.add(list);
    for (const [path, mark] of (await read(list)) ?? []) wanted.add(keyOf(path, mark));
  }
  await Promise.all(keys.filter((key) => !wanted.has(key)).map((key) => store.delete(key)));
  return wanted.size > 1;
};

const install = async () => {
  if (navigator.connection?.saveData) throw new Error("This device saves data");
  const store = await caches.open(STORE);
  try {
    await takeAll(store);
  } catch (error) {
    // A full disk gets its room back; whatever else went wrong, the next visit goes on from here.
    if (error.name === "QuotaExceededError" && !(await tidy(store))) await caches.delete(STORE);
    throw error;
  }
  // The next page that is opened is of this edition. Those that are open stay as they are: see `former`.
  await skipWaiting();
};
addEventListener("install", (event) => event.waitUntil(install()));

const activate = async () => {
  const store = await caches.open(STORE);
  const own = named(LIST + EDITION);
  // They are in the order in which they came.
  const last = lists(await keysIn(store)).filter((list) => list !== own).pop();
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  state = { last, open: pages.map((page) => page.id) };
  await write(STATE, state).catch(() => {});
  await tidy(store, (list) => list !== own && list !== last).catch(() => {});
  await clients.claim();
};
addEventListener("activate", (event) => event.waitUntil(activate()));

// ---- What is shown

// last: the edition before; open: pages that were open when this one came; looked: when the server was asked;
// behind: since when it has had another edition.
let state;
let former;
const stateNow = async () => (state ??= (await read(STATE)) ?? {});
const isBehind = async () => Date.now() - ((await stateNow()).behind ?? Infinity) > PATIENCE;
const formerFiles = async () => (former ??= new Map(((await stateNow()).last && (await read(state.last))) ?? []));

/** The path of the file that is at an address, as far as that can be told from here. */
const pathOf = (url) => {
  try {
    const path = decodeURIComponent(url.pathname.slice(BASE.pathname.length));
    return path === "" || path.endsWith("/") ? `${path}index.html` : path;
  } catch {
    return "";
  }
};

/** A page that is kept. Some hosts take the ending off. */
const page = async (path) => (await kept(path)) ?? kept(`${path}.html`);

/** What is shown in place of a page that is not here: its links are written for where it lies, and lead on from anywhere. */
const away = async () => {
  const found = await kept(PAGE);
  if (!found) return Response.error();
  const html = await found.text();
  const whole = (all, name, to) => ` ${name}="${new URL(to, addressOf(PAGE)).href}"`;
  const body = html.replace(/ (href|src|action)="(?!#|[a-z]+:)([^"]*)"/g, whole);
  return new Response(body, { status: 503, headers: found.headers });
};

const visit = async (request, url) => {
  const path = pathOf(url);
  const serverFirst = await isBehind();
  if (!serverFirst) {
    const found = await page(path);
    if (found) return found;
    if (FILES.has(`${path}/index.html`)) return Response.redirect(`${url.pathname}/${url.search}`);
  }
  try {
    return await fetch(request);
  } catch {
    return (serverFirst && (await page(path))) || away();
  }
};

const hasMark = (path) => /\.[0-9a-f]{8}\.\w+$/.test(path);

/** A style, a script, a picture. A page of the edition before gets what it was made with. */
const part = async ({ request, clientId }, path) => {
  if (!hasMark(path) && (await isBehind())) {
    const answer = await fetch(request).catch(() => {});
    if (answer) return answer;
  }
  const isOld = (await stateNow()).open?.includes(clientId);
  const editions = isOld ? [await formerFiles(), FILES] : [FILES, await formerFiles()];
  for (const files of editions) {
    const found = await kept(path, files);
    if (found) return found;
  }
  return fetch(request);
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || request.headers.has("range") || !url.href.startsWith(BASE.href)) return;
  if (request.mode === "navigate") {
    event.respondWith(visit(request, url));
    event.waitUntil(look().catch(() => {}));
  } else if (!url.search) {
    const path = pathOf(url);
    if (FILES.has(path) || path.startsWith("assets/")) event.respondWith(part(event, path));
  }
});

// ---- Whether the site is still kept

const isWhole = () => find(named(LIST + EDITION));

const look = async () => {
  const { looked = 0 } = await stateNow();
  const now = Date.now();
  if (Math.abs(now - looked) < LOOK_EVERY) return;
  state.looked = now;
  const answer = await fetch(location.href, { cache: "no-cache", redirect: "manual" }).catch(() => {});
  if (answer?.status === 404 || answer?.status === 410) {
    // The site is published without this worker: nothing of it stays. A page from here that is still being loaded may call it
    // back, so until it has gone it asks each time; all pages come from the server by now.
    state = {};
    await caches.delete(STORE);
    await registration.unregister();
    return;
  }
  // Without an answer, or where the server has trouble, nothing is known.
  if (answer && answer.status < 500) {
    const isScript = answer.ok && /javascript/.test(answer.headers.get("content-type"));
    const text = isScript ? await answer.text() : "";
    const isThis = text.includes(`const EDITION = "${EDITION}"`);
    state.behind = isThis ? undefined : (state.behind ?? now);
    if (isScript && !isThis) registration.update().catch(() => {});
    // What a browser, or somebody, has taken away is taken again.
    if (isThis && !(await isWhole())) await takeAll(await caches.open(STORE));
  }
  if (await isWhole()) await write(STATE, state);
};
