// A site that devices keep is there without a connection, is taken whole when it is new, and goes when its owner says so.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ALL, bring, findings } from "./axe.mjs";
import { launch } from "./browser.mjs";
import { devServer } from "./dev-server.mjs";
import { Editions, Server } from "./kept-site.mjs";
import { none } from "./none.mjs";

const DAY = 24 * 60 * 60 * 1000;
const LOOK = 6 * 60 * 1000;
// It is only ever waited for when something is wrong.
const PATIENCE = { timeout: 60_000 };

let browser, editions, first, second, without;

before(async () => {
  editions = new Editions();
  first = editions.build();
  editions.edit("content/pages/about.md", (text) => text.replace(/^summary: .*$/m, "summary: In the second edition."));
  editions.edit("site.yaml", (text) => `${text}brand:\n  colours:\n    light:\n      deep: '#222222'\n`);
  second = editions.build();
  editions.edit("site.yaml", (text) => text.replace("offline: true\n", ""));
  without = editions.build();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  editions.remove();
});

/** A visitor with nothing kept, and a server of an edition. */
const visit = async (shown, work, base) => {
  const server = await new Server(shown, base).start();
  const context = await browser.newContext();
  try {
    await work({ server, context, page: await context.newPage() });
  } finally {
    await context.close();
    await server.stop();
  }
};

/** Waits until a page says yes; it asks itself. */
const until = (page, question, about = "") =>
  page.evaluate(`(async (question) => {
    while (!(await question("${about}"))) await new Promise((next) => setTimeout(next, 20));
  })(${question})`);

/** Waits until an edition is kept whole and shown from now on. */
const takes = (page, { edition }) =>
  until(
    page,
    async (edition) => {
      const registration = await navigator.serviceWorker.getRegistration();
      if (registration?.active?.state !== "activated" || registration.installing || registration.waiting) return false;
      const answer = (key) => caches.match(new URL(`?trellis=${key}`, registration.scope));
      // The state is written when an edition takes over, and says which it follows.
      const state = await (await answer("state"))?.json();
      return state !== undefined && !state.last?.endsWith(edition) && (await answer(`edition-${edition}`)) !== undefined;
    },
    edition,
  );

const kept = (page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const keys = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((request) => request.url)));
    return { names, keys: keys.flat(), workers: (await navigator.serviceWorker.getRegistrations()).length };
  });

/** Comes for the first time, and waits until all is kept. */
const firstVisit = async (page, server, shown) => {
  await page.goto(server.at(""));
  await takes(page, shown);
};

/** Time goes by for those who keep the site. */
const later = async (context, milliseconds) => {
  for (const worker of context.serviceWorkers()) {
    await worker
      .evaluate((milliseconds) => {
        const now = Date.now;
        Date.now = () => now() + milliseconds;
      }, milliseconds)
      .catch(() => {});
  }
};

/** Goes to a page and waits until the server has been asked for a file since: for the worker, if no other is named. */
const looksAfter = async (page, server, path, file = "sw.js") => {
  server.asked = [];
  await page.goto(server.at(path));
  await server.isAsked(file);
};

const isNoneInstalling = async () => !(await navigator.serviceWorker.getRegistration()).installing;
const isNoneThere = async () => (await navigator.serviceWorker.getRegistrations()).length === 0;
const isGivenUp = async () => (await caches.keys()).length > 0 && (await navigator.serviceWorker.getRegistrations()).length === 0;

const heading = (page) => page.locator("h1").innerText();
const lede = (page) => page.locator("main .lede").innerText();
const NEW = /In the second edition/;

