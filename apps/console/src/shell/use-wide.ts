import { useSyncExternalStore } from 'react';

/** As Tailwind's `sm`. */
const wide = matchMedia('(min-width: 40rem)');

function listen(onChange: () => void): () => void {
  wide.addEventListener('change', onChange);
  return () => wide.removeEventListener('change', onChange);
}

/** Whether there is room for a table of several columns. */
export function useWide(): boolean {
  return useSyncExternalStore(listen, () => wide.matches);
}
