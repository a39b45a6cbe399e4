/** 98.74 % */
export function percent(share: number, digits = 2): string {
  return `${(100 * share).toFixed(digits)} %`;
}

/** 97.9–99.3 % */
export function percentRange([low, high]: readonly [number, number]): string {
  return `${(100 * low).toFixed(2)}–${(100 * high).toFixed(2)} %`;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

export function rowCount(value: number): string {
  return `${count(value)} ${value === 1 ? 'row' : 'rows'}`;
}

export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

export function fileSize(bytes: number): string {
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
