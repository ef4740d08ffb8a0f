/** A house with a fixed number of places. */
export interface Places {
  /** Takes a place; returns what gives it back, or undefined where none is free. */
  take(): (() => void) | undefined;
  /** How many are taken. */
  taken(): number;
}

/** Counts who is in, and lets nobody in beyond `total`. */
export function createPlaces(total: number): Places {
  const guests = new Set<symbol>();
  return {
    take() {
      if (guests.size >= total) return undefined;
      const guest = Symbol('guest');
      guests.add(guest);
      return () => guests.delete(guest);
    },
    taken: () => guests.size,
  };
}