for (const [base, settings] of [["/", ""], ["/careers/ahp/", "addresses: directories\n"]]) {
  test(`after one visit all pages are there without a connection, at ${base} ${settings}`, PATIENCE, async () => {
    const own = settings ? new Editions(settings) : undefined;
    const shown = own?.build() ?? first;
    const end = settings ? "/" : ".html";
    await visit(
      shown,
      async ({ server, page }) => {
        const refused = [];
        page.on("console", (message) => /Security Policy|Trusted/i.test(message.text()) && refused.push(message.text()));
        page.on("pageerror", (error) => refused.push(error.message));
        await firstVisit(page, server, shown);
        server.isDown = true;
        await page.goto(server.at(`roles/podiatrist${end}?from=a#pay`));
        assert.equal(await heading(page), "Podiatrist");
        assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("h1")).fontWeight !== "400" && document.styleSheets.length > 0), true);
        await page.locator(".site-header .brand a").click();
        await page.waitForURL(server.at(settings ? "" : "index.html"));
        await page.goto(server.at(`search${end}?q=podiatrist`));
        await page.locator("#search-results a").first().waitFor();
        await page.goto(server.at(`compare${end}?roles=podiatrist`));
        assert.equal(await page.locator("main").count(), 1);
        if (settings) await page.goto(server.at("roles/podiatrist"));
        if (settings) assert.equal(page.url(), server.at("roles/podiatrist/"));

        const answer = await page.goto(server.at("deep/down/nowhere.html"));
        assert.equal(answer.status(), 503);
        assert.equal(page.url(), server.at("deep/down/nowhere.html"), "to load it again is to try again");
        assert.match(await heading(page), /needs the internet/);
        assert.equal(await page.evaluate(() => [...document.styleSheets].every((sheet) => sheet.cssRules.length > 0) && document.styleSheets.length > 0), true);
        await page.locator("main input[type=search]").fill("podiatrist");
        await page.keyboard.press("Enter");
        await page.locator("#search-results a").first().waitFor();
        await page.goBack();
        await page.locator("#browse a").first().click();
        await page.waitForURL(server.at(settings ? "**/*/" : "**/index.html"));
        assert.doesNotMatch(await heading(page), /needs the internet/);
        assert.deepEqual(refused, []);
      },
      base,
    ).finally(() => own?.remove());
  });
}

test("what is not kept comes from the server as it is, and its missing pages too", PATIENCE, async () => {
  await visit(first, async ({ server, page }) => {
    await firstVisit(page, server, first);
    server.asked = [];
    const answer = await page.goto(server.at("nowhere.html"));
    assert.equal(answer.status(), 404);
    assert.equal(await page.evaluate(async (at) => (await fetch(at)).status, server.at("api/roles.json")), 200);
    assert.deepEqual(server.asked.filter((path) => !["sw.js", "favicon.ico"].includes(path)), ["nowhere.html", "api/roles.json"]);
    // The browser says of each what it wants a part of, or sends: none of it is answered from here.
    const others = await page.evaluate(async (at) => {
      const part = await fetch(at, { headers: { range: "bytes=0-3" } });
      const sent = await fetch(at, { method: "POST" });
      return [part.status, sent.status];
    }, server.at("about.html"));
    assert.deepEqual(others, [200, 200]);
    assert.deepEqual(server.asked.slice(-2), ["about.html", "about.html"]);
  });
});

test("a new edition is taken whole, no more than has changed is asked for, and no page mixes two", PATIENCE, async () => {
  await visit(first, async ({ server, context, page }) => {
    await firstVisit(page, server, first);
    const open = await context.newPage();
    await open.goto(server.at("about.html"));
    assert.doesNotMatch(await lede(open), NEW);
    server.show(second);
    await later(context, LOOK);
    const go = server.hold("about.html");
    await looksAfter(page, server, "index.html", "about.html");
    await page.goto(server.at("about.html"));
    assert.doesNotMatch(await lede(page), NEW, "what is kept is shown at once, and as long as the new one is on its way");
    go();
    await takes(page, second);
    const changed = Object.keys(second.files).filter((path) => second.files[path] !== first.files[path]);
    assert.ok(changed.length < Object.keys(second.files).length, "some are the same");
    const asked = [...new Set(server.asked)].filter((path) => path !== "sw.js").sort();
    assert.deepEqual(asked, changed.sort());

    // The page that was open before still gets what it was made with, though no server has it any more.
    const style = Object.keys(first.files).find((path) => /^assets\/theme\..*css$/.test(path));
    assert.ok(!(style in second.files));
    server.isDown = true;
    assert.equal(await open.evaluate(async (at) => (await (await fetch(at)).text()).length > 1000, server.at(style)), true);
    await page.goto(server.at("about.html"));
    assert.match(await lede(page), NEW);
    const sheets = await page.evaluate(() => [...document.styleSheets].map((sheet) => [sheet.href, sheet.cssRules.length]));
    for (const [href, rules] of sheets) assert.ok(rules > 0 && href.replace(server.at(""), "") in second.files, href);
  });
});

