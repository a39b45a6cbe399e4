const counts = new Intl.NumberFormat('en');

export function countText(count: number): string {
  return counts.format(count);
}

/** Never 100 % or 0 % for what is not quite: `> 99.9%`. */
export function percentText(share: number, digits = 1): string {
  const percent = share * 100;
  const least = 10 ** -digits;
  if (share < 1 && percent > 100 - least) return `> ${(100 - least).toFixed(digits)}%`;
  if (share > 0 && percent < least) return `< ${least.toFixed(digits)}%`;
  return `${percent.toFixed(digits)}%`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

export function bytesText(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
}
