export function count(value: number): string {
  return value.toLocaleString('en-US');
}

export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}

/** `96.1 – 98.3 %` */
export function range([low, high]: readonly [number, number]): string {
  return `${(low * 100).toFixed(1)} – ${percent(high)}`;
}

/** The same under a figure that says the unit. */
export function shortRange([low, high]: readonly [number, number]): string {
  return `${(low * 100).toFixed(1)} – ${(high * 100).toFixed(1)}`;
}

export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