test("an edition that comes in part is not shown, and goes on where it was", PATIENCE, async () => {
  await visit(first, async ({ server, context, page }) => {
    await firstVisit(page, server, first);
    const changed = Object.keys(second.files).filter((path) => second.files[path] !== first.files[path]);
    const old = { status: 200, headers: { "content-type": "text/html" }, body: readFileSync(join(first.out, "about.html")) };
    const troubles = ["cut", { status: 500 }, { status: 200, headers: { "content-type": "text/html" }, body: "<p>Log in" }, old];
    server.show(second);
    for (const trouble of troubles) {
      server.answers["about.html"] = trouble;
      await later(context, LOOK);
      // The page itself is shown from here; it is the worker that asks.
      await looksAfter(page, server, "index.html", "about.html");
      await until(page, isNoneInstalling);
      server.isDown = true;
      for (const path of ["about.html", "index.html", "roles/podiatrist.html"]) {
        await page.goto(server.at(path));
        const style = await page.evaluate(() => document.styleSheets[0].href);
        assert.ok(style.replace(server.at(""), "") in first.files, path);
      }
      server.isDown = false;
    }
    delete server.answers["about.html"];
    await later(context, LOOK);
    server.asked = [];
    await page.goto(server.at("index.html"));
    await takes(page, second);
    const asked = new Set(server.asked.filter((path) => path !== "sw.js"));
    assert.ok(asked.has("about.html") && asked.size < changed.length, `${asked.size} of ${changed.length} were left`);
    await page.goto(server.at("about.html"));
    assert.match(await lede(page), NEW);
  });
});

test("a first visit that is cut off goes on at the next", PATIENCE, async () => {
  await visit(first, async ({ server, page }) => {
    server.answers["about.html"] = "cut";
    await page.goto(server.at(""));
    await until(page, isGivenUp);
    delete server.answers["about.html"];
    await firstVisit(page, server, first);
    server.isDown = true;
    await page.goto(server.at("about.html"));
    assert.equal(await page.locator("main").count(), 1);
  });
});

test("where the server has another edition that cannot be had, it comes first after a day, and what is kept second", PATIENCE, async () => {
  await visit(first, async ({ server, context, page }) => {
    await firstVisit(page, server, first);
    server.show(second);
    server.answers["offline.html"] = { status: 500 };
    await later(context, LOOK);
    await looksAfter(page, server, "about.html");
    assert.doesNotMatch(await lede(page), NEW);
    await later(context, DAY);
    await page.goto(server.at("about.html"));
    assert.match(await lede(page), NEW);
    server.isDown = true;
    await page.goto(server.at("about.html"));
    assert.doesNotMatch(await lede(page), NEW);
  });
});

