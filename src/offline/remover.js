// Takes away what a service worker of a published site has kept at this address, and then itself.
addEventListener("install", (event) => event.waitUntil(skipWaiting()));
addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("trellis "));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
  // Pages that came from there are loaded anew; once nothing was kept, none can have.
  if (!names.length) return;
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  await Promise.all(pages.map((page) => page.navigate(page.url).catch(() => {})));
})()));
