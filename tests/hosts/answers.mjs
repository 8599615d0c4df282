// What every host answers with: the type of each file, and how long it may be kept.

export const TYPES = {
  html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8",
  json: "application/json", svg: "image/svg+xml", webp: "image/webp", png: "image/png", ics: "text/calendar; charset=utf-8",
  txt: "text/plain; charset=utf-8", xml: "application/xml", webmanifest: "application/manifest+json", "": "text/plain; charset=utf-8",
};

/** Whether the name of a file changes with its bytes. */
export const lasts = (path) => /\.\d+w\.[0-9a-f]{8}\.webp$|^assets\/.+\.[0-9a-f]{8}\.\w+$/.test(path);
