// Keeps the site's own files, so that it opens without a network. The build writes the version and
// the list of files. A new version is kept beside the old one, and takes over when no page of the
// old one is open any more.

const VERSION = 'VERSION_OF_SITE';
const FILES = ['FILES_OF_SITE'];

const ours = `exifclip ${self.registration.scope} `;
const cacheName = ours + VERSION;

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(self.registration.scope)) {
    event.respondWith(answer(event.request));
  }
});

async function keepFiles() {
  const cache = await caches.open(cacheName);
  await cache.addAll(FILES);
}

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(ours) && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request) {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request, { ignoreSearch: true, ignoreVary: true });
  return kept ?? fetch(request);
}