test("a build without it takes it away, and nothing else does", PATIENCE, async () => {
  await visit(first, async ({ server, context, page }) => {
    await firstVisit(page, server, first);
    server.show(without);
    const html = { "content-type": "text/html" };
    const others = ["cut", { status: 500 }, { status: 403 }, { status: 200, headers: html, body: "<h1>Log in" }, { status: 302, headers: { location: "login.html" } }];
    for (const other of others) {
      server.answers["sw.js"] = other;
      await later(context, LOOK);
      await looksAfter(page, server, "about.html");
      assert.doesNotMatch(await lede(page), NEW, "it is shown from here");
      assert.equal((await kept(page)).workers, 1);
    }
    delete server.answers["sw.js"];
    await later(context, LOOK);
    await page.goto(server.at("about.html"));
    await until(page, async () => (await caches.keys()).length === 0);
    await page.goto(server.at("about.html"));
    assert.match(await lede(page), NEW, "the next page comes from the server");
    await until(page, isNoneThere);
    await page.goto(server.at("index.html"));
    assert.deepEqual(await kept(page), { names: [], keys: [], workers: 0 });
    server.isDown = true;
    await assert.rejects(page.goto(server.at("index.html")));
  });
});

test("a full disk leaves nothing behind, and the site is there", PATIENCE, async () => {
  await visit(first, async ({ server, context, page }) => {
    const devtools = await context.newCDPSession(page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: server.at("").slice(0, -1), quotaSize: 60000 });
    await page.goto(server.at(""));
    await server.isAsked("sw.js");
    await until(page, isNoneThere);
    assert.deepEqual(await kept(page), { names: [], keys: [], workers: 0 });
    await page.goto(server.at("about.html"));
    assert.equal(await page.locator("h1").count(), 1);
  });
});

test("a device that saves data, and a frame, keep nothing", PATIENCE, async () => {
  await visit(first, async ({ server, context }) => {
    await context.addInitScript(() => {
      if (location.hash !== "#framed") Object.defineProperty(navigator.connection, "saveData", { value: true });
    });
    // As hosts tell it, no page may show another in a frame; not every host can be told.
    server.headers = {};
    const page = await context.newPage();
    await page.goto(server.at("about.html"), { waitUntil: "networkidle" });
    await page.evaluate(async (at) => {
      const frame = document.createElement("iframe");
      frame.src = at;
      document.body.append(frame);
      await new Promise((loaded) => (frame.onload = loaded));
    }, server.at("index.html#framed"));
    await page.waitForLoadState("networkidle");
    assert.deepEqual(await kept(page), { names: [], keys: [], workers: 0 });
    assert.ok(server.asked.includes("index.html") && !server.asked.includes("sw.js"));
  });
});

test("who writes sees the newest at once, where a published site was shown before", PATIENCE, async () => {
  await visit(first, async ({ server, page }) => {
    await firstVisit(page, server, first);
    await page.goto(server.at("about.html"));
    await server.stop();
    editions.edit("content/pages/about.md", (text) => text.replace(/^summary: .*$/m, "summary: As it is written now."));
    const dev = await devServer(process.env.TRELLIS, editions.folder, [], server.port);
    try {
      await page.goto(`${dev.address}/about.html`);
      await page.getByText("As it is written now.").first().waitFor();
      assert.deepEqual(await kept(page), { names: [], keys: [], workers: 0 });
      await page.reload({ waitUntil: "load" });
      assert.deepEqual(await kept(page), { names: [], keys: [], workers: 0 });
    } finally {
      dev.stop();
    }
  });
});

test("axe finds nothing on the page for what is not here, narrow and wide", PATIENCE, async () => {
  await visit(first, async ({ server, context, page }) => {
    await bring(context);
    // Axe is more than the policy lets in.
    server.headers = {};
    await firstVisit(page, server, first);
    server.isDown = true;
    await page.goto(server.at("deep/down/nowhere.html"));
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      none(await findings(page, "offline.html", ALL));
    }
  });
});

test("Chromium would put it beside programs", PATIENCE, async () => {
  await visit(first, async ({ server, context, page }) => {
    await firstVisit(page, server, first);
    await page.goto(server.at("about.html"));
    const devtools = await context.newCDPSession(page);
    const { errors, data } = await devtools.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    assert.ok(JSON.parse(data).icons.length > 0);
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    // A private window can never install anything.
    assert.deepEqual(installabilityErrors.map((one) => one.errorId).filter((id) => id !== "in-incognito"), []);
  });
});
