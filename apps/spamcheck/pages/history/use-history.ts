import { useCallback, useEffect, useState } from 'react';
import { keep, kept } from '../shell/kept.ts';
import { parseHistory, type Remembered, remember } from './history.ts';

const key = 'spam-check-history';

/** The same in every tab of this browser, and nowhere else. */
export function useHistory() {
  const [items, setItems] = useState<readonly Remembered[]>([]);
  useEffect(() => {
    setItems(parseHistory(kept(key)));
    const onStorage = (event: StorageEvent): void => {
      if (event.key === key || event.key === null) setItems(parseHistory(kept(key)));
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, []);
  const add = useCallback((one: Remembered) => {
    // From storage, not from memory: another tab may have added meanwhile.
    const next = remember(parseHistory(kept(key)), one);
    keep(key, JSON.stringify(next));
    setItems(next);
  }, []);
  const clear = useCallback(() => {
    keep(key, null);
    setItems([]);
  }, []);
  return { items, add, clear };
}
