/**
 * Has the site's files kept, so that it opens without a network.
 *
 * @returns whether they are; not in a browser that cannot, nor on a site without https
 */
export async function stayOffline(): Promise<boolean> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return false;
  try {
    await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI));
    await navigator.serviceWorker.ready;
    return true;
  } catch {
    return false; // As in private windows; the page works without.
  }
}
