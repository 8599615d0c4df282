// What a visit does behind the visitor's back: nothing.

/** Tells what a tab does that no visitor asked for: requests that are not below `allowed`, and errors. */
export const listen = (page, allowed, tell) => {
  page.on("request", (request) => {
    if (!request.url().startsWith(allowed)) tell(`asks for ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) tell(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => tell(`error: ${error.message}`));
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") tell(`cannot get ${request.url()}`);
  });
};

/** Tells what the page that is open keeps on the visitor's device. */
export const kept = async (page) => {
  const kept = await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]);
  return kept.some(Boolean) ? [`keeps ${JSON.stringify(kept)}`] : [];
};
