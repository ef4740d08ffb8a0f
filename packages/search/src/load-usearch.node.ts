type Usearch = typeof import('usearch');

/**
 * Loads the native package, which is installed by who wants it.
 *
 * @throws Error that says what to install
 */
export async function loadUsearch(): Promise<Usearch> {
  try {
    return await import('usearch');
  } catch (error) {
    throw new Error('expected the package usearch: npm install usearch', { cause: error });
  }
}
